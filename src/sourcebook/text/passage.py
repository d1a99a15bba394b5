"""A passage: clean text that knows, character by character, where in the source text it was read.

A paragraph that crosses a page is cut by notes and running headers in the source; a link is escaped, a
hyphen at a line's end is dropped. The passage holds the text as a reader reads it, and the pieces of the
source it was put together from. Note marks, emphasis and links stand beside the text, never in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A half-open stretch of Unicode code points."""

    start: int
    end: int


class Piece(NamedTuple):
    """`length` characters of a passage from `at`, read from `source_length` of the source from `source`."""

    at: int
    length: int
    source: int
    source_length: int
    page: int | None = None


class Mark(NamedTuple):
    """A note mark that stands before the character at offset `at`.

    `label` is the mark as printed; `note` the number of the note it calls, None where none was found.
    """

    at: int
    label: str
    note: int | None = None


class Emphasis(NamedTuple):
    """Characters set apart by the typography."""

    start: int
    end: int
    kind: Literal["italic", "bold"]


class Link(NamedTuple):
    """Characters that the source links to `url`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Clean text with the pieces of the source it came from, its note marks, emphasis and links."""

    text: str
    pieces: tuple[Piece, ...] = ()
    marks: tuple[Mark, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    links: tuple[Link, ...] = ()

    def source_at(self, offset: int) -> int:
        """The position in the source of the character at `offset` (of the piece, where they do not map)."""
        piece = self._piece_at(offset)
        if piece is None:
            return 0
        within = max(0, offset - piece.at)
        if within >= piece.length or piece.length != piece.source_length:
            return piece.source + (piece.source_length if within >= piece.length else 0)
        return piece.source + within

    def source_span(self, start: int = 0, end: int | None = None) -> Span:
        """The stretch of the source from the first to the last character of `text[start:end]`."""
        end = len(self.text) if end is None else end
        if end <= start:
            at = self.source_at(start)
            return Span(at, at)
        last = self._piece_at(end - 1)
        if last is None:
            return Span(0, 0)
        whole = last.length != last.source_length or end - 1 >= last.at + last.length
        stop = last.source + last.source_length if whole else self.source_at(end - 1) + 1
        return Span(self.source_at(start), stop)

    def source_spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Every stretch of the source that `text[start:end]` was read from, neighbours joined."""
        end = len(self.text) if end is None else end
        found: list[Span] = []
        for piece in self.pieces:
            low, high = max(start, piece.at), min(end, piece.at + piece.length)
            if low >= high:
                continue
            if piece.length == piece.source_length:
                span = Span(piece.source + low - piece.at, piece.source + high - piece.at)
            else:
                span = Span(piece.source, piece.source + piece.source_length)
            if found and found[-1].end == span.start:
                span = Span(found.pop().start, span.end)
            found.append(span)
        return tuple(found)

    def offsets_of(self, span: Span) -> Span | None:
        """Where the characters that were read from `span` of the source stand; None if there are none."""
        within = [
            (
                piece.at + max(0, span.start - piece.source),
                piece.at + min(piece.length, span.end - piece.source),
            )
            for piece in self.pieces
            if piece.source < span.end and span.start < piece.source + piece.source_length
        ]
        return Span(min(w[0] for w in within), max(w[1] for w in within)) if within else None

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) of the character at `offset`; None where the source has no pages."""
        piece = self._piece_at(offset)
        return piece.page if piece else None

    def marks_within(self, start: int, end: int) -> tuple[Mark, ...]:
        """The note marks from `start` up to and including the one that stands right after `end`."""
        return tuple(mark for mark in self.marks if start < mark.at <= end)

    def slice(self, start: int, end: int) -> Passage:
        """The passage `text[start:end]`, with its pieces, marks, emphasis and links."""
        builder = PassageBuilder()
        builder.append(self, start, end)
        return builder.build()

    def _piece_at(self, offset: int) -> Piece | None:
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.at) - 1
        return self.pieces[max(index, 0)] if self.pieces else None


@dataclass(slots=True)
class PassageBuilder:
    """Puts a passage together from left to right."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    emphasis: list[Emphasis] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def add(self, text: str, source: int, source_length: int | None = None, page: int | None = None) -> None:
        """Add `text`, read from the source at `source` (as many characters, unless told otherwise)."""
        if not text:
            return
        taken = len(text) if source_length is None else source_length
        last = self.pieces[-1] if self.pieces else None
        if (
            last
            and last.length == last.source_length
            and taken == len(text)
            and last.page == page
            and last.at + last.length == self.size
            and last.source + last.source_length == source
        ):
            self.pieces[-1] = last._replace(
                length=last.length + len(text), source_length=last.source_length + len(text)
            )
        else:
            self.pieces.append(Piece(self.size, len(text), source, taken, page))
        self.parts.append(text)
        self.size += len(text)

    def insert(self, text: str) -> None:
        """Add characters that the source does not have (the space where two pages meet)."""
        self.parts.append(text)
        self.size += len(text)

    def mark(self, label: str, note: int | None = None) -> None:
        """Put a note mark here."""
        self.marks.append(Mark(self.size, label, note))

    def emphasise(self, start: int, kind: Literal["italic", "bold"]) -> None:
        """Everything from `start` up to here is emphasised."""
        if self.size > start:
            self.emphasis.append(Emphasis(start, self.size, kind))

    def link(self, start: int, url: str) -> None:
        """Everything from `start` up to here links to `url`."""
        self.links.append(Link(start, self.size, url))

    def append(self, passage: Passage, start: int = 0, end: int | None = None) -> None:
        """Add another passage, or `text[start:end]` of it, with all that stands beside its text."""
        end = len(passage.text) if end is None else end
        shift = self.size - start
        for piece in passage.pieces:
            low, high = max(start, piece.at), min(end, piece.at + piece.length)
            if low >= high:
                continue
            if piece.length == piece.source_length:
                self.pieces.append(
                    Piece(low + shift, high - low, piece.source + low - piece.at, high - low, piece.page)
                )
            else:
                self.pieces.append(piece._replace(at=low + shift, length=high - low))
        self.marks += (m._replace(at=m.at + shift) for m in passage.marks if start <= m.at <= end)
        self.emphasis += (
            Emphasis(max(e.start, start) + shift, min(e.end, end) + shift, e.kind)
            for e in passage.emphasis
            if e.start < end and e.end > start
        )
        self.links += (
            Link(max(k.start, start) + shift, min(k.end, end) + shift, k.url)
            for k in passage.links
            if k.start < end and k.end > start
        )
        self.parts.append(passage.text[start:end])
        self.size += end - start

    def build(self) -> Passage:
        """The finished passage."""
        return Passage(
            "".join(self.parts),
            tuple(self.pieces),
            tuple(self.marks),
            tuple(self.emphasis),
            tuple(self.links),
        )


def join(passages: Iterable[Passage], separator: str = " ") -> Passage:
    """Several passages as one, `separator` (which the source does not have) between them."""
    builder = PassageBuilder()
    for passage in passages:
        if builder.size:
            builder.insert(separator)
        builder.append(passage)
    return builder.build()
