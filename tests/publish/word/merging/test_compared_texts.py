"""The same with scripts as `comparing` makes them, and with what it does to them: halves of words, tables,
changes that were settled."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.merging.scripts import Edits, everything, flow, read
from tests.publish.word.merging.sentences_made import Made, base_of, text_with, two_sides

from sourcebook.publish.word.applying import applied, settled
from sourcebook.publish.word.comparing import compare_flows
from sourcebook.publish.word.flow import Block, Cell, Flow, Start, Word
from sourcebook.publish.word.merging import merged, standing
from sourcebook.publish.word.script import Op
from sourcebook.publish.word.tokens import cut


@settings(deadline=None)
@given(two_sides())
def test_two_texts_edited_apart_become_one(sides: tuple[list[int], Made, Made]) -> None:
    counts, theirs, ours = sides
    base = base_of(counts)
    script = compare_flows(base, flow(*text_with(counts, theirs)))
    other = compare_flows(base, flow(*text_with(counts, ours)))
    result = merged(script, other, everything(script))
    if not result.conflicts:
        assert read(result.flow) == text_with(counts, {**theirs, **ours})
    else:
        # A paragraph made all new is another paragraph, which cannot be in the other's hands too.
        assert any(one.kind in ("deleted", "added") for one in (*script.changes, *other.changes))


PARAGRAPHS = [
    "The road was closed. Nobody came by{So they said.}.",
    "The market opened late. People waited outside.",
    "The school was empty. Its doors were locked.",
    "The bridge held all night. The river rose.",
]
LATER = [
    *PARAGRAPHS,
    "The road was closed. Somebody came by{So they said.}.",
    "The market opened early. People waited outside.",
    "The school was empty.",
    "Its doors were locked.",
    "The bridge held all night. The river rose. It rained{So it was.}.",
    "The doctor left in the morning.",
]


@settings(deadline=None)
@given(st.permutations(LATER).flatmap(lambda all: st.integers(0, 6).map(lambda n: all[:n])))
def test_without_changes_on_one_side_the_other_stands(texts: list[str]) -> None:
    base, text = flow(*PARAGRAPHS), flow(*texts)
    script, none = compare_flows(base, text), compare_flows(base, base)
    assert none.changes == ()
    assert merged(script, none, everything(script)).flow == applied(script, everything(script))
    assert merged(none, script, frozenset()).flow == applied(script, everything(script))
    assert merged(script, script, everything(script)).same == everything(script)


def test_a_word_of_which_one_side_changed_some_letters_is_one_word() -> None:
    base = flow("The protest ended. Nobody came.")
    edits = Edits(base)
    edits.replace(0, "Nobody", "Somebody")
    ours = edits.script()
    theirs = Edits(base)
    theirs.replace(0, "ended", "went on")
    script = theirs.script()
    ops = [
        piece
        for op in script.ops[0]
        for piece in (
            (Op(Word("pro")), Op(Word("test")), Op(Word("ers"), ((2, True),)))
            if op.token == Word("protest")
            else (op,)
        )
    ]
    change = replace(script.changes[0], id=2)
    script = replace(script, ops={0: tuple(ops)}, changes=(*script.changes, change))
    assert read(merged(script, ours, frozenset({2})).flow) == ["The protesters ended. Somebody came."]
    assert read(merged(script, ours, frozenset({1})).flow) == ["The protest went on. Somebody came."]
    assert read(merged(ours, script, frozenset({1})).flow) == ["The protesters went on. Somebody came."]


def test_what_was_accepted_before_is_the_base_of_the_rest() -> None:
    base = flow(*PARAGRAPHS)
    edits = Edits(base)
    edits.split(1, "People")
    edits.delete(0)
    edits.join(3)
    edits.replace(1, "late", "early")
    edits.move(1, 3)
    edits.replace(2, "doors", "gates")
    rest = settled(edits.script(), frozenset({1, 2, 3}))
    accepted = applied(edits.script(), frozenset({1, 2, 3}))
    assert len(accepted.blocks) == 3
    newest = Flow((*accepted.blocks, Block(Start("paragraph"), cut("It is so."))), accepted.notes)
    ours = compare_flows(accepted, newest)
    result = merged(rest, ours, frozenset({4, 5, 6}))
    assert result.applied == {4, 5, 6}
    assert read(result.flow) == [
        "The school was empty. Its gates were locked.The bridge held all night. The river rose.",
        "It is so.",
        "The market opened early. ",
        "People waited outside.",
    ]


def table(*rows: tuple[str, ...]) -> Flow:
    blocks = []
    for cells in rows:
        tokens: list[Word | Cell] = []
        for place, cell in enumerate(cells):
            tokens += [*([Cell()] if place else []), *cut(cell)]
        blocks.append(Block(Start("row", grid="t1"), tuple(tokens)))
    return Flow(tuple(blocks))


def test_cells_of_one_row_stand_apart() -> None:
    base = table(("Orel", "12", "", ""), ("Xan", "7", "open", ""))
    theirs = compare_flows(base, table(("Orel", "13", "", ""), ("Xan", "7", "open", "so")))
    ours = compare_flows(base, table(("Orel City", "12", "", ""), ("Xan", "8", "open", "")))
    result = merged(theirs, ours, everything(theirs))
    assert result.conflicts == ()
    assert read(result.flow) == ["Orel City | 13 |  | ", "Xan | 8 | open | so"]


def test_one_cell_filled_by_both_is_asked() -> None:
    base = table(("Orel", "12", "", ""), ("Xan", "7", "open", ""))
    for place in (2, 3):
        cells = ["Orel", "12", "", ""]
        one, other = [*cells], [*cells]
        one[place], other[place] = "open", "shut"
        second = ("Xan", "7", "open", "")
        theirs = compare_flows(base, table(tuple(one), second))
        ours = compare_flows(base, table(tuple(other), second))
        assert [its.state for its in standing(theirs, ours).values()] == ["asks"]
