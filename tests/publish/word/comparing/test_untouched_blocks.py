"""What nobody touched is set down at once; the way token by token comes to the very same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.comparing.files import returned, sent
from tests.publish.word.comparing.flows import edited, flows

from sourcebook.publish.word.comparing import compare, compare_flows
from sourcebook.publish.word.comparing.still import quiet
from sourcebook.publish.word.flow import PLAIN, Cell, Mark, Token, Word
from sourcebook.publish.word.opened import Bit, Revision

COMPARING = "sourcebook.publish.word.comparing"
MIRA = Revision("Mira Tal")
# What nobody may take for a row of words, each an item of its own.
ROWS: list[tuple[str, list[Token]]] = [
    ("two blanks", [Word("a"), Word(" "), Word("\u00a0"), Word("b")]),
    ("a blank at the end", [Word("a"), Word(" ")]),
    ("a blank before a cell", [Word("a"), Word(" "), Cell(), Word("b")]),
    ("a blank at the beginning of a cell", [Word("a"), Cell(), Word(" "), Word("b")]),
    ("a soft hyphen", [Word("vill"), Word("\u00ad"), Word("age")]),
    ("two halves of a word", [Word("vill"), Word("age")]),
]


@contextmanager
def token_by_token() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{COMPARING}.returned.quiet", lambda bits: None)
        patch.setattr(f"{COMPARING}.noting.quiet", lambda bits: None)
        patch.setattr(f"{COMPARING}.flows.marks_kept", lambda *rows: None)
        yield


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_of_a_returned_file(data: st.DataObject) -> None:
    flow = data.draw(flows())
    base = sent(flow)
    theirs = data.draw(returned(base))
    found = compare(base, theirs, flow)
    with token_by_token():
        assert compare(base, theirs, flow) == found


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_of_two_texts_of_an_edition(data: st.DataObject) -> None:
    base = data.draw(flows())
    ours = data.draw(edited(base))
    found = compare_flows(base, ours)
    with token_by_token():
        assert compare_flows(base, ours) == found


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[name for name, _ in ROWS])
def test_where_words_or_blanks_have_to_be_put_together_one_looks_closer(row: list[Token]) -> None:
    assert quiet([Bit(token) for token in row]) is None


@pytest.mark.parametrize(
    "bit",
    [
        Bit(Word("put"), inserted=MIRA),
        Bit(Word("taken"), deleted=MIRA),
        Bit(Word("bold"), was=Word("bold", PLAIN), restyled=MIRA),
        Bit(Word("said"), comments=("7",)),
    ],
    ids=["put in", "taken out", "restyled", "commented"],
)
def test_a_tracked_or_commented_word_is_looked_at(bit: Bit) -> None:
    assert quiet([Bit(Word("a")), Bit(Word(" ")), bit]) is None


def test_words_marks_and_empty_cells_are_known_at_once() -> None:
    row: list[Token] = [Word("a"), Mark("r0001"), Word("."), Cell(), Cell(), Word("b"), Word(" "), Word("c")]
    assert quiet([Bit(token) for token in row]) == tuple(row)
    assert quiet([]) == ()
