"""From lines to pieces: numbered paragraphs with the quotations, items and lines that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sourcebook.reading.assemble import Block, Heading, Piece, folds
from sourcebook.reading.document import Region
from sourcebook.reading.pandoc.captions import table_captions
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.numbering import Numbered
from sourcebook.reading.pandoc.parts import part_of
from sourcebook.reading.pandoc.table import same_table, table_from
from sourcebook.text import Passage
from sourcebook.text.passage import join

_LABEL = re.compile(r"\(?([A-Z]|[IVXLC]{1,7}|[ivxlc]{1,7}|[a-zα-ω]|\d{1,3}(?:\.\d{1,3}){0,3})[.):]{1,2}\s")

_SENTENCE = re.compile(r"[.!?][\"”’»)]*$")


@dataclass
class _Flow:
    """The pieces so far, the passages still to be joined to the last block, the first item of its list."""

    pieces: list[Piece] = field(default_factory=list)
    parts: list[Passage] = field(default_factory=list)
    first_item: Block | None = None

    @property
    def last(self) -> Block | None:
        """The last piece, if it is a block."""
        last = self.pieces[-1] if self.pieces else None
        return last if isinstance(last, Block) else None

    @property
    def is_open(self) -> bool:
        """Whether the last paragraph is a numbered one, which items after it belong to."""
        last = self.last
        return last is not None and (last.continues or (last.item is None and last.label is not None))

    def add(self, piece: Piece) -> None:
        """Begin another piece."""
        self.close()
        self.pieces.append(piece)
        if not isinstance(piece, Block) or (piece.item is None and not piece.continues):
            self.first_item = None
        elif self.first_item is None:
            self.first_item = piece

    def join(self, passage: Passage) -> None:
        """Add a line to the last block."""
        self.parts.append(passage)

    def close(self) -> None:
        """Join what was added to the last block: at once, for a paragraph may have thousands of lines."""
        last = self.last
        if self.parts and last is not None:
            self.pieces[-1] = replace(last, passage=join([last.passage, *self.parts], "\n"))
        self.parts = []


def pieces_of(told: list[Numbered]) -> list[Piece]:
    """The pieces of a document, in reading order, from its lines with their labels told."""
    flow = _Flow()
    onward = _goes_on(told)
    captions = table_captions([numbered.line for numbered in told])
    for index, numbered in enumerate(told):
        line, printed, part = numbered
        if line.kind == "heading":
            flow.add(_heading(line))
        elif line.cell is not None:
            if index == 0 or not same_table(told[index - 1].line, line):
                end = next(
                    (n for n in range(index, len(told)) if not same_table(line, told[n].line)), len(told)
                )
                flow.add(table_from([n.line for n in told[index:end]], captions.get(index)))
        elif line.role == "aside":
            # What stands in a box is no part of the paragraph beside it.
            flow.add(Block(line.passage))
        elif index in captions or _is_nothing(numbered):
            continue
        elif part == "paragraph" and printed is not None:
            flow.add(Block(line.passage.slice(printed.end, len(line.text)), label=printed.label))
        elif part == "item" and printed is not None:
            passage = line.passage.slice(printed.end, len(line.text))
            flow.add(Block(passage, item=printed.label, continues=flow.is_open))
        else:
            _text(flow, line, onward[index])
    flow.close()
    return [*_placed(flow.pieces)]


def _is_nothing(numbered: Numbered) -> bool:
    """Whether a line has nothing to say by itself."""
    return not numbered.line.text and not numbered.line.passage.marks and numbered.printed is None


def _heading(line: Line) -> Heading:
    """A heading; its number or letter is its label, and stays in its text, which is how it is cited."""
    match = _LABEL.match(line.text)
    return Heading(line.passage, line.level, match[1] if match else None)


def _goes_on(told: list[Numbered]) -> list[bool]:
    """For each line, whether the numbers of paragraphs go on by one after it: it is then inside the count."""
    numbers = [n.printed.number if n.part == "paragraph" and n.printed else None for n in told]
    following: list[int | None] = []
    ahead: int | None = None
    for number in reversed(numbers):
        following.append(ahead)
        ahead = ahead if number is None else number
    onward: list[bool] = []
    last = -1
    for number, after in zip(numbers, reversed(following), strict=True):
        last = last if number is None else number
        onward.append(after is not None and after == last + 1)
    return onward


def _text(flow: _Flow, line: Line, onward: bool) -> None:
    """A line without label: part of the paragraph or item above, or a paragraph of its own."""
    last = flow.last
    inside = line.depth > 0 and line.label is None
    if last is not None and inside and (last.item is not None or last.label is not None):
        flow.join(line.passage)
    elif last is None or not flow.is_open or not (onward or line.quoted or _announces(last)):
        flow.add(Block(line.passage, kind="quotation" if line.quoted else "paragraph"))
    elif last.item is None:
        flow.join(line.passage)
    elif flow.first_item is not None and folds(flow.first_item):
        # The words after a list that is part of a paragraph are part of it, too.
        flow.add(Block(line.passage, continues=True))
    else:
        flow.add(Block(line.passage))


def _announces(block: Block) -> bool:
    return block.passage.text.rstrip().endswith(":")


def _is_prose(block: Block) -> bool:
    text = block.passage.text
    return len(text) > 40 and _SENTENCE.search(text) is not None


def _placed(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces with their region: what stands unnumbered before the first heading is the front matter.

    Where nothing is numbered, as in an article, the text begins with the first whole sentence.
    """
    region: Region = "front"
    annex = 0
    numbered = any(isinstance(piece, Block) and piece.label is not None for piece in pieces)
    for piece in pieces:
        if region == "front" and not numbered and isinstance(piece, Block) and _is_prose(piece):
            region = "body"
        if isinstance(piece, Heading) and (region != "annex" or piece.level <= annex):
            annex = piece.level if part_of(piece.passage.text) == "annex" else 0
        if isinstance(piece, Heading) or (isinstance(piece, Block) and piece.label is not None):
            region = "annex" if annex else "body"
        yield replace(piece, region=region) if isinstance(piece, (Heading, Block)) else piece
