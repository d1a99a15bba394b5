"""Before a person decides, the words that differ must be seen, and only these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.publish.edition import Cross, Note, Reference, Value
from sourcebook.publish.word.flow import Cell, Look, Mark, Token, Word
from sourcebook.publish.word.marked import marked, told
from sourcebook.publish.word.tokens import cut

NOTE = Mark("r0001", Note(()))
VALUE = Mark("r0002", Value("count:statement"), printed="12")
SILENT = Mark("", Reference((), silent=True))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (cut("The road was closed."), cut("The road was open."), "The road was [-closed-]{+open+}."),
        (cut("Nobody came."), cut("Nobody came by."), "Nobody came{+ by+}."),
        (cut("Nobody came by."), cut("Nobody came."), "Nobody came[- by-]."),
        (cut("The red car."), cut("The blue van."), "The [-red car-]{+blue van+}."),
        (cut("It is so."), cut("It is so."), "It is so."),
        ((), cut("It is so."), "{+It is so.+}"),
        (cut("It is so."), (), "[-It is so.-]"),
        ((*cut("So"), NOTE, *cut(".")), cut("So."), "So[-[note]-]."),
        ((*cut("Some "), VALUE), cut("Some 13"), "Some [-12-]{+13+}"),
        ((Mark("r0003", Value("count:statement")),), (), "[-[=count:statement]-]"),
        ((Mark("r0004", Cross("road-closed")),), (), "[-[#road-closed]-]"),
        ((*cut("So"), SILENT, *cut(".")), cut("So."), "So."),
        ((*cut("a"), Cell(), *cut("b")), (*cut("a"), Cell(), *cut("c")), "a | [-b-]{+c+}"),
        (cut("so it is"), (Word("so", Look(emphasis=True)), *cut(" it is")), "[-so-]{+*so*+} it is"),
        (cut("so"), (Word("so", Look(link="https://example.org")),), "[-so-]{+[so](https://example.org)+}"),
        (cut("Նա եկավ։"), cut("Նա գնաց։"), "Նա [-եկավ-]{+գնաց+}։"),
    ],
)
def test_the_words_that_differ_are_marked(
    before: tuple[Token, ...], after: tuple[Token, ...], shown: str
) -> None:
    assert told(marked(before, after), colour=False) == shown


def test_in_colour_words_are_crossed_out_and_underlined() -> None:
    text = told(marked(cut("It was."), cut("It is.")), colour=True)
    assert text == "It \x1b[9;31mwas\x1b[0m\x1b[4;32mis\x1b[0m."


WORDS = st.lists(st.sampled_from(["road", "market", "was", "12", "Xan"]), max_size=12).map(" ".join).map(cut)


@given(WORDS, WORDS)
def test_each_side_can_be_read_from_what_is_shown(
    before: tuple[Token, ...], after: tuple[Token, ...]
) -> None:
    pieces = marked(before, after)
    assert "".join(text for state, text in pieces if state != "in") == "".join(_texts(before))
    assert "".join(text for state, text in pieces if state != "out") == "".join(_texts(after))


def _texts(tokens: tuple[Token, ...]) -> list[str]:
    return [token.text for token in tokens if isinstance(token, Word)]
