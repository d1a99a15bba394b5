"""From lines to pieces: numbered paragraphs with the quotations, items and lines that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sourcebook.reading.assemble import Block, Heading, Piece, folds
from sourcebook.reading.document import Region
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.numbering import Numbered
from sourcebook.reading.pandoc.parts import part_of
from sourcebook.text.passage import join

_LABEL = re.compile(r"\(?([A-Z]|[IVXLC]{1,7}|[ivxlc]{1,7}|[a-zα-ω]|\d{1,3}(?:\.\d{1,3}){0,3})[.):]{1,2}\s")


def pieces_of(told: list[Numbered]) -> list[Piece]:
    """The pieces of a document, in reading order, from its lines with their labels told."""
    pieces: list[Piece] = []
    onward = _goes_on(told)
    for index, numbered in enumerate(told):
        line, printed, part = numbered
        if line.kind == "heading":
            pieces.append(_heading(line))
        elif line.table is not None:
            above = told[index - 1].line if index else None
            titled = above is not None and above.role == "caption" and not line.table.caption
            pieces.append(replace(line.table, caption=above.text) if above and titled else line.table)
        elif (line.role == "caption" and told[index + 1 : index + 2] and told[index + 1].line.table) or (
            not line.text and not line.passage.marks and printed is None
        ):
            continue
        elif part == "paragraph" and printed is not None:
            pieces.append(Block(line.passage.slice(printed.end, len(line.text)), label=printed.label))
        elif part == "item" and printed is not None:
            passage = line.passage.slice(printed.end, len(line.text))
            pieces.append(Block(passage, item=printed.label, continues=_is_open(pieces)))
        else:
            _text(pieces, line, onward[index])
    return [*_placed(pieces)]


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


def _is_open(pieces: list[Piece]) -> bool:
    """Whether the last paragraph is a numbered one that items after it belong to."""
    for piece in reversed(pieces):
        if not isinstance(piece, Block):
            return False
        if piece.item is None:
            return piece.label is not None
        if not piece.continues:
            return False
    return False


def _text(pieces: list[Piece], line: Line, onward: bool) -> None:
    """A line without label: part of the paragraph above, or one of its own."""
    last = pieces[-1] if pieces else None
    belongs = isinstance(last, Block) and _is_open(pieces) and (onward or line.quoted or _announces(last))
    if not isinstance(last, Block) or not belongs:
        pieces.append(Block(line.passage, kind="quotation" if line.quoted else "paragraph"))
    elif last.item is None or line.depth:
        pieces[-1] = replace(last, passage=join([last.passage, line.passage], "\n"))
    elif folds(_first_item(pieces)):
        pieces.append(Block(line.passage, item="", continues=True))
    else:
        pieces.append(Block(line.passage))


def _first_item(pieces: list[Piece]) -> Block:
    """The first item of the list that the pieces end with."""
    first = pieces[-1]
    for piece in reversed(pieces):
        if not isinstance(piece, Block) or piece.item is None:
            break
        first = piece
    assert isinstance(first, Block)
    return first


def _announces(block: Block) -> bool:
    return block.passage.text.rstrip().endswith(":")


def _placed(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces with their region: what stands unnumbered before the first heading is the front matter."""
    region: Region = "front"
    annex = 0
    for piece in pieces:
        if isinstance(piece, Heading) and (region != "annex" or piece.level <= annex):
            annex = piece.level if part_of(piece.passage.text) == "annex" else 0
        if isinstance(piece, Heading) or (isinstance(piece, Block) and piece.label is not None):
            region = "annex" if annex else "body"
        yield replace(piece, region=region) if isinstance(piece, (Heading, Block)) else piece
