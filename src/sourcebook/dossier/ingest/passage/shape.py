"""The shape of a text layer: where its headings, paragraphs, tables and notes stand, and the notes' marks.

A layer is one string. Its shape leads back from the characters to the pieces that a person reads: all of it,
in order, none twice. Positions are code points of the layer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sourcebook.reading.document import Document
from sourcebook.reading.layer import Layer

BlockKind = Literal["heading", "paragraph", "quotation", "item", "table", "note"]
_NOTE = re.compile(r"\[(\d+)\] ")
_PARTING = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's mark before the character at `at`: the mark as printed, and the number of its note."""

    at: int
    label: str
    note: int


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]`, with the number or bracket printed before it. `level` is that of a heading,
    `note` the number of a note."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    note: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Shape:
    """The blocks of a layer in order. `read` tells whether they come from the file or from the text alone,
    which knows no headings and no marks."""

    blocks: tuple[Block, ...]
    read: bool

    def block_at(self, offset: int) -> int:
        """The index of the block that holds a character, or of the one before it."""
        return max(0, bisect_right(self.blocks, offset, key=lambda block: block.start) - 1)


def shape_of(document: Document, layer: Layer) -> Shape:
    """The shape of the layer of a document. Linear."""
    spans = sorted(_placed(document, layer), key=lambda block: (block.start, block.end))
    return Shape(tuple(_whole(spans, layer.text)), read=True)


def shape_of_text(text: str) -> Shape:
    """The shape of a text of which nothing else is known: what blank lines part; "[12] ..." is a note."""
    blocks = []
    at = 0
    for parting in [*_PARTING.finditer(text), None]:
        end = parting.start() if parting else len(text)
        if text[at:end].strip():
            note = _NOTE.match(text, at, end)
            number = int(note[1]) if note else 0
            blocks.append(Block("note" if note else "paragraph", at, end, note=number))
        at = parting.end() if parting else end
    return Shape(tuple(blocks), read=False)


def _placed(document: Document, layer: Layer) -> Iterator[Block]:
    headings = {id(section.passage): section for section in document.sections}
    paragraphs = {id(paragraph.passage): paragraph for paragraph in document.paragraphs}
    notes = {id(note.passage): note for note in document.notes}
    for start, passage in layer.passages:
        end = start + len(passage.text)
        marks = tuple(
            Mark(start + mark.at, mark.label, mark.note) for mark in passage.marks if mark.note is not None
        )
        if section := headings.get(id(passage)):
            yield Block("heading", start, end, level=section.level, marks=marks)
        elif paragraph := paragraphs.get(id(passage)):
            yield Block(paragraph.kind, start, end, marks=marks)
        elif note := notes.get(id(passage)):
            yield Block("note", start, end, note=note.number, marks=marks)
    for span in layer.tables:
        yield Block("table", span.start, span.end)


def _whole(spans: list[Block], text: str) -> Iterator[Block]:
    """The blocks with their labels; what stands between them, should anything, as a paragraph of its own."""
    at = 0
    for block in spans:
        if block.start < at or block.end <= at:
            continue
        # A label stands on the line of its text.
        begin = max(at, text.rfind("\n", at, block.start) + 1)
        if text[at:begin].strip():
            yield Block("paragraph", at, begin)
        yield Block(block.kind, begin, block.end, block.level, block.note, block.marks)
        at = block.end
        while at < len(text) and text[at] == "\n":
            at += 1
    if text[at:].strip():
        yield Block("paragraph", at, len(text))
