"""The sent text as blocks to compare: what its file says, tied to the tokens of the edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.publish.word.comparing.aligning import Side
from sourcebook.publish.word.comparing.differing import hunks
from sourcebook.publish.word.comparing.items import CELL_KEY, Element, New, Old, elements_of, said
from sourcebook.publish.word.flow import Flow, Mark, Start, Token
from sourcebook.publish.word.opened import WordBlock, WordText

# Made anew by every editor.
_CONTENTS = ("toc", "contents", "table of figures", "index")


def is_contents(style: str, start: Start) -> bool:
    """Whether it is a line of the table of contents."""
    return start.kind == "fixed" and style.startswith(_CONTENTS)


def olds_of(base: WordText, flow: Flow) -> list[Old]:
    """The blocks of the sent file in its order, but for its contents."""
    taken: set[int] = set()
    found = []
    for block in base.blocks:
        key = next((key for key in map(_key, block.anchors) if key is not None and key not in taken), None)
        if key is not None and key < len(flow.blocks):
            taken.add(key)
        else:
            key = None
        found.append(_old(block, key, flow))
    return found


def _key(anchor: str) -> int | None:
    return int(anchor[1:]) if anchor[:1] == "p" and anchor[1:].isdigit() else None


def _old(block: WordBlock, key: int | None, flow: Flow) -> Old:
    read = [bit.token for bit in block.bits]
    start, tokens = (block.start, ()) if key is None else (flow.blocks[key].start, flow.blocks[key].tokens)
    elements, tokens = tied(read, tokens)
    return Old(
        key, start, tokens, block.start, elements, said(read), next(iter(block.anchors), ""), block.label,
        block.style,
    )  # fmt: skip


def tied(read: Sequence[Token], tokens: Sequence[Token]) -> tuple[list[Element], tuple[Token, ...]]:
    """The elements of a file's tokens with their places in the edition's, and these with what marks print."""
    elements, own = elements_of(read), elements_of(tokens)
    printed = {one.token.name: one.token.printed for one in elements if isinstance(one.token, Mark)}
    first, second = [one.key for one in elements], [one.key for one in own]
    at = other = 0
    for a, b, c, d in [*hunks(first, second), (len(first), 0, len(second), 0)]:
        for one, its in zip(elements[at:a], own[other:c], strict=True):
            one.begin, one.end = its.begin, its.end
        for one in elements[a:b]:
            one.begin = one.end = 0
        at, other = b, d
    known = tuple(
        replace(token, printed=printed[token.name])
        if isinstance(token, Mark) and printed.get(token.name)
        else token
        for token in tokens
    )
    return elements, known


def side_of_old(old: Old) -> Side:
    """A block of the sent text as it is matched."""
    row = old.read.kind == "row" or any(one.key == CELL_KEY for one in old.elements)
    return Side(old.said, (old.anchor,) if old.anchor else (), row, "fixed" if old.fixed else old.start.kind)


def side_of_new(new: New) -> Side:
    """A block of the returned text as it is matched; one that was put in, tracked, is none of the sent."""
    assert isinstance(new.head.token, Start)
    if new.added:
        return Side((), (), False, new.head.token.kind)
    row = new.head.token.kind == "row" or any(item.key == CELL_KEY for item in new.items)
    return Side(new.said, new.anchors, row, new.head.token.kind)
