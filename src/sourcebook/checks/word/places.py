"""Where in a Word file the words of a finding stand: as letters, from its place in what was read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lxml import etree

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.word.filetext import file_text
from sourcebook.checks.word.letters import Letters, W, folded
from sourcebook.checks.word.notes import note_marks
from sourcebook.checks.word.package import WordPackage
from sourcebook.checks.word.placing import Ahead, Place, Placed, Segment, placed
from sourcebook.reading.document import Document, Table
from sourcebook.text import Passage, Span

_SIGNS_BEFORE, _SIGNS_AFTER = re.compile(r"[\W_]*"), re.compile(r"[\W_]*$")

Runs = tuple[etree._Element, etree._Element]


class Places:
    """Finds the runs that a finding is about."""

    def __init__(self, package: WordPackage, document: Document) -> None:
        body = package.body
        self._document = document
        self._text = file_text([body])
        self._placed: Placed = placed(document, self._text, file_text(package.notes))
        self._letters = Letters(body, self._text.at)
        self._marks = {number: mark.getparent() for number, mark in note_marks(package, document).items()}
        self._ahead = Ahead(self._text.letters)
        self._first = _first_run(body)
        spans = [(one.source_span(), one) for one in _passages(document) if one.text]
        self._passages = sorted(((span.start, span.end, one) for span, one in spans), key=lambda one: one[:2])
        self._reach = _reach(self._passages)

    def of(self, finding: Finding) -> Runs:
        """The first and the last run of the first side that the file has; else the first run of the file."""
        for side in finding.sides:
            if side.note is not None and (mark := self._marks.get(side.note)) is not None:
                return mark, mark
            place = self._place(side) if side.note is None else None
            if place is not None:
                return self._runs(place, side.words)
        return self._first, self._first

    def _runs(self, place: Place, words: str) -> Runs:
        """The runs of some letters, with the marks and brackets that the words have at their ends."""
        bare = words.strip()
        before, after = _SIGNS_BEFORE.match(bare), _SIGNS_AFTER.search(bare)
        signs = "" if bare.endswith("…") or after is None else after[0]
        # The end first: cutting a run there moves nothing that stands before it.
        last = self._letters.end_run(place.end - 1, signs)
        signs_apart = last is not self._letters.run_of(place.end - 1)
        first = self._letters.first_run(place.start, before[0] if before else "")
        return first, last if signs_apart else self._letters.run_of(place.end - 1)

    def _place(self, side: Side) -> Place | None:
        """The letters of a side: by its span, within a table by its words, else wherever its words are."""
        if side.span is not None:
            found = list(self._by_span(side.span))
            if found:
                return Place(found[0].start, found[-1].end)
        words = folded(side.words.rstrip("…"))
        if not words:
            return None
        return self._in_table(side.span, words) or self._ahead.find(words)

    def _by_span(self, span: Span) -> Iterator[Place]:
        """The letters of every passage that was read from a stretch of the source."""
        number = bisect_left(self._reach, span.start + 1)
        while number < len(self._passages) and self._passages[number][0] < span.end:
            passage = self._passages[number][2]
            number += 1
            offsets = passage.offsets_of(span)
            if offsets is not None:
                yield from _letters_of(passage.text, self._placed.passages.get(id(passage), ()), offsets)

    def _in_table(self, span: Span | None, words: str) -> Place | None:
        """The cells of one row whose letters say the words, first of the table that the span lies in."""
        tables = sorted(
            self._document.tables,
            key=lambda one: not (span and one.span.start <= span.start and span.end <= one.span.end),
        )
        for table in tables:
            for row, cells in enumerate(table.rows):
                letters = [folded(cell) for cell in cells]
                at = "".join(letters).find(words)
                start = self._row_start(table, row, len(cells)) if at >= 0 else None
                if start is not None:
                    return Place(start + at, start + at + len(words))
        return None

    def _row_start(self, table: Table, row: int, width: int) -> int | None:
        places = (self._placed.cells.get((id(table), row, column)) for column in range(width))
        return next((place.start for place in places if place), None)


def _letters_of(text: str, segments: tuple[Segment, ...], offsets: Span) -> Iterator[Place]:
    """The letters of characters of a passage, segment by segment."""
    for segment in segments:
        start, end = max(offsets.start, segment.start), min(offsets.end, segment.end)
        before = sum(character.isalnum() for character in text[segment.start : start])
        count = sum(character.isalnum() for character in text[start:end])
        if count:
            first = segment.place.start + before
            yield Place(first, first + count)


def _passages(document: Document) -> Iterator[Passage]:
    yield from (one.passage for one in document.sections)
    yield from (one.passage for one in document.paragraphs)


def _reach(passages: list[tuple[int, int, Passage]]) -> list[int]:
    """How far into the source any passage up to this one reaches."""
    found, furthest = [], 0
    for _, end, _ in passages:
        furthest = max(furthest, end)
        found.append(furthest)
    return found


def _first_run(body: etree._Element) -> etree._Element:
    """The first run of a file; one is made where it has none."""
    run = next(body.iter(f"{W}r"), None)
    if run is None:
        holder = body[0] if len(body) else body
        paragraph = etree.Element(f"{W}p")
        holder.insert(0, paragraph)
        run = etree.SubElement(paragraph, f"{W}r")
    return run
