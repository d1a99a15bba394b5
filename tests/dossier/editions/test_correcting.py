"""A published edition is never changed: a corrected one takes its place, once, under a name of its own."""

from __future__ import annotations

import pytest
from tests.dossier.editions.making import frozen, state

from sourcebook.dossier.editions import EditionRefused, correct, freeze, newest, opened, publish
from sourcebook.dossier.models import Edition
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.seen.compiler import writing

BUILD = "a" * 64
LINES = [("heading", "b1", "1. Hills"), ("paragraph", "b2", "Every hill. ")]


def published(edition: Edition) -> Edition:
    freeze(edition, frozen(BUILD))
    publish(edition, BUILD, LINES)
    return edition


def test_a_corrected_edition_takes_the_place_of_the_published_one(annual: Edition) -> None:
    published(annual)
    first = correct(annual, "the date of the speech")
    assert (first.slug, first.state, first.corrects_id) == ("annual-c1", "draft", annual.pk)
    assert newest(first).content == newest(annual).content
    assert newest(first).why == "the date of the speech"
    assert state(annual) == "published", "until the other is published, it stands"
    published(first)
    assert (state(annual), state(first)) == ("corrected", "published")
    second = correct(first, "a name")
    assert second.slug == "annual-c2"
    published(second)
    assert [state(one) for one in (annual, first, second)] == ["corrected", "corrected", "published"]


def test_a_correction_needs_its_reason(annual: Edition) -> None:
    published(annual)
    with pytest.raises(EditionRefused, match="a correction needs a reason, which is printed: say --why"):
        correct(annual, "  ")


def test_one_correction_at_a_time(annual: Edition) -> None:
    published(annual)
    first = correct(annual, "a date")
    with pytest.raises(EditionRefused, match="annual: annual-c1 corrects it already; go on with that one"):
        correct(annual, "a name")
    rival = opened("rival", "text")
    with writing():
        Edition.objects.filter(pk=rival.pk).update(corrects=annual)
    published(first)
    freeze(rival, frozen(BUILD))
    with pytest.raises(EditionRefused, match="rival: annual was corrected by another edition"):
        publish(rival, BUILD, LINES)
    assert (state(rival), state(annual)) == ("frozen", "corrected")


@pytest.mark.parametrize(
    ("slug", "others", "new"),
    [
        ("annual", ["annual-c1", "annual-castle"], "annual-c2"),
        ("x" * 80, [], "x" * 77 + "-c1"),
        ("x" * 80, ["x" * 77 + "-c1"], "x" * 77 + "-c2"),
        ("a-c7", [], "a-c1"),
    ],
)
def test_a_correction_finds_a_free_name(keeper: Viewer, slug: str, others: list[str], new: str) -> None:
    for other in others:
        opened(other, "text")
    assert correct(published(opened(slug, "text")), "a date").slug == new
