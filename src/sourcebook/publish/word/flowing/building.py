"""One block of an edition built from its blocks of a flow, in a form that the Markdown file can say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sourcebook.publish.edition import Block as EditionBlock
from sourcebook.publish.edition import Grid, Heading, Inline, Item, Paragraph, Picture, Quotation, Text
from sourcebook.publish.edition.parsing import CLASSES
from sourcebook.publish.word.flow import Block, Cell, Mark, Start, Token
from sourcebook.publish.word.flowing.inlines import inlines
from sourcebook.publish.word.tokens import text_of

_Notes = Mapping[str, tuple[Token, ...]]
_DEEPEST = 6
# What the Markdown file knows as the label of an item.
_LABEL = re.compile(r"\([^\s()]{1,6}\)|[•–]")
_LABELLED = re.compile(r"([•–])\s+")


def built(group: Sequence[Block], notes: _Notes, before: EditionBlock | None) -> Iterator[EditionBlock]:
    """The block that a group says, and what had no place in it; nothing for what says nothing.

    `before` is the block before it in the edition.
    """
    start = group[0].start
    match start.kind:
        case "heading":
            children = inlines(group[0].tokens, notes)
            if children:
                level = min(max(start.level, 1), _DEEPEST)
                yield Heading(level, children, start.id, start.classes & CLASSES)
        case "quotation":
            children = inlines(group[0].tokens, notes)
            if children:
                yield Quotation(children)
        case "row":
            yield from _grid(group, notes)
        case "picture" if start.target:
            yield Picture(start.target, text_of(group[0].tokens).strip(), start.id)
            yield from _beside(group[0].tokens, notes)
        case _:
            yield from _paragraph(group, notes, before)


def _paragraph(group: Sequence[Block], notes: _Notes, before: EditionBlock | None) -> Iterator[Paragraph]:
    first, *rest = group if group[0].start.kind != "item" else [Block(Start("paragraph")), *group]
    children = inlines(first.tokens, notes)
    items = tuple(filter(None, (_item(block, notes) for block in rest)))
    # Below a table an id alone would be the table's, and nothing alone is nothing.
    id = "" if not children and (isinstance(before, Grid) or not items) else first.start.id
    if children or items:
        numbered = first.start.numbered if children or id else None
        yield Paragraph(children, id, items, numbered)


def _item(block: Block, notes: _Notes) -> Item | None:
    """The item; a label that the Markdown file could not tell from the text becomes part of it."""
    children, label = inlines(block.tokens, notes), block.start.label.strip()
    if not children:
        return Item((Text(label),)) if label else None
    first = children[0]
    if not label and isinstance(first, Text) and (found := _LABELLED.match(first.text)):
        bare = first.text[found.end() :]
        if bare or children[1:]:
            return Item((*([Text(bare)] if bare else []), *children[1:]), found[1])
    if label and not _LABEL.fullmatch(label):
        return Item(_prefixed(f"{label} ", children))
    return Item(children, label)


def _prefixed(text: str, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    first = children[0]
    if isinstance(first, Text):
        return (Text(text + first.text), *children[1:])
    return (Text(text), *children)


def _grid(group: Sequence[Block], notes: _Notes) -> Iterator[Grid]:
    """A table whose rows have all the same number of cells; its header stands first."""
    rows = [(block.start.header, _cells(block.tokens, notes)) for block in group]
    width = max(len(cells) for _, cells in rows)
    padded = [(header, (*cells, *((),) * (width - len(cells)))) for header, cells in rows]
    header: tuple[tuple[Inline, ...], ...] = ()
    for place, (is_header, cells) in enumerate(padded):
        if is_header and any(cells):
            header = cells
            del padded[place]
            break
    body = tuple(cells for _, cells in padded)
    if header or any(map(any, body)):
        yield Grid(header, body, group[0].start.id)


def _cells(tokens: Sequence[Token], notes: _Notes) -> tuple[tuple[Inline, ...], ...]:
    found: list[tuple[Inline, ...]] = []
    cell: list[Token] = []
    for token in (*tokens, Cell()):
        if isinstance(token, Cell):
            found.append(inlines(cell, notes))
            cell = []
        else:
            cell.append(token)
    return tuple(found)


def _beside(tokens: Iterable[Token], notes: _Notes) -> Iterator[Paragraph]:
    """Notes that somebody set into a caption, which has no place for them: a paragraph below it."""
    marks = tuple(token for token in tokens if isinstance(token, Mark))
    children = inlines(marks, notes)
    if children:
        yield Paragraph(children, numbered=False)
