"""The text layer of a document: its clean text as one string, which evidence points into.

Headings, paragraphs and tables stand in the order of reading, parted by blank lines; then the notes, each
"[12] ..."; a label stands before its paragraph. Running headers, page numbers and the table of contents are
left out, so a passage that crosses a page is of one piece. The text of each paragraph and note stands in the
layer exactly as the reader has it: offsets found in reading become offsets of the layer by addition. The same
document always gives the same layer; `VERSION` changes when another could come out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sourcebook import __version__
from sourcebook.reading.document import Document, Paragraph, Section, Table
from sourcebook.text import Passage, Span

FORMAT = 1
EXTRACTOR = "sourcebook.reading"
VERSION = f"{__version__}+layer.{FORMAT}"

_PARTING = "\n\n"
# The caption by which the reader of PDF tells lines of the table of contents from tables.
_CONTENTS = "contents"
# A cell keeps its length, so that what was found in it is found in the layer.
_IN_CELL = str.maketrans("\t\n\r\v\f", "     ")


class _Placed(NamedTuple):
    """A passage and where its text starts in the layer."""

    start: int
    passage: Passage


class _Read(NamedTuple):
    """What was read from `source_start` to `source_end` of the source, and by which placed passage."""

    source_start: int
    source_end: int
    place: int
    piece: int


@dataclass(frozen=True)
class Layer:
    """Clean text, with its pages and the ways into it.

    `pages` are pairs (offset in the text, number of the page from 1), in the order of the text: each page
    reaches to the next pair. Numbers start again where the notes begin. Empty where the document has none.
    """

    text: str
    pages: tuple[tuple[int, int], ...]
    language: str
    _paragraphs: tuple[Span, ...] = field(repr=False, default=())
    _notes: dict[int, Span] = field(repr=False, default_factory=dict)
    _placed: tuple[_Placed, ...] = field(repr=False, default=())
    _tables: tuple[tuple[Span, Span], ...] = field(repr=False, default=())

    @property
    def passages(self) -> tuple[tuple[int, Passage], ...]:
        """Every heading, paragraph and note with the offset at which its own text starts, after its label."""
        return tuple((placed.start, placed.passage) for placed in self._placed)

    @property
    def tables(self) -> tuple[Span, ...]:
        """Where the tables stand."""
        return tuple(there for _, there in self._tables)

    def at_paragraph(self, index: int, start: int = 0, end: int | None = None) -> Span:
        """Where `text[start:end]` of the paragraph at `index` of Document.paragraphs stands.

        Raises LookupError for a paragraph that the document does not have, or offsets outside of its text.
        """
        if not 0 <= index < len(self._paragraphs):
            raise LookupError(f"paragraph {index}: the document has {len(self._paragraphs)}, counted from 0")
        return _within(self._paragraphs[index], start, end, f"paragraph {index}")

    def at_note(self, number: int, start: int = 0, end: int | None = None) -> Span:
        """Where `text[start:end]` of the note of that number (Note.number) stands. Raises LookupError."""
        if number not in self._notes:
            raise LookupError(f"note {number}: the document has no such note")
        return _within(self._notes[number], start, end, f"note {number}")

    def at_source(self, span: Span) -> Span | None:
        """Where the layer has what was read from `span` of Document.source; None where it has nothing of it.

        A span that begins and ends in one passage leads to its characters; one over several passages leads
        from the first to the last of them, without the notes that stand between at a page's foot. For a
        table the whole of it.
        """
        found: dict[int, Span] = {}
        begins, ends = (span.end, -1), (span.start, -1)
        for read in self._reads[bisect_right(self._reach, span.start) :]:
            if read.source_start >= span.end:
                break
            if read.source_end <= span.start:
                continue
            here = self._read_from(read, span)
            known = found.get(read.place, here)
            found[read.place] = Span(min(known.start, here.start), max(known.end, here.end))
            begins = min(begins, (max(span.start, read.source_start), read.place))
            ends = max(ends, (min(span.end, read.source_end), read.place))
        if not found:
            # A table's own span may lie around passages, so passages are asked first.
            tables = [
                there for read, there in self._tables if read.start < span.end and span.start < read.end
            ]
            return Span(tables[0].start, tables[-1].end) if tables else None
        if begins[1] == ends[1]:
            return found[begins[1]]
        first_note = len(self._placed) - len(self._notes)
        chosen = [here for place, here in found.items() if place < first_note] or list(found.values())
        return Span(min(here.start for here in chosen), max(here.end for here in chosen))

    def page_at(self, offset: int) -> int | None:
        """The page of the character at `offset` of the text; None where the document has no pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page[0]) - 1
        return self.pages[index][1] if index >= 0 else None

    @cached_property
    def _reads(self) -> list[_Read]:
        """Every piece of every passage, in the order of the source."""
        return sorted(
            _Read(piece.source, piece.source + piece.source_length, place, number)
            for place, placed in enumerate(self._placed)
            for number, piece in enumerate(placed.passage.pieces)
        )

    @cached_property
    def _reach(self) -> list[int]:
        """How far into the source any piece up to this one reaches: where a search may begin."""
        reach, furthest = [], 0
        for read in self._reads:
            furthest = max(furthest, read.source_end)
            reach.append(furthest)
        return reach

    def _read_from(self, read: _Read, span: Span) -> Span:
        """Where the part of a piece that was read from `span` stands; all of it, where it does not map."""
        at, passage = self._placed[read.place]
        piece = passage.pieces[read.piece]
        start, end = at + piece.at, at + piece.at + piece.length
        if piece.length != piece.source_length:
            return Span(start, end)
        return Span(start + max(0, span.start - piece.source), end - max(0, read.source_end - span.end))


