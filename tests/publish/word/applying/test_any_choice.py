"""Some changes taken, others not: what then stands, and what is left to decide."""

from __future__ import annotations

import pytest

from sourcebook.publish.edition import Cite, Note, Reference
from sourcebook.publish.word.applying import applied, settled
from sourcebook.publish.word.flow import Block, Flow, Look, Mark, Start, Token, Word
from sourcebook.publish.word.script import Change, Op, Script, When
from sourcebook.publish.word.tokens import cut, text_of

PARAGRAPH, HEADING = Start("paragraph"), Start("heading", level=1)
RECORDS = Reference((Cite("source", "77aa01bc"),))
NONE: frozenset[int] = frozenset()


def ops(*parts: tuple[str | Start | Mark, When]) -> tuple[Op, ...]:
    found: list[Op] = []
    for part, when in parts:
        tokens: tuple[Token | Start, ...] = cut(part) if isinstance(part, str) else (part,)
        found += [Op(token, when) for token in tokens]
    return tuple(found)


def script(
    *blocks: tuple[Op, ...], order: tuple[tuple[int, When], ...] | None = None, changes: int = 3
) -> Script:
    told = tuple(Change(id, "text", "Anna", "", True, 0) for id in range(1, changes + 1))
    return Script(order or tuple((key, ()) for key in range(len(blocks))), dict(enumerate(blocks)), {}, told)


def texts(flow: Flow) -> list[tuple[str, str]]:
    return [(block.start.kind, text_of(block.tokens)) for block in flow.blocks]


ON, OFF = ((1, True),), ((1, False),)
CASES = [
    ("a word replaced", script(ops((PARAGRAPH, ()), ("The ", ()), ("road", OFF), ("bridge", ON))),
     {(): [("paragraph", "The road")], (1,): [("paragraph", "The bridge")]}),
    ("a block joined to the one before", script(ops((PARAGRAPH, ()), ("One. ", ())), ops((PARAGRAPH, OFF), ("Two.", ()))),
     {(): [("paragraph", "One. "), ("paragraph", "Two.")], (1,): [("paragraph", "One. Two.")]}),
    ("a block split", script(ops((PARAGRAPH, ()), ("One.", ()), (PARAGRAPH, ON), ("Two.", ()))),
     {(): [("paragraph", "One.Two.")], (1,): [("paragraph", "One."), ("paragraph", "Two.")]}),
    ("the start of the first taken out", script(ops((PARAGRAPH, OFF), ("One. ", ())), ops((PARAGRAPH, ()), ("Two.", ()))),
     {(1,): [("paragraph", "One. Two.")]}),
    ("words before a table", script(ops((PARAGRAPH, OFF), ("One.", ())), ops((Start("row", grid="t1"), ()), ("Two", ()))),
     {(1,): [("paragraph", "One."), ("row", "Two")]}),
    ("no start that stands", script(ops((HEADING, OFF), ("One.", ()))),
     {(): [("heading", "One.")], (1,): [("paragraph", "One.")]}),
    ("a block moved", script(ops((PARAGRAPH, ()), ("One", ())), ops((PARAGRAPH, ()), ("Two", ())), order=((0, OFF), (1, ()), (0, ON))),
     {(): [("paragraph", "One"), ("paragraph", "Two")], (1,): [("paragraph", "Two"), ("paragraph", "One")]}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "made", "wanted"), CASES, ids=[name for name, _, _ in CASES])
def test_what_stands(name: str, made: Script, wanted: dict[tuple[int, ...], list[tuple[str, str]]]) -> None:
    for accepted, lines in wanted.items():
        assert texts(applied(made, frozenset(accepted))) == lines
        assert texts(applied(settled(made, frozenset(accepted)), NONE)) == lines


def test_halves_of_a_word_become_one() -> None:
    made = script(ops((PARAGRAPH, ()), ("foot", ()), (" ", OFF), ("ball", ())))
    assert applied(made, frozenset({1})).blocks == (Block(PARAGRAPH, cut("football")),)
    assert settled(made, frozenset({1})).ops[0] == ops((PARAGRAPH, ()), ("football", ()))


def test_halves_of_two_looks_stay_two() -> None:
    strong = Look(strong=True)
    made = script((Op(PARAGRAPH), Op(Word("foot")), Op(Word(" "), OFF), Op(Word("ball", strong))))
    assert applied(made, frozenset({1})).blocks[0].tokens == (Word("foot"), Word("ball", strong))


def test_a_note_of_records_written_otherwise_is_typed_and_still_rests_on_them() -> None:
    mark = Mark("r0001", RECORDS)
    made = Script(
        ((0, ()),),
        {0: ops((PARAGRAPH, ()), ("Closed", ()), (mark, ()))},
        {"r0001": ops(("See ", OFF), ("Compare ", ON), ("Saltmarsh.", ()))},
        (Change(1, "note", "Anna", "", True, 0, note="r0001"),),
    )
    assert applied(made, NONE) == Flow((Block(PARAGRAPH, (*cut("Closed"), mark)),), {})
    silent = Mark("", Reference(RECORDS.cites, silent=True))
    wanted = Flow(
        (Block(PARAGRAPH, (*cut("Closed"), Mark("r0001", Note(())), silent)),),
        {"r0001": cut("Compare Saltmarsh.")},
    )
    assert applied(made, frozenset({1})) == wanted
    assert applied(settled(made, frozenset({1})), NONE) == wanted


def test_a_note_goes_with_its_mark() -> None:
    mark = Mark("r0001", Note(()))
    made = Script(
        ((0, ()),), {0: ops((PARAGRAPH, ()), ("Closed", ()), (mark, OFF))}, {"r0001": ops(("Words.", ()))}
    )
    assert applied(made, NONE).notes == {"r0001": cut("Words.")}
    assert applied(made, frozenset({1})).notes == {}


def test_what_is_left_keeps_its_ids_and_conditions() -> None:
    made = script(
        ops((PARAGRAPH, ()), ("a", ((1, True), (2, True))), ("b", ((2, False),)), ("c", ((1, False),)))
    )
    rest = settled(made, frozenset({1}))
    assert [change.id for change in rest.changes] == [2, 3]
    assert rest.ops[0] == ops((PARAGRAPH, ()), ("a", ((2, True),)), ("b", ((2, False),)))
    assert settled(made, NONE) is made
