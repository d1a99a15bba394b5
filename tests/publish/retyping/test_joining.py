"""Two wordings of one paragraph, and where it stands in a later text."""

from __future__ import annotations

import pytest

from sourcebook.publish.edition.pieces import Source
from sourcebook.publish.retyping.joining import Clash, joined, settled
from sourcebook.publish.retyping.locating import found_again, place_after

BASE = "The road was closed.[@statement:3f2a91c0] The mill stood empty. {#road}"
HEAD = "---\ntitle: Ardovia\n---\n\n"


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        (BASE, BASE.replace("closed", "shut"), BASE.replace("closed", "shut")),
        (BASE.replace("closed", "shut"), BASE, BASE.replace("closed", "shut")),
        (
            BASE.replace("closed", "shut"),
            BASE.replace("empty", "quite empty"),
            BASE.replace("closed", "shut").replace("empty", "quite empty"),
        ),
        (BASE.replace("closed", "shut"), BASE.replace("closed", "barred"), None),
        (BASE.replace("[@statement:3f2a91c0]", ""), BASE.replace("closed", "shut"), None),
    ],
)
def test_sentences_of_two_people(theirs: str, mine: str, both: str | None) -> None:
    assert joined(BASE, theirs, mine) == both


def test_what_is_typed_is_put_in_the_form_of_the_file() -> None:
    assert settled("one\nline\n\n* a\n* b") == "one line\n\n- a\n- b"


def test_a_clash_shows_what_went_and_what_came() -> None:
    clash = Clash("The road was closed.", "The road was shut.", "The road was barred.", 3, 0)
    assert ("out", "closed") in clash.theirs_marked() and ("in", "shut") in clash.theirs_marked()
    assert ("in", "barred") in clash.mine_marked()
    assert not clash.gone


def _source(*paragraphs: str) -> Source:
    return Source.of(HEAD + "\n\n".join(paragraphs) + "\n")


def test_a_paragraph_is_found_again() -> None:
    base = _source("One stands.", "Two stands. {#two}", "Three stands here still.", "Four.")
    now = _source("New.", "Three stands here now.", "One stands.", "Another. {#two}")
    assert found_again(base, now, 0) == 2
    assert found_again(base, now, 1) == 3
    assert found_again(base, now, 3) is None
    assert found_again(base, _source("One stands.", "Three stands here now."), 2) == 1
    assert place_after(base, now, -1) == 0
    assert place_after(base, now, 0) == 3
    assert place_after(base, _source("Nothing of it."), 3) == 0
