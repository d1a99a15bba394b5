"""The sent text as blocks to compare: what its file says, tied to the tokens of the edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate

from sourcebook.publish.word.comparing.aligning import Side
from sourcebook.publish.word.comparing.blocks import New, Old
from sourcebook.publish.word.comparing.differing import hunks
from sourcebook.publish.word.comparing.items import Element, elements_of, said
from sourcebook.publish.word.flow import Cell, Flow, Mark, Start, Token, Word
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
    return Old(
        key, start, printed(read, tokens), block.start, read, partial(tied, read, tokens), said(read),
        next(iter(block.anchors), ""), block.label, block.style,
    )  # fmt: skip


def tied(read: Sequence[Token], tokens: Sequence[Token]) -> list[Element]:
    """The elements of a file's tokens with their places in the edition's."""
    elements = elements_of(read)
    if len(read) == len(tokens) and all(map(_says_same, read, tokens)):
        return elements
    own = elements_of(tokens)
    first, second = [one.key for one in elements], [one.key for one in own]
    at = other = 0
    for a, b, c, d in [*hunks(first, second), (len(first), 0, len(second), 0)]:
        for one, its in zip(elements[at:a], own[other:c], strict=True):
            one.begin, one.end = its.begin, its.end
        _tied_by_characters(elements[a:b], own[c:d])
        at, other = b, d
    return elements


def _says_same(one: Token, other: Token) -> bool:
    if isinstance(one, Mark) and isinstance(other, Mark):
        return one.name == other.name and not one.silent and not other.silent
    return one is other or one == other


def _tied_by_characters(elements: Sequence[Element], own: Sequence[Element]) -> None:
    """Ties words that the edition cuts otherwise, since one of them has two looks; others to nothing."""
    for one in elements:
        one.begin = one.end = 0
    first, second = _ends(elements), _ends(own)
    if list(first)[-1:] != list(second)[-1:]:
        return
    begin = at = 0
    for end in [end for end in first if end in second]:
        # What a word of the edition has more than one word of the file in it stands with the first of these.
        elements[at].begin, elements[at].end = own[begin].begin, own[second[end]].end
        begin, at = second[end] + 1, first[end] + 1


def _ends(row: Sequence[Element]) -> dict[str, int]:
    """The places of words by the characters up to their ends; nothing where there is more than words."""
    if not all(isinstance(one.token, Word) for one in row):
        return {}
    return {said: place for place, said in enumerate(accumulate(str(one.key) for one in row))}


def printed(read: Sequence[Token], tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The edition's tokens with what their marks print in a file."""
    said = {token.name: token.printed for token in read if isinstance(token, Mark)}
    if not any(said.values()):
        return tuple(tokens)
    return tuple(
        replace(token, printed=said[token.name])
        if isinstance(token, Mark) and said.get(token.name)
        else token
        for token in tokens
    )


def side_of_old(old: Old) -> Side:
    """A block of the sent text as it is matched."""
    row = old.read.kind == "row" or any(isinstance(token, Cell) for token in old.row)
    return Side(old.said, (old.anchor,) if old.anchor else (), row, "fixed" if old.fixed else old.start.kind)


def side_of_new(new: New) -> Side:
    """A block of the returned text as it is matched; one that was put in, tracked, is none of the sent."""
    assert isinstance(new.head.token, Start)
    if new.added:
        return Side((), (), False, new.head.token.kind)
    tokens = new.tokens if new.tokens is not None else [item.token for item in new.items]
    row = new.head.token.kind == "row" or any(isinstance(token, Cell) for token in tokens)
    return Side(new.said, new.anchors, row, new.head.token.kind)