def plain_layer(
    text: str, document: Document, starts: Sequence[int], pages: Sequence[Sequence[int]]
) -> Layer:
    """A layer whose text was there before its document, which was put together from it.

    `starts` are where the text of each paragraph, then of each note of the document stands.
    """
    passages = [*(one.passage for one in document.paragraphs), *(one.passage for one in document.notes)]
    placed = tuple(_Placed(start, passage) for start, passage in zip(starts, passages, strict=True))
    spans = tuple(Span(one.start, one.start + len(one.passage.text)) for one in placed)
    size = len(document.paragraphs)
    notes = {note.number: span for note, span in zip(document.notes, spans[size:], strict=True)}
    known = tuple((start, page) for start, page in pages)
    return Layer(text, known, document.language, spans[:size], notes, placed)


def layer_of(document: Document) -> Layer:
    """The text layer of a document. Takes linear time; the same document gives the same layer."""
    writer = _Writer()
    labels = {
        item.passage.source_span().start: item.label for listed in document.lists for item in listed.items
    }
    paragraphs: list[Span] = []
    tables: list[tuple[Span, Span]] = []
    before: Table | None = None
    for piece in _in_order(document):
        if isinstance(piece, Table):
            # Some readers give each row as a table of its own.
            row = before is not None and len(before.rows) == len(piece.rows) == 1
            tables.append((piece.span, writer.table(piece, "\n" if row else _PARTING)))
            before = piece
            continue
        before = None
        if isinstance(piece, Section):
            writer.passage(piece.passage)
            continue
        label = f"{piece.label} " if piece.label else ""
        if piece.kind == "item" and not label and (item := labels.get(piece.span.start)):
            label = f"({item}) "
        paragraphs.append(writer.passage(piece.passage, label))
    notes = {note.number: writer.passage(note.passage, f"[{note.number}] ") for note in document.notes}
    return Layer(
        "".join(writer.parts),
        tuple(writer.pages),
        document.language,
        tuple(paragraphs),
        notes,
        tuple(writer.placed),
        tuple(tables),
    )


