"""What two people did to one text: what is merged, and what a person is asked about."""

from __future__ import annotations

import pytest
from tests.publish.word.merging.scripts import Edits, everything, flow, read, said
from tests.publish.word.merging.situations import ALIKE, APART, ASKED, BASE

from sourcebook.publish.word.merging import MergeError, merged, standing


def expected(lines: list[str | None]) -> list[str]:
    base = read(BASE)
    shift = len(lines) - len(base)
    return [
        line
        if line is not None
        else base[place if place < len(base) and not _behind(lines, place) else place - shift]
        for place, line in enumerate(lines)
    ]


def _behind(lines: list[str | None], place: int) -> bool:
    """Whether a line stands behind those that changed."""
    return any(line is not None for line in lines[:place])


@pytest.mark.parametrize("case", APART)
def test_what_stands_apart_is_merged(case: str) -> None:
    edit, other, lines = APART[case]
    theirs, ours = Edits(BASE), Edits(BASE)
    edit(theirs)
    other(ours)
    result = merged(theirs.script(), ours.script(), everything(theirs.script()))
    assert result.conflicts == ()
    assert result.applied == everything(theirs.script())
    assert read(result.flow) == expected(lines)


@pytest.mark.parametrize("case", ASKED)
def test_what_meets_is_asked_and_left_as_ours_has_it(case: str) -> None:
    edit, other = ASKED[case]
    theirs, ours = Edits(BASE), Edits(BASE)
    edit(theirs)
    other(ours)
    first, second = theirs.script(), ours.script()
    result = merged(first, second, frozenset({1}))
    assert result.left == {1}
    assert [(one.changes, one.against) for one in result.conflicts] == [((1,), (1,))]
    assert result.flow == merged(first, second, frozenset()).flow
    [stand] = standing(first, second).values()
    assert stand.state == "asks"
    assert stand.conflict == result.conflicts[0]


@pytest.mark.parametrize("case", ASKED)
def test_what_is_preferred_stands_as_theirs_has_it(case: str) -> None:
    edit, other = ASKED[case]
    theirs, ours = Edits(BASE), Edits(BASE)
    edit(theirs)
    other(ours)
    alone = merged(theirs.script(), Edits(BASE).script(), frozenset({1}))
    result = merged(theirs.script(), ours.script(), frozenset({1}), frozenset({1}))
    assert result.flow == alone.flow
    assert result.applied == {1}
    assert result.conflicts == ()


@pytest.mark.parametrize("case", ALIKE)
def test_what_both_did_alike_is_there_once(case: str) -> None:
    theirs, ours = Edits(BASE), Edits(BASE)
    ALIKE[case](theirs)
    ours.replace(4, "list", "row")
    ALIKE[case](ours)
    result = merged(theirs.script(), ours.script(), frozenset({1}))
    assert result.same == {1}
    assert not result.conflicts
    assert not result.applied
    assert result.flow == merged(theirs.script(), ours.script(), frozenset()).flow
    assert standing(theirs.script(), ours.script())[1].state == "there"


def test_a_sentence_that_both_made_the_same_by_other_steps_is_there() -> None:
    theirs, ours = Edits(BASE), Edits(BASE)
    theirs.replace(0, "road was closed", "street was open")
    ours.replace(0, "road", "street")
    ours.replace(0, "closed", "open")
    result = merged(theirs.script(), ours.script(), frozenset({1}))
    assert result.same == {1}
    assert not result.left
    assert read(result.flow)[0].startswith("The street was open. Nobody")


def test_a_second_change_beside_one_that_both_made_is_taken() -> None:
    theirs, ours = Edits(BASE), Edits(BASE)
    theirs.replace(0, "road", "street")
    theirs.replace(0, "closed", "open")
    ours.replace(0, "road", "street")
    result = merged(theirs.script(), ours.script(), frozenset({1, 2}))
    assert result.same == {1}
    assert result.applied == {2}
    assert read(result.flow)[0].startswith("The street was open. Nobody")


def test_a_conflict_shows_what_was_sent_came_back_and_stands() -> None:
    theirs, ours = Edits(BASE), Edits(BASE)
    theirs.replace(0, "Nobody", "Somebody")
    theirs.replace(0, "road", "street")
    ours.replace(0, "came by", "passed")
    result = merged(theirs.script(), ours.script(), frozenset({1, 2}))
    [conflict] = result.conflicts
    assert result.applied == {2}
    assert said(conflict.base) == "Nobody came by. "
    assert said(conflict.theirs) == "Somebody came by. "
    assert said(conflict.ours) == "Nobody passed. "
    assert conflict.where == "block 0"


def test_preferring_one_sentence_leaves_the_others_of_ours() -> None:
    theirs, ours = Edits(BASE), Edits(BASE)
    theirs.replace(0, "Nobody", "Somebody")
    theirs.replace(1, "late", "early")
    ours.replace(0, "came by", "passed")
    ours.replace(1, "market", "fair")
    ours.replace(2, "empty", "full")
    result = merged(theirs.script(), ours.script(), frozenset({1, 2}), frozenset({1}))
    assert result.applied == {1}
    assert result.left == {2}
    assert [one.changes for one in result.conflicts] == [(2,)]
    assert read(result.flow)[:3] == [
        "The road was closed. Somebody came by. The guards left at night{So they said. It was dark.}.",
        "The fair opened late. People waited outside.",
        "The school was full. Its doors were locked.",
    ]


def test_silent_references_stay_with_their_block() -> None:
    base = flow("The road was closed.[~] Nobody came by.", "The market opened late.[~]")
    theirs, ours = Edits(base), Edits(base)
    theirs.move(1, -1)
    theirs.replace(0, "closed", "open")
    ours.replace(0, "Nobody", "Somebody")
    ours.replace(1, "late", "early")
    result = merged(theirs.script(), ours.script(), everything(theirs.script()))
    assert read(result.flow) == [
        "The market opened early.[~]",
        "The road was open.[~] Somebody came by.",
    ]


def test_scripts_of_two_texts_are_refused() -> None:
    other = flow("The road was closed.")
    with pytest.raises(MergeError, match="compare both with the text that was sent"):
        merged(Edits(BASE).script(), Edits(other).script(), frozenset())
    changed = flow(*[line.replace("market", "fair") for line in read(BASE)])
    with pytest.raises(MergeError, match="block 2"):
        standing(Edits(BASE).script(), Edits(changed).script())
