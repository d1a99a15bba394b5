"""Marks bound to notes: of the same page, of the next where a note was carried over, or to endnotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourcebook.reading.assemble import Block, NoteBlock, Piece, number_notes
from sourcebook.reading.document import Problem, Table
from sourcebook.reading.pdf.endnotes import Series
from sourcebook.reading.pdf.foot import FootNote
from sourcebook.reading.pdf.ranking import Blocks


@dataclass(frozen=True)
class Bound:
    """Blocks whose marks know their notes, the notes, and what did not meet."""

    pieces: list[Piece]
    notes: list[NoteBlock]
    unmatched: list[tuple[str, int | None]]
    uncited: list[tuple[str, int]]


def bind(pieces: list[Piece], found: list[FootNote], notes: list[NoteBlock]) -> Bound:
    """Give each mark the number of its note: the note of that label on the mark's page, or the next pages,
    else the endnote of the mark's series."""
    notes_of = _Notes(found, [number for number, _ in number_notes(notes)])
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
            number = notes_of.number(mark.label, page)
            if number is None:
                unmatched.append((mark.label, page))
            else:
                cited.add(number)
            marks.append(mark._replace(note=number))
        bound.append(replace(piece, passage=replace(piece.passage, marks=tuple(marks))))
    uncited = [(n.label, n.page) for n, own in zip(found, notes_of.numbers, strict=True) if own not in cited]
    return Bound(bound, notes, unmatched, uncited)


class _Notes:
    """The notes of a document by what a mark knows of them. Marks are asked for in their order."""

    def __init__(self, found: list[FootNote], numbers: list[int]) -> None:
        self.numbers = numbers
        self._by_page: dict[tuple[str, int], int] = {}
        self._by_run: dict[tuple[str, int], int] = {}
        for note, own in zip(found, numbers, strict=True):
            where = (note.label, note.run) if note.run else (note.label, note.page)
            (self._by_run if note.run else self._by_page).setdefault(where, own)
        self._runs = max((note.run for note in found), default=0)
        self._once = {note.label: own for note, own in zip(found, numbers, strict=True)}
        self._repeated = len(self._once) < len(found)
        self._series = Series()

    def number(self, label: str, page: int) -> int | None:
        """The number of the note that a mark on `page` calls."""
        near = ((label, p) for p in (page, page + 1, page - 1))
        number = next((self._by_page[key] for key in near if key in self._by_page), None)
        if number is None and self._runs:
            number = self._by_run.get((label, min(self._series.of(label), self._runs)))
        if number is None and not self._repeated:
            number = self._once.get(label)
        return number


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