@dataclass(slots=True)
class _Writer:
    """Writes the layer from left to right."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)
    placed: list[_Placed] = field(default_factory=list)

    def passage(self, passage: Passage, label: str = "") -> Span:
        """Write a passage after its label; returns where its own text stands."""
        self._part(_PARTING if passage.text or label else "")
        begun = self.size
        self._write(label if passage.text else label.rstrip())
        start = self.size
        for piece in passage.pieces:
            self._page(start + piece.at if piece.at else begun, piece.page)
        self.placed.append(_Placed(start, passage))
        self._write(passage.text)
        return Span(start, self.size)

    def table(self, table: Table, parting: str) -> Span:
        """Write a table under its caption: cells parted by tabs, each row a line; returns where it stands."""
        rows = ["\t".join(cell.translate(_IN_CELL) for cell in row) for row in table.rows]
        text = "\n".join([table.caption, *rows] if table.caption else rows)
        self._part(parting if text else "")
        start = self.size
        self._page(start, table.page)
        self._write(text)
        return Span(start, self.size)

    def _part(self, parting: str) -> None:
        if self.size:
            self._write(parting)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def _page(self, offset: int, page: int | None) -> None:
        if page is None or (self.pages and self.pages[-1][1] == page):
            return
        if self.pages and self.pages[-1][0] == offset:
            self.pages.pop()
        # Before the first page that is known everything counts to it.
        self.pages.append((offset if self.pages else 0, page))


def _in_order(document: Document) -> Iterator[Section | Paragraph | Table]:
    """Headings, paragraphs and tables as they are read.

    The document keeps them in three lists, each in its order. The source tells how they go together; where
    it has been read out of order (columns, boxes), the headings that a piece stands under do.
    """
    starts = [section.passage.source_span().start for section in document.sections]
    paths = _paths(document.sections)
    tables = [table for table in document.tables if table.caption != _CONTENTS]
    paragraphs = document.paragraphs
    above = _headings_above(starts, paths, [(p.span.start, p.section) for p in paragraphs])
    above_tables = _headings_above(starts, paths, [(t.span.start, t.section) for t in tables])
    heading = table = 0
    for number, paragraph in enumerate(paragraphs):
        here = (above[number], paragraph.span.start)
        while table < len(tables) and (above_tables[table], tables[table].span.start) < here:
            yield from document.sections[heading : above_tables[table]]
            heading = max(heading, above_tables[table])
            yield tables[table]
            table += 1
        yield from document.sections[heading : above[number]]
        heading = max(heading, above[number])
        yield paragraph
    for number in range(table, len(tables)):
        yield from document.sections[heading : above_tables[number]]
        heading = max(heading, above_tables[number])
        yield tables[number]
    yield from document.sections[heading:]


def _paths(sections: Sequence[Section]) -> list[tuple[str, ...]]:
    """The path of headings after each number of headings."""
    open_headings: list[tuple[int, str]] = []
    paths: list[tuple[str, ...]] = [()]
    for section in sections:
        open_headings = [(level, title) for level, title in open_headings if level < section.level]
        open_headings.append((section.level, section.passage.text))
        paths.append(tuple(title for _, title in open_headings))
    return paths


def _headings_above(
    starts: list[int], paths: list[tuple[str, ...]], pieces: list[tuple[int, tuple[str, ...]]]
) -> list[int]:
    """How many headings stand before each piece, given its place in the source and the path above it."""
    numbers: dict[tuple[str, ...], list[int]] = {}
    for number, path in enumerate(paths):
        numbers.setdefault(path, []).append(number)
    above: list[int] = []
    least = 0
    for start, section in pieces:
        number = max(least, bisect_right(starts, start))
        same = numbers.get(section, [])
        if paths[number] != section and same:
            after = bisect_right(same, number)
            near = [n for n in same[max(0, after - 1) : after + 1] if n >= least]
            number = near[0] if near else number
        above.append(number)
        least = number
    return above


def _within(whole: Span, start: int, end: int | None, what: str) -> Span:
    size = whole.end - whole.start
    end = size if end is None else end
    if not 0 <= start <= end <= size:
        raise LookupError(f"{what}: {start} to {end} is not within its {size} characters")
    return Span(whole.start + start, whole.start + end)
