"""Plain text taken from a PDF: pages parted by form feeds, notes as small lines at the foot, marks as digits.

No typography is left, so everything is judged by sequence: a line that opens with the next note number, on
a page whose text has that number glued to a word, begins the page's notes; running headers are lines whose
shape recurs at the top or bottom of pages. What was guessed is listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sourcebook.reading.assemble import Block, Heading, NoteBlock, Piece, assemble
from sourcebook.reading.document import Document, Problem
from sourcebook.reading.paged.page_numbers import page_ends
from sourcebook.text import PassageBuilder, Span
from sourcebook.text.folding import skeleton

_NOTE = re.compile(r"\s{0,60}(\d{1,4})(?:[.)]?\s+(?=\S)|\s*$)")
_RULE = re.compile(r"\s*[_─—-]{8,}\s*$")
_LABEL = re.compile(r"\s{0,60}(\d{1,4})\.\s+(?=\S)")
_ITEM = re.compile(r"\s{0,60}(?:\(([a-z]|[ivx]{1,5})\)|([a-z])\)|([•–-]))\s+(?=\S)")
_FINISHED = re.compile(r"[.!?…:;][\"”’»)\]]*(?:\d{1,3})?$")
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LINE_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010]\s*$")
_EDGE = 3
# Where a note is missed, those after it are not: numbers may leap by less than this.
_LEAP = 4


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    page: int
    after_gap: bool


def read_plain(source: str, progress: Callable[[str], None] | None = None) -> Document:
    """Read text with form feeds between pages, as programs make it that take the text out of a PDF."""
    pages = [_lines(source, start, end, n) for n, (start, end) in enumerate(_pages(source), 1)]
    shapes = _running(source, pages)
    furniture: list[Span] = []
    body: list[tuple[_Line, dict[int, str]]] = []
    notes: list[tuple[int, list[_Line]]] = []
    for number, page in enumerate(pages, 1):
        if progress and number % 20 == 0:
            progress(f"page {number} of {len(pages)}")
        edges = {line for line in _edges(page) if _shape(source, line) in shapes}
        furniture += (Span(line.start, line.end) for line in page if line in edges)
        kept = [line for line in page if line not in edges]
        expected = notes[-1][0] + 1 if notes else 1
        cut = _note_area(source, kept, expected)
        furniture += (Span(line.start, line.end) for line in kept if _is_rule(source, line))
        found = list(_notes(source, kept[cut:], expected))
        body += _marked(
            source,
            [line for line in kept[:cut] if not _is_rule(source, line)],
            [label for label, _ in found],
        )
        notes += found
    words = frozenset(_LETTERS.findall(source))
    pieces = list(_blocks(source, body, words))
    title = next((piece.passage.text for piece in pieces if isinstance(piece, Heading)), None)
    return assemble(
        source,
        pieces,
        [_note(source, lines, label, words) for label, lines in notes],
        format="plain text from a PDF",
        title=title,
        furniture=furniture,
        pages=len(pages),
        problems=[
            Problem("no typography: headings and note marks were told by their place alone", "whole text")
        ],
    )


def _pages(source: str) -> Iterator[tuple[int, int]]:
    start = 0
    ends = [m.start() for m in re.finditer("\f", source)] or page_ends(source)
    for end in [*ends, len(source)]:
        if source[start:end].strip():
            yield start, end
        start = end + 1


def _lines(source: str, start: int, end: int, page: int) -> list[_Line]:
    lines: list[_Line] = []
    gap = True
    for match in re.compile(r"[^\n]+").finditer(source, start, end):
        if not match[0].strip():
            gap = True
            continue
        gap = gap or "\n\n" in source[lines[-1].end : match.start()] if lines else True
        lines.append(_Line(match.start(), match.end(), page, gap))
        gap = False
    return lines


def _shape(source: str, line: _Line) -> str:
    return re.sub(r"\d+", "#", skeleton(source[line.start : line.end]))


def _running(source: str, pages: list[list[_Line]]) -> frozenset[str]:
    """Shapes of lines that stand at the edge of at least three pages, and of a fifth of all."""
    counts = Counter(shape for page in pages for shape in {_shape(source, line) for line in _edges(page)})
    return frozenset(shape for shape, count in counts.items() if count >= max(3, len(pages) / 5))


def _edges(page: list[_Line]) -> list[_Line]:
    return page if len(page) <= 2 * _EDGE else page[:_EDGE] + page[-_EDGE:]


def _is_rule(source: str, line: _Line) -> bool:
    return _RULE.match(source, line.start, line.end) is not None


def _note_area(source: str, lines: list[_Line], expected: int) -> int:
    """The index of the first line of a page's notes; `len(lines)` where it has none.

    Below a rule the first number tells; without one a mark in the text above must call it, too.
    """
    unruled = len(lines)
    for index, line in enumerate(lines):
        match = _NOTE.match(source, line.start, line.end)
        if match is None or not expected <= int(match[1]) < expected + _LEAP or not index:
            continue
        above = lines[index - 1]
        if _is_rule(source, above):
            return index
        # "2. ..." further on may be a paragraph; the number that is due is a note.
        due = int(match[1]) == expected or _LABEL.match(source, line.start, line.end) is None
        if unruled == len(lines) and line.after_gap and due:
            called = _mark_of(int(match[1])).search(source, lines[0].start, above.end)
            unruled = index if called else unruled
    return unruled


def _mark_of(number: int) -> re.Pattern[str]:
    """A note's number after a word or stop, glued to it or one space off, and no number of the text's own."""
    return re.compile(rf"(?:(?<=[^\W\d_])|(?<=[.,;:!?\"”’»)\]])[ ]?){number}(?![\w%]|[.,:]\d)")


def _notes(source: str, lines: list[_Line], expected: int) -> Iterator[tuple[int, list[_Line]]]:
    """The notes of a page, each with its number."""
    number, current = 0, list[_Line]()
    for line in lines:
        match = _NOTE.match(source, line.start, line.end)
        if match and expected <= int(match[1]) < expected + _LEAP:
            if current:
                yield number, current
            number, current = int(match[1]), []
            expected = number + 1
        current.append(line)
    if current:
        yield number, current


def _marked(source: str, lines: list[_Line], numbers: list[int]) -> list[tuple[_Line, dict[int, str]]]:
    """Each line with the note marks found in it (position in the source: label), in the order of numbers.

    A number that is not found is passed over; the next one is looked for from the last mark found.
    """
    marks: list[dict[int, str]] = [{} for _ in lines]
    row, at = 0, lines[0].start if lines else 0
    for number in numbers:
        pattern = _mark_of(number)
        for n in range(row, len(lines)):
            start = max(at, lines[n].start) if n == row else lines[n].start
            match = pattern.search(source, start, lines[n].end)
            if match:
                marks[n][match.start()] = match[0]
                row, at = n, match.end()
                break
    return list(zip(lines, marks, strict=True))


def _blocks(source: str, lines: list[tuple[_Line, dict[int, str]]], words: frozenset[str]) -> Iterator[Piece]:
    """Paragraphs, items and headings: a new one at a label or, after a gap, where the last was finished."""
    open_lines: list[tuple[_Line, dict[int, str]]] = []
    last_label = 0
    for line, marks in lines:
        label = _LABEL.match(source, line.start, line.end)
        starts = label is not None and last_label < int(label[1]) <= last_label + 5
        if open_lines and (
            starts or _ITEM.match(source, line.start, line.end) or _parts(source, open_lines, line)
        ):
            yield _piece(source, open_lines, last_label, words)
            open_lines = []
        if starts and label is not None:
            last_label = int(label[1])
        open_lines.append((line, marks))
    if open_lines:
        yield _piece(source, open_lines, last_label, words)


def _parts(source: str, lines: list[tuple[_Line, dict[int, str]]], line: _Line) -> bool:
    text = source[lines[-1][0].start : lines[-1][0].end].rstrip()
    if not line.after_gap:
        return False
    same_page = lines[-1][0].page == line.page
    return bool(_FINISHED.search(text)) or (same_page and _is_heading(source, lines))


def _is_heading(source: str, lines: list[tuple[_Line, dict[int, str]]]) -> bool:
    text = " ".join(source[line.start : line.end].strip() for line, _ in lines)
    return len(text) < 120 and not _FINISHED.search(text) and text[:1].isupper() and not _LABEL.match(text)


def _piece(
    source: str, lines: list[tuple[_Line, dict[int, str]]], last_label: int, words: frozenset[str]
) -> Piece:
    first = lines[0][0]
    label = _LABEL.match(source, first.start, first.end)
    item = _ITEM.match(source, first.start, first.end)
    skip = 0
    if label and int(label[1]) == last_label:
        skip = label.end() - first.start
    elif item:
        skip = item.end() - first.start
    passage = _joined(source, lines, skip, words).build()
    if label and skip:
        return Block(passage, label=label[1])
    if item:
        return Block(passage, item=item[1] or item[2] or "", continues=True)
    if _is_heading(source, lines):
        return Heading(passage, 1 if passage.text.isupper() else 2)
    return Block(passage)


def _joined(
    source: str, lines: list[tuple[_Line, dict[int, str]]], skip: int, words: frozenset[str]
) -> PassageBuilder:
    builder = PassageBuilder()
    hyphen = ""
    for n, (line, marks) in enumerate(lines):
        begun = line.start + (skip if n == 0 else 0)
        start = line.end - len(source[begun : line.end].lstrip())
        if n and builder.size and not hyphen:
            builder.insert(" ")
        hyphen, end = _hyphen(source, line, lines[n + 1][0] if n + 1 < len(lines) else None, words)
        for at, label in [*sorted(marks.items()), (end, "")]:
            _add_words(builder, source, start, at, line.page)
            if label:
                builder.mark(label.strip())
            start = at + len(label)
    return builder


def _hyphen(source: str, line: _Line, after: _Line | None, words: frozenset[str]) -> tuple[str, int]:
    """The beginning of a word that a line's end cuts, and where the line's own words end.

    The hyphen goes where the document has the word whole; else it may belong to the word.
    """
    cut = _LINE_HYPHEN.search(source, max(line.start, line.end - 60), line.end)
    if cut is None:
        return "", line.end
    begun = after.end - len(source[after.start : after.end].lstrip()) if after else line.end
    rest = _LETTERS.match(source, begun)
    whole = rest is not None and cut[1] + rest[0] in words
    return cut[1], cut.end(1) if whole else line.end


def _add_words(builder: PassageBuilder, source: str, start: int, end: int, page: int) -> None:
    """The words between two places; the white space that only lays out the page is one space."""
    for word in _WORD.finditer(source, start, end):
        if word.start() > start and builder.size and not builder.parts[-1].endswith(" "):
            builder.add(" ", word.start() - 1, page=page)
        builder.add(word[0], word.start(), page=page)
        start = word.end()


def _note(source: str, lines: list[_Line], number: int, words: frozenset[str]) -> NoteBlock:
    match = _NOTE.match(source, lines[0].start, lines[0].end)
    skip = match.end() - lines[0].start if match else 0
    return NoteBlock(_joined(source, [(line, {}) for line in lines], skip, words).build(), str(number))
