"""Marks bound to notes: of the same page, or of the next where a note was carried over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourcebook.reading.assemble import Block, NoteBlock, Piece
from sourcebook.reading.document import Problem, Table
from sourcebook.reading.pdf.blocks import Blocks
from sourcebook.reading.pdf.foot import FootNote


@dataclass(frozen=True)
class Bound:
    """Blocks whose marks know their notes, the notes, and what did not meet."""

    pieces: list[Piece]
    notes: list[NoteBlock]
    unmatched: list[tuple[str, int | None]]
    uncited: list[tuple[str, int]]


def bind(pieces: list[Piece], found: list[FootNote], notes: list[NoteBlock]) -> Bound:
    """Give each mark the number of its note: the note of that label on the mark's page, or the next pages."""
    numbers = _numbers(notes)
    by_page: dict[tuple[str, int], int] = {}
    for foot, own in zip(found, numbers, strict=True):
        by_page.setdefault((foot.label, foot.page), own)
    once = {foot.label: own for foot, own in zip(found, numbers, strict=True)}
    repeated = len(once) < len(found)
    unmatched: list[tuple[str, int | None]] = []
    cited: set[int] = set()
    bound: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Table) or not piece.passage.marks:
            bound.append(piece)
            continue
        marks = []
        for mark in piece.passage.marks:
            page = piece.passage.page_at(max(0, mark.at - 1)) or 0
            near = (by_page[mark.label, p] for p in (page, page + 1, page - 1) if (mark.label, p) in by_page)
            number: int | None = next(near, None)
            if number is None and not repeated:
                number = once.get(mark.label)
            if number is None:
                unmatched.append((mark.label, page))
            else:
                cited.add(number)
            marks.append(mark._replace(note=number))
        bound.append(replace(piece, passage=replace(piece.passage, marks=tuple(marks))))
    uncited = [(foot.label, foot.page) for foot, own in zip(found, numbers, strict=True) if own not in cited]
    return Bound(bound, notes, unmatched, uncited)


def _numbers(notes: list[NoteBlock]) -> list[int]:
    """The numbers that `assemble` will give the notes."""
    used: set[int] = set()
    numbers = []
    highest = 0
    for note in notes:
        printed = int(note.label) if note.label.isascii() and note.label.isdigit() else 0
        number = printed if 0 < printed < 100_000 and printed not in used else highest + 1
        used.add(number)
        highest = max(highest, number)
        numbers.append(number)
    return numbers


def loose_ends(bound: Bound, blocks: Blocks) -> Iterator[Problem]:
    """Marks without note, notes without mark, numbers that paragraphs and notes leave out."""
    for label, page in bound.unmatched:
        yield Problem(f"the note mark {label} calls no note that was found", f"page {page}")
    for label, page in bound.uncited:
        yield Problem(f"no mark of note {label or '(unnumbered)'} was found in the text", f"page {page}")
    yield from _gaps([p.label for p in blocks.pieces if isinstance(p, Block) and p.label], "paragraph")
    yield from _gaps([note.label for note in bound.notes if note.label.isdigit()], "note")


def _gaps(labels: list[str | None], what: str) -> Iterator[Problem]:
    last = 0
    for label in labels:
        number = int(label or 0)
        if number > last + 1:
            missing = f"{last + 1}" if number == last + 2 else f"{last + 1} to {number - 1}"
            yield Problem(f"{what} {missing} was not found", f"before {what} {number}")
        last = number
