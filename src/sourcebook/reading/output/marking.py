"""Marked text: a passage cut into segments, each with the records that were read from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from sourcebook.reading.document import Paragraph
from sourcebook.reading.extract import Reading

T = TypeVar("T")
# A note mark as printed, and the number of the note in the document; None where the mark calls none.
Called = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start` to `end` of a text belong to the record with this anchor, of this kind."""

    start: int
    end: int
    kind: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment(Generic[T]):
    """A stretch of text with all that was found there, the narrowest first; `notes` are called after it.

    A note is whatever the caller names it by.
    """

    text: str
    found: tuple[Found, ...]
    notes: tuple[T, ...] = ()

    @property
    def kinds(self) -> str:
        """The kinds found here, as CSS classes."""
        return " ".join(dict.fromkeys(f.kind for f in self.found))

    @property
    def anchor(self) -> str:
        """The record the segment links to: the narrowest."""
        return self.found[0].anchor


def segments(text: str, found: Iterable[Found], marks: Iterable[tuple[int, T]] = ()) -> list[Segment[T]]:
    """Cut a text wherever something found begins or ends, or a note mark stands. Linear in what overlaps."""
    called: dict[int, list[T]] = {}
    for at, note in marks:
        called.setdefault(min(at, len(text)), []).append(note)
    spans = sorted((f for f in found if f.start < f.end), key=lambda f: f.start)
    cuts = sorted({0, len(text), *called, *(f.start for f in spans), *(f.end for f in spans)})
    cut: list[Segment[T]] = []
    if 0 in called:
        cut.append(Segment("", (), tuple(called[0])))
    open_spans: list[Found] = []
    following = 0
    for start, end in pairwise(cuts):
        if end > len(text):
            break
        open_spans = [f for f in open_spans if f.end > start]
        while following < len(spans) and spans[following].start <= start:
            open_spans.append(spans[following])
            following += 1
        here = tuple(sorted(open_spans, key=lambda f: f.end - f.start))
        cut.append(Segment(text[start:end], here, tuple(called.get(end, ()))))
    return cut


def found_in(reading: Reading) -> dict[int, list[Found]]:
    """What was found in each paragraph, by its index."""
    found: dict[int, list[Found]] = {}

    def put(paragraph: int, start: int, end: int, kind: str, anchor: str) -> None:
        found.setdefault(paragraph, []).append(Found(start, end, kind, anchor))

    for n, statement in enumerate(reading.statements):
        for quote in statement.quotes:
            put(statement.paragraph, *quote.span, "statement", f"statement-{n}")
        if not statement.quotes:
            put(statement.paragraph, *statement.span, "statement", f"statement-{n}")
        if statement.speaker_span:
            put(statement.paragraph, *statement.speaker_span, "speaker", f"statement-{n}")
    for kind, records in (
        ("event", reading.events),
        ("figure", reading.figures),
        ("reaction", reading.reactions),
        ("measure", reading.measures),
    ):
        for n, record in enumerate(records):
            put(record.paragraph, *record.span, kind, f"{kind}-{n}")
    for n, recommendation in enumerate(reading.recommendations):
        index = recommendation.paragraph
        if index is not None:
            offsets = reading.document.paragraphs[index].passage.offsets_of(recommendation.span)
            if offsets:
                put(index, *offsets, "recommendation", f"recommendation-{n}")
    return found


def marked(paragraph: Paragraph, found: list[Found]) -> list[Segment[Called]]:
    """A paragraph's text in segments, with its note marks."""
    marks = [(mark.at, (mark.label, mark.note)) for mark in paragraph.passage.marks]
    return segments(paragraph.text, found, marks)
