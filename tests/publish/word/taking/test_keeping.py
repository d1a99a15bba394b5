"""What was read of a file is kept as JSON and comes back the same: no token, condition or change differs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.flowing.drawn import editions

from sourcebook.publish.edition import Edition, Front
from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.flow import Look, Mark, Word
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.keeping import NotKept, kept, script_of
from sourcebook.publish.word.script import Change, Op, Script, When

WHENS = st.lists(st.tuples(st.integers(1, 9), st.booleans()), max_size=2).map(tuple)
CHANGES = tuple(
    Change(number, "text", "Mira Tal", "2031-05-02T10:00:00Z", number % 2 == 0, 0, "paragraph 1", "a", "b")
    for number in range(1, 10)
)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """A script over a random edition, with any conditions at all."""
    edition: Edition = draw(editions())
    flow = flow_of(edition)

    def when() -> When:
        return draw(WHENS) if draw(st.integers(0, 3)) == 0 else ()

    ops = {
        key: (Op(block.start, when()), *(Op(token, when()) for token in block.tokens))
        for key, block in enumerate(flow.blocks)
    }
    notes = {name: tuple(Op(token, when()) for token in tokens) for name, tokens in flow.notes.items()}
    return Script(tuple((key, when()) for key in ops), ops, notes, CHANGES)


@settings(max_examples=150, deadline=None)
@given(scripts())
def test_it_comes_back_the_same(script: Script) -> None:
    again = script_of(json.loads(json.dumps(kept(script))))
    assert again == script
    assert applied(again, frozenset({1, 2, 3})) == applied(script, frozenset({1, 2, 3}))


def test_halves_of_a_word_and_what_a_file_printed_are_kept() -> None:
    half = (Op(Word("ho")), Op(Word("use", Look(strong=True))), Op(Word("s")), Op(Word("tead")))
    mark = Op(Mark("n1", None, Look(link="https://news.example/1"), "12"), ((2, False),))
    script = Script(((0, ()),), {0: (*half, mark)})
    [*words, last] = script_of(json.loads(json.dumps(kept(script)))).ops[0]
    assert tuple(words) == half
    assert last == mark and isinstance(last.token, Mark) and last.token.printed == "12"


def test_a_name_can_be_found_in_it() -> None:
    flow = flow_of(Edition(_front(), ()))
    script = Script(((0, ()),), {0: tuple(Op(token) for token in flow.blocks[0].tokens)})
    assert "Anta Levash of Lake Miv" in json.dumps(kept(script))


@pytest.mark.parametrize("plain", [{}, {"order": [[0]], "ops": {}, "notes": {}, "changes": []}])
def test_what_is_no_script_is_told(plain: dict[str, object]) -> None:
    with pytest.raises(NotKept, match="take it again"):
        script_of(plain)


def _front() -> Front:
    return Front("Anta Levash of Lake Miv")
