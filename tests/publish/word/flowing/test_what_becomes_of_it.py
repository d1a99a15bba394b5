"""What somebody did in Word becomes what the edition would say of it, and the rest is not rewritten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.publish.word.flowing.drawn import editions
from tests.publish.word.sending.ardovian import ardovian

from sourcebook.publish.edition import Edition, Front
from sourcebook.publish.edition.writing import written
from sourcebook.publish.word.flow import PLAIN, Block, Cell, Flow, Look, Mark, Start, Token, Word
from sourcebook.publish.word.flowing import anchors_of, edition_of, flow_of
from sourcebook.publish.word.tokens import cut

FRONT = Front("Ardovia 2031")
NOTES = {"n1": cut("Seen in Brenn."), "n2": cut("Of a mayor.")}


def block(kind: str, *tokens: Token | str, **more: object) -> Block:
    """A block of the flow; texts are cut."""
    found: list[Token] = []
    for one in tokens:
        found += cut(one) if isinstance(one, str) else (one,)
    return Block(Start(kind, **more), tuple(found))  # type: ignore[arg-type]


def strong(text: str, **more: object) -> Word:
    """A word that stands out."""
    return Word(text, Look(strong=True, **more))  # type: ignore[arg-type]


CASES = [
    ("a note that somebody added", [block("paragraph", "Closed.", Mark("n1"))], ["Closed.^[Seen in Brenn.]"]),
    (
        "a note in bold words",
        [block("paragraph", strong("It"), Mark("n1", None, Look(strong=True)), strong("closed"))],
        ["[It^[Seen in Brenn.]closed]{.strong}"],
    ),
    ("a note without words of it", [block("paragraph", "At ", Mark("x", None, PLAIN, "1,240"))], ["At 1,240"]),
    (
        "items under their paragraph",
        [block("paragraph", "Closed:"), block("item", "a road"), block("item", "a gate", label="(iv)")],
        ["Closed:\n\n- a road\n- (iv) a gate"],
    ),
    ("an item alone", [block("heading", "Roads", level=2), block("item", "a road")], ["## Roads", "- a road"]),
    ("a label of Word's own", [block("paragraph", "x"), block("item", "a road", label="1.")], ["x\n\n- 1\\. a road"]),
    ("a bullet that is typed", [block("paragraph", "x"), block("item", "• a road")], ["x\n\n- • a road"]),
    (
        "rows of a table, its header below another row",
        [block("row", "3 May", Cell(), "shut", grid="g"), block("row", "Day", grid="g", header=True)],
        ["| Day |  |\n| --- | --- |\n| 3 May | shut |"],
    ),
    (
        "a row of no table",
        [block("row", "3 May", Cell(), "shut"), block("row", "4 May")],
        ["|  |  |\n| --- | --- |\n| 3 May | shut |", "|  |\n| --- |\n| 4 May |"],
    ),
    ("a caption without its picture", [block("picture", "A map of Sel")], ["A map of Sel"]),
    (
        "a note in a caption",
        [block("picture", "A map", Mark("n2"), target="map:places")],
        ["![A map](map:places)", "^[Of a mayor.] {.unnumbered}"],
    ),
    ("a note in the title", [block("title", "Ardovia", Mark("n1"))], ["^[Seen in Brenn.] {.unnumbered}"]),
    ("what is made from records", [block("fixed", "Contents"), block("paragraph", "x")], ["x"]),
    ("nothing", [block("paragraph"), block("paragraph", " "), block("heading", level=1)], []),
    (
        "an id twice",
        [block("paragraph", "one", id="road"), block("paragraph", "two", id="road")],
        ["one {#road}", "two"],
    ),
    ("a heading too deep, of odd classes", [block("heading", "x", level=9, classes=frozenset(("odd",)))], ["###### x"]),
    (
        "words in one link that look apart",
        [block("paragraph", Word("see", Look(link="https://a.example")), strong("it", link="https://a.example"))],
        ["[see**it**](<https://a.example>)"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "texts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_it_is_written_so(blocks: list[Block], texts: list[str]) -> None:
    made = edition_of(Flow(tuple(blocks), NOTES), FRONT, Edition(FRONT, ()))
    body = written(made).partition("---\n\n")[2].strip()
    assert body == "\n\n".join(texts)


def test_title_and_subtitle_go_into_the_front_matter() -> None:
    front = Front("Ardovia 2031", "Annual report", period="2031")
    flow = Flow((block("title", "Ardovia in 2031"), block("subtitle", "Draft")))
    assert edition_of(flow, front, Edition(front, ())).front == replace(
        front, title="Ardovia in 2031", subtitle="Draft"
    )
    assert edition_of(Flow(()), front, Edition(front, ())).front == replace(front, subtitle="")


def test_only_the_block_that_was_changed_is_another() -> None:
    edition, _ = ardovian()
    flow = flow_of(edition)
    place = next(number for number, one in enumerate(flow.blocks) if one.start.id == "road")
    changed = replace(flow.blocks[place], tokens=(*flow.blocks[place].tokens, Word("Again", PLAIN)))
    blocks = (*flow.blocks[:place], changed, *flow.blocks[place + 1 :])
    made = edition_of(Flow(blocks, flow.notes), edition.front, edition)
    other = [(old, new) for old, new in zip(edition.blocks, made.blocks, strict=True) if old is not new]
    [(old, new)] = other
    assert written(Edition(FRONT, (new,))) == written(Edition(FRONT, (old,))).replace(
        "The road was closed. {", "The road was closed.Again {"
    )


def test_a_block_put_in_before_others_rewrites_none_of_them() -> None:
    edition, _ = ardovian()
    flow = flow_of(edition)
    blocks = (*flow.blocks[:2], block("paragraph", "First of all.", Mark("n1")), *flow.blocks[2:])
    made = edition_of(Flow(blocks, {**flow.notes, **NOTES}), edition.front, edition)
    assert len(made.blocks) == len(edition.blocks) + 1
    assert all(old is new for old, new in zip(edition.blocks, made.blocks[1:], strict=True))


def test_the_words_of_a_typed_note_are_those_of_the_flow() -> None:
    edition, _ = ardovian()
    flow = flow_of(edition)
    made = edition_of(Flow(flow.blocks, {**flow.notes, "r0012": cut("Of the town.")}), edition.front, edition)
    assert written(made) == written(edition).replace("^[Figures of the council.]", "^[Of the town.]")


@settings(max_examples=40, deadline=None)
@given(editions())
def test_every_block_of_the_flow_has_one_name(edition: Edition) -> None:
    names = [anchor.name for anchor in anchors_of(edition).values()]
    assert names == [f"p{number:04}" for number in range(len(flow_of(edition).blocks))]
