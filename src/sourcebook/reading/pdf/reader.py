"""From the lines of all pages to a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from pathlib import Path

from sourcebook.languages import language_of
from sourcebook.reading.assemble import NoteBlock, assemble
from sourcebook.reading.document import Document, Problem
from sourcebook.reading.errors import ReadingError
from sourcebook.reading.pdf.binding import bind, loose_ends
from sourcebook.reading.pdf.blocks import build
from sourcebook.reading.pdf.characters import PageText, read_pages
from sourcebook.reading.pdf.endnotes import announced, take_endnotes
from sourcebook.reading.pdf.foot import FootNote, gather, note_area
from sourcebook.reading.pdf.furniture import furniture
from sourcebook.reading.pdf.joining import Joiner, breaks_words, words_of
from sourcebook.reading.pdf.lines import Line, body_size, lines_of
from sourcebook.reading.pdf.marks import find_marks
from sourcebook.reading.pdf.opening import open_pdf
from sourcebook.reading.pdf.tables import table_regions
from sourcebook.reading.pdf.text_layer import TextLayer
from sourcebook.text import PassageBuilder, Span

_NEARLY_EMPTY = 20


@dataclass
class _Sorted:
    """The lines of a document, by what they are."""

    body: list[list[Line]] = field(default_factory=list)
    tables: list[list[tuple[int, int]]] = field(default_factory=list)
    notes: list[FootNote] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    layer: TextLayer = field(default_factory=TextLayer)
    # Whether the page before ended with endnotes: they are taken out of the text later.
    ending: bool = False


def read_pdf(path: Path, progress: Callable[[str], None] | None = None) -> Document:
    """Read a PDF. `progress` hears of every twentieth page.

    Raises ReadingError for a file that is encrypted, damaged, or has no text at all; a page without text
    is listed in `Document.problems`.
    """
    document = open_pdf(path)
    pages: list[PageText] = []
    for page in read_pages(document):
        pages.append(page)
        if progress and page.number % 20 == 0:
            progress(f"page {page.number} of {len(document)}")
    count = len(document)
    document.close()
    if not any(page.chunks for page in pages):
        raise ReadingError(
            f"{path}: no page has a text layer, it is a scan: run OCR first (ocrmypdf, for one)"
        )
    found = _sort(pages)
    size = body_size(pages)
    lines = [*found.body, [line for n in found.notes for line, _ in n.lines]]
    words = words_of(lines)
    joiner = Joiner(found.layer, words, breaks_words(lines, words))
    blocks = build(found.body, found.tables, joiner, size)
    notes = [_note(note, joiner) for note in found.notes]
    bound = bind(blocks.pieces, found.notes, notes)
    text = found.layer.text()
    return assemble(
        text,
        bound.pieces,
        bound.notes,
        format="pdf",
        title=blocks.title,
        language=language_of(text[:20000], "en"),
        problems=[*_empty_pages(pages, found), *loose_ends(bound, blocks), *_mended(joiner)],
        furniture=found.furniture,
        contents=blocks.contents,
        pages=count,
    )


def _sort(pages: list[PageText]) -> _Sorted:
    """Every line to body, notes or furniture, and into the text layer."""
    size = body_size(pages)
    lines: list[list[Line]] = []
    for page in pages:
        columned = bool(lines) and any(line.column == 1 for line in lines[-1])
        lines.append(lines_of(page, size, columned))
    edge = furniture(lines, [page.height for page in pages])
    found = _Sorted()
    for page, all_lines, on_edge in zip(pages, lines, edge, strict=True):
        for line in all_lines:
            found.layer.add(line)
        kept = [line for n, line in enumerate(all_lines) if n not in on_edge]
        found.furniture += (_span(line, found.layer) for n, line in enumerate(all_lines) if n in on_edge)
        body, foot = _parted(kept, page, size, found)
        gather(foot, found.notes, page.number)
        found.body.append(body)
        found.layer.page_break()
    found.notes += take_endnotes(found.body)
    labels = frozenset(note.label for note in found.notes)
    for line in chain.from_iterable(found.body):
        find_marks(line, size, labels)
    found.tables = [table_regions(body, page) for body, page in zip(found.body, pages, strict=True)]
    return found


def _parted(lines: list[Line], page: PageText, size: float, found: _Sorted) -> tuple[list[Line], list[Line]]:
    """The text of a page and the lines of its notes, column by column; a rule of underscores is furniture."""
    body: list[Line] = []
    foot: list[Line] = []
    for _, run in groupby(lines, key=lambda line: line.column):
        column = list(run)
        if announced(column) is not None or (
            found.ending and all(line.size < 0.95 * size for line in column)
        ):
            body += column
            found.ending = True
            continue
        found.ending = False
        first, rule = note_area(column, page, size, found.notes)
        if rule is not None:
            found.furniture.append(_span(column[rule], found.layer))
        body += [line for n, line in enumerate(column[:first]) if n != rule]
        foot += column[first:]
    return body, foot


def _span(line: Line, layer: TextLayer) -> Span:
    start = layer.starts[id(line)]
    return Span(start, start + len(line.text))


def _note(note: FootNote, joiner: Joiner) -> NoteBlock:
    builder = PassageBuilder()
    for line, skip in note.lines:
        joiner.add(builder, line, skip)
    return NoteBlock(builder.build(), note.label)


def _mended(joiner: Joiner) -> list[Problem]:
    return [
        Problem("a URL cut at a line's end was put together", f"“{printed}”, read as {read}")
        for printed, read in joiner.mended
    ]


def _empty_pages(pages: list[PageText], found: _Sorted) -> list[Problem]:
    """Pages of images, whose running header may well be text."""
    letters = [sum(len(line.text) for line in lines) for lines in found.body]
    noted = {note.page for note in found.notes}
    return [
        Problem(
            "the page has next to no text: it is an image, or empty; run OCR if it matters",
            f"page {page.number}",
        )
        for page, count in zip(pages, letters, strict=True)
        if count < _NEARLY_EMPTY and page.number not in noted
    ]


def account(document: Document) -> dict[str, float]:
    """The share of the text layer's characters (white space apart) that became what.

    Keys: paragraph, note, heading, table (with the table of contents), furniture and other; they add up to 1.
    """
    source = document.source
    kinds = ["other"] * len(source)

    def claim(span: Span, kind: str) -> None:
        kinds[span.start : span.end] = [kind] * (span.end - span.start)

    for span in document.furniture:
        claim(span, "furniture")
    for table in document.tables:
        claim(table.span, "table")
    for kind, passages in (
        ("heading", [s.passage for s in document.sections]),
        ("paragraph", [p.passage for p in document.paragraphs]),
        ("note", [n.passage for n in document.notes]),
    ):
        for passage in passages:
            for span in passage.source_spans():
                claim(span, kind)
            if passage.pieces:
                # The label before it, and the marks within, belong to it.
                line = source.rfind("\n", 0, passage.pieces[0].source) + 1
                claim(Span(line, passage.pieces[0].source), kind)
                for mark_start, mark_end in _between(passage.source_spans(), source):
                    claim(Span(mark_start, mark_end), kind)
    counted: dict[str, int] = {}
    for character, kind in zip(source, kinds, strict=True):
        if not character.isspace():
            counted[kind] = counted.get(kind, 0) + 1
    total = sum(counted.values()) or 1
    return {kind: count / total for kind, count in sorted(counted.items(), key=lambda item: -item[1])}


def _between(spans: tuple[Span, ...], source: str) -> list[tuple[int, int]]:
    """Short gaps between the stretches of one passage: note marks and hyphens."""
    return [
        (a.end, b.start)
        for a, b in pairwise(spans)
        if 0 < b.start - a.end <= 12 and "\f" not in source[a.end : b.start]
    ]
