"""What was read of a Word file, found again among its letters: which letters each passage and cell is.

The reader's text and the file's differ in spaces, labels and marks; letters and figures are the same in both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sourcebook.checks.word.filetext import FileText, NoteMark, Stretch
from sourcebook.checks.word.letters import folded
from sourcebook.reading.document import Document, Section, Table
from sourcebook.reading.document import Paragraph as Read

# So far ahead of the place found last is a stretch looked for before the whole file is searched.
_AHEAD = 50_000
# A label that a list of Word counts: no letter of the file says it.
LABEL = re.compile(r"\s*\(?\w{1,5}[.)]\s+|\s*[•–-]\s+")


class Place(NamedTuple):
    """Letters of the file, from `start` up to `end`."""

    start: int
    end: int


class Segment(NamedTuple):
    """Characters of a passage from `start` up to `end`, and the letters that they are in the file."""

    start: int
    end: int
    place: Place


@dataclass
class Placed:
    """The segments of passages by their identity (`id`), the places of cells by table, row, column; of notes.

    `lost` are the first words of what was not found, `of_notes` the passages of notes.
    """

    body: FileText
    notes: FileText
    passages: dict[int, tuple[Segment, ...]] = field(default_factory=dict)
    cells: dict[tuple[int, int, int], Place] = field(default_factory=dict)
    of_note: dict[int, Place] = field(default_factory=dict)
    of_notes: set[int] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)


def placed(document: Document, body: FileText, notes: FileText) -> Placed:
    """Finds everything that was read. In linear time where the file has it in the order of reading."""
    found = Placed(body, notes)
    ahead = Ahead(body.letters)
    for piece in in_order(document):
        if isinstance(piece, Table):
            _cells(piece, ahead, found)
        elif segments := _segments(ahead, piece.passage.text, found):
            found.passages[id(piece.passage)] = segments
    ahead = Ahead(notes.letters)
    for note in document.notes:
        found.of_notes.add(id(note.passage))
        if segments := _segments(ahead, note.text, found):
            found.of_note[note.number] = Place(segments[0].place.start, segments[-1].place.end)
            found.passages[id(note.passage)] = segments
    return found


class Ahead:
    """Finds stretches of a text one after the other; one that is not ahead is looked for everywhere."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.near = 0

    def find(self, wanted: str) -> Place | None:
        """Where the stretch is."""
        at = self.text.find(wanted, self.near, self.near + len(wanted) + _AHEAD)
        if at < 0:
            at = self.text.find(wanted)
        if at < 0:
            return None
        self.near = at + len(wanted)
        return Place(at, self.near)


def _cells(table: Table, ahead: Ahead, found: Placed) -> None:
    """The places of cells. A row is looked for as a whole: a figure alone stands in many places."""
    for row, cells in enumerate(table.rows):
        letters = [folded(cell) for cell in cells]
        place = _place(ahead, "".join(cells), found)
        if place is None:
            continue
        start = place.start
        for column, own in enumerate(letters):
            if own:
                found.cells[id(table), row, column] = Place(start, start + len(own))
            start += len(own)


def _segments(ahead: Ahead, text: str, found: Placed) -> tuple[Segment, ...]:
    """Where a passage is: all of it, or line by line, without labels that Word counts and no letter says."""
    whole = ahead.find(folded(text)) if folded(text) else None
    if whole is not None:
        return (Segment(0, len(text), whole),)
    segments = []
    start = 0
    for line in text.split("\n"):
        label = LABEL.match(line)
        for first in (0, label.end() if label else 0):
            wanted = folded(line[first:])
            place = ahead.find(wanted) if wanted else None
            if place is not None:
                segments.append(Segment(start + first, start + len(line), place))
                break
        else:
            if folded(line):
                found.lost.append(" ".join(line.split())[:60])
        start += len(line) + 1
    return tuple(segments)


def _place(ahead: Ahead, text: str, found: Placed) -> Place | None:
    wanted = folded(text)
    if not wanted:
        return None
    place = ahead.find(wanted)
    if place is None:
        found.lost.append(" ".join(text.split())[:60])
    return place


def in_order(document: Document) -> Iterator[Section | Read | Table]:
    """Headings, paragraphs and tables in the order of the file, without the table of contents."""
    pieces: list[tuple[int, int, Section | Read | Table]] = [
        *((one.passage.source_span().start, 0, one) for one in document.sections),
        *((one.passage.source_span().start, 1, one) for one in document.paragraphs),
        *((one.span.start, 2, one) for one in document.tables if one.caption != "contents"),
    ]
    yield from (piece for _, _, piece in sorted(pieces, key=lambda one: one[:2]))


class Offsets:
    """Leads from letters of a segment to offsets in the text that was read there."""

    def __init__(self, text: str, segment: Segment) -> None:
        self._place = segment.place
        self._start = segment.start
        self._letters = [at for at in range(segment.start, segment.end) if text[at].isalnum()]

    def before(self, letter: int) -> int:
        """The offset right after the letter before this one."""
        count = min(max(letter - self._place.start, 0), len(self._letters))
        return self._letters[count - 1] + 1 if count else self._start

    def stretch(self, stretch: Stretch | Place) -> tuple[int, int]:
        """The offsets of a stretch of letters, as far as it lies in the segment."""
        first = max(stretch.start - self._place.start, 0)
        last = min(stretch.end - self._place.start, len(self._letters))
        if first >= last:
            return 0, 0
        return self._letters[first], self._letters[last - 1] + 1


def within(stretches: list[Stretch], place: Place) -> Iterator[Stretch]:
    """Those of ordered stretches that have letters of a place."""
    number = bisect_right(stretches, place.start, key=lambda one: one.end)
    while number < len(stretches) and stretches[number].start < place.end:
        yield stretches[number]
        number += 1


def marks_within(text: FileText, place: Place) -> list[NoteMark]:
    """The marks of notes in the paragraphs that the letters of a place stand in, one cell or item."""
    paragraphs = text.paragraphs
    first = bisect_right(paragraphs, place.start, key=lambda one: one[0]) - 1
    last = bisect_left(paragraphs, place.end, key=lambda one: one[0]) - 1
    begin = bisect_left(text.marks, first, key=lambda one: one.paragraph)
    end = bisect_right(text.marks, last, key=lambda one: one.paragraph)
    return text.marks[begin:end]


def after(text: str, end: int, tail: str) -> int:
    """`end`, or the offset behind the signs that follow there, where these are the `tail` of a citation."""
    tail = "".join(tail.split())
    at = end
    for sign in tail:
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text) or text[at] != sign:
            return end
        at += 1
    return at
