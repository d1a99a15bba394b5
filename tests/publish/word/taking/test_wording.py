"""Own words for a sentence, changes that were never made, references that would go: laws of a script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.taking.test_keeping import scripts

from sourcebook.publish.edition import Cite, Reference
from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.dropping import references_lost, without
from sourcebook.publish.word.flow import Flow, Mark, Start, Word
from sourcebook.publish.word.script import Change, Op, Script, When
from sourcebook.publish.word.tokens import cut, text_of
from sourcebook.publish.word.wording import NoSentence, reworded

OUT: When = ((1, False),)
IN: When = ((1, True),)
NOTE = Mark("r0001", Reference((Cite("statement", "3f2a91c0"),)))


def change(number: int) -> Change:
    return Change(number, "text", "Mira Tal", "", True, 0)


def script(*pieces: tuple[str, When] | Mark) -> Script:
    """A paragraph of pieces of text, each under its condition, and marks."""
    ops: list[Op] = [Op(Start("paragraph"))]
    for piece in pieces:
        ops += [Op(piece)] if isinstance(piece, Mark) else [Op(word, piece[1]) for word in cut(piece[0])]
    return Script(((0, ()),), {0: tuple(ops)}, {}, (change(1), change(2)))


def said(flow: Flow) -> str:
    return "\n".join(text_of(block.tokens) for block in flow.blocks)


ROAD = (("It rained. ", ()), ("The road was ", ()), ("closed", OUT), ("shut", IN), (" on Monday.", ()))
CASES = [
    ((*ROAD, NOTE, (" Nobody came.", ())), "They closed the road.", "It rained. They closed the road. Nobody came."),
    ((*ROAD, (" Nobody came.", ())), "The road was barred on Monday.", "It rained. The road was barred on Monday. Nobody came."),
    ((("closed", OUT), ("shut", IN)), "barred", "barred"),
    ((("It was closed.", OUT),), "It was barred.", "It was barred."),
    ((("It was closed.", ()), (" And mined.", IN)), "It was mined.", "It was closed. It was mined."),
]  # fmt: skip


@pytest.mark.parametrize(("pieces", "words", "expected"), CASES)
def test_the_sentence_has_these_words_and_the_rest_its_own(
    pieces: tuple[tuple[str, When] | Mark, ...], words: str, expected: str
) -> None:
    made = reworded(script(*pieces), 1, words)
    assert said(applied(made, frozenset({1}))) == expected
    assert said(applied(made, frozenset())) == said(applied(script(*pieces), frozenset()))


def test_references_stay_in_their_order() -> None:
    other = Mark("r0002", Reference((Cite("source", "77aa01bc"),)))
    pieces = (("The road", ()), NOTE, (" was ", ()), ("closed", OUT), ("shut", IN), other, (" in May.", ()))
    [block] = applied(reworded(script(*pieces), 1, "In May they shut it."), frozenset({1})).blocks
    assert [token.name for token in block.tokens if isinstance(token, Mark)] == ["r0001", "r0002"]


def test_a_block_that_was_added_has_no_sentence_to_be_reworded() -> None:
    added = Script(((0, IN),), {0: (Op(Start("paragraph"), IN), Op(Word("Done"), IN))}, {}, (change(1),))
    with pytest.raises(NoSentence, match="accept this one, or reject it"):
        reworded(added, 1, "Ended")


@settings(max_examples=100, deadline=None)
@given(scripts(), st.frozensets(st.integers(1, 9)), st.frozensets(st.integers(1, 9)))
def test_a_change_that_was_never_made_is_as_one_not_accepted(
    made: Script, rejected: frozenset[int], accepted: frozenset[int]
) -> None:
    left = without(made, rejected)
    assert applied(left, accepted - rejected) == applied(made, accepted - rejected)
    assert not {one.id for one in left.changes} & rejected


def test_references_that_go_are_counted_and_moved_ones_are_not() -> None:
    taken_out = script(("A", ()), ("b", OUT))
    ops = (*taken_out.ops[0], Op(NOTE, OUT), Op(NOTE, ((2, False),)), Op(NOTE, ((2, True),)))
    assert references_lost(Script(taken_out.order, {0: ops}, {}, taken_out.changes)) == {1: 1}
    moved = Script(((0, OUT), (1, ()), (0, IN)), {0: (*ops[:1], Op(NOTE)), 1: ops[:1]}, {}, (change(1),))
    assert references_lost(moved) == {}
    deleted = Script(((0, OUT), (1, ())), {0: (*ops[:1], Op(NOTE)), 1: ops[:1]}, {}, (change(1),))
    assert references_lost(deleted) == {1: 1}
