"""A change is told in a few words: nobody takes a moved paragraph for a deleted one."""

from __future__ import annotations

import pytest

from sourcebook.dossier import start

PHRASES = (
    ("text", "May", "June", "“May” → “June”"),
    ("added", "", "We have asked.", "+ “We have asked.”"),
    ("deleted", "We have asked.", "", "− “We have asked.”"),
    ("moved", "On 10 April…", "", "“On 10 April…”"),
    ("split", "Each of them…", "", "a new paragraph from “Each of them…”"),
    ("joined", "Each of them…", "", "“Each of them…” goes on the paragraph before"),
    ("reference", "[9]", "", "− note 9"),
    ("reference", "", "[Translated from Ardov.]", "+ note “Translated from Ardov.”"),
    ("reference", "", "[~@statement:3f2a91c0]", "+ [~@statement:3f2a91c0]"),
    ("reference", "71", "91", "“71” → “91”"),
    ("reference", "at least 12", "", "− “at least 12”"),
    ("text", "a  long\nway to go", "", "− “a long way…”"),
)


@pytest.mark.parametrize(("kind", "before", "after", "told"), PHRASES)
def test_a_change_in_a_few_words(kind: str, before: str, after: str, told: str) -> None:
    start()
    from sourcebook.dossier.models import ProposedChange
    from sourcebook.publish.circulating.phrasing import phrase

    longest = 10 if "long" in before else 70
    assert phrase(ProposedChange(kind=kind, before=before, after=after), longest) == told


def test_by_itself_it_says_that_it_was_moved() -> None:
    start()
    from sourcebook.dossier.models import ProposedChange
    from sourcebook.publish.circulating.phrasing import by_itself

    assert by_itself(ProposedChange(kind="moved", before="On 10 April…"), 70) == "moved: “On 10 April…”"
    assert by_itself(ProposedChange(kind="text", before="May", after="June"), 70) == "“May” → “June”"
