"""Chunks to lines: what stands on one baseline, superscripts attached, columns one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from sourcebook.reading.pdf.characters import Chunk, PageText

# Letters below this share of a page's height may be notes.
_FOOT = 0.45
# The number of the column that holds what stands in the margins.
MARGIN = 9
_STOPPED = re.compile(r"(?<!\S)([.)])(\d+)(?=\s|$)")


@dataclass(slots=True)
class Line:
    """A line: its chunks from left to right; `size` is that of most of its letters; `column` from 0."""

    page: int
    x: float
    right: float
    y: float
    size: float
    chunks: list[Chunk]
    column: int = 0
    marks: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The words of the line, chunks parted where the page parts them."""
        return joined(self.chunks)

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold; a note mark behind them may not be."""
        lettered = [c for c in self.chunks if any(t.isalpha() for t in c.text)]
        return all(c.font.bold for c in lettered or self.chunks)

    @property
    def italic(self) -> bool:
        """Whether all of it is set in italics."""
        return all(c.font.italic for c in self.chunks if c.text.strip())

    @property
    def edge(self) -> int:
        """Where the line begins, to compare it with others: left, or right where the script goes leftward."""
        leftward = sum(len(c.text) for c in self.chunks if c.leftward)
        return -round(self.right / 4) if leftward * 3 > 2 * len(self.text) else round(self.x / 4)


def joined(chunks: Iterable[Chunk]) -> str:
    """The text of chunks that follow each other on a line."""
    parts: list[str] = []
    left, right, size = 0.0, 0.0, 1.0
    for chunk in chunks:
        spaced = not parts or parts[-1].endswith(" ") or chunk.text.startswith(" ")
        gap = max(chunk.x - right, left - chunk.right)
        if not spaced and gap > 0.17 * min(size, chunk.size):
            parts.append(" ")
        parts.append(chunk.text)
        left, right, size = chunk.x, chunk.right, chunk.size
    return "".join(parts).strip()


def body_size(pages: Iterable[PageText]) -> float:
    """The size in which most letters of the pages are set, those at the foot apart: notes may be longer."""
    letters: Counter[float] = Counter()
    for page in pages:
        for chunk in page.chunks:
            if chunk.y > page.height * _FOOT:
                letters[round(chunk.size * 2) / 2] += len(chunk.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def lines_of(page: PageText, body: float, columns_before: bool = False) -> list[Line]:
    """The lines of a page in the order of reading: column by column, from the top, then those of its margins.

    `body` is the size of the document's text; where the page before has columns, fewer lines are enough for
    this one to have them.
    """
    rows, margin = _without_margins(_rows(page), page, body)
    gutter = _gutter(rows, page, 3 if columns_before else 8)
    lines: list[Line] = []
    for row in rows:
        lines += _parted(page.number, row, gutter)
    lines.sort(key=lambda line: -line.y)
    beside = sorted((_line(page.number, row, MARGIN) for row in margin), key=lambda line: -line.y)
    return (lines if gutter is None else _by_column(lines, gutter)) + beside


def _without_margins(
    rows: list[list[Chunk]], page: PageText, body: float
) -> tuple[list[list[Chunk]], list[list[Chunk]]]:
    """Rows without what stands beside the text, in the page's margins: side notes, boxes, page numbers; and
    the rows of these."""
    full = [(c.x, c.right) for row in rows for c in row if c.right - c.x > 0.28 * page.width]
    if len(full) < 6:
        return rows, []
    edges = min(x for x, _ in full), max(right for _, right in full)
    numbers = [c for row in rows for c in row if c.text.strip().isdigit() and _outside(c, edges, page)]
    inner: list[list[Chunk]] = []
    margin: list[list[Chunk]] = []
    for row in rows:
        outer = [c for c in row if _outside(c, edges, page) and (c in numbers or c.size < 0.93 * body)]
        kept = [c for c in row if c not in outer]
        # Small words beside small words are cells of a table; numbers of many lines, those of the contents.
        small = sum(len(c.text) for c in kept if c.size < 0.95 * body)
        table = small * 2 > sum(len(c.text) for c in kept) > 0
        if not outer or table or (len(numbers) > 1 and any(c in numbers for c in outer)):
            inner.append(row)
            continue
        margin.append(outer)
        if kept:
            inner.append(kept)
    return inner, margin


def _outside(chunk: Chunk, edges: tuple[float, float], page: PageText) -> bool:
    """Whether a chunk stands beside the text, in a margin; the number of a paragraph stands nearer to it."""
    left, right = edges
    far = 45 if chunk.text.strip().isdigit() else 6
    return (chunk.x > right + 6 and chunk.x > 0.6 * page.width) or (
        chunk.right < left - far and chunk.right < 0.3 * page.width
    )


def _rows(page: PageText) -> list[list[Chunk]]:
    """Chunks that share a baseline; a superscript belongs to the row that it touches."""
    big = sorted(page.chunks, key=lambda c: (-c.y, c.x))
    rows: list[list[Chunk]] = []
    bases: list[tuple[float, float]] = []
    for chunk in sorted(big, key=lambda c: -c.size):
        best = None
        for n in range(len(rows) - 1, -1, -1):
            y, size = bases[n]
            rise = chunk.y - y
            same = abs(rise) < 0.25 * size
            high = (
                -0.3 * size < rise < 0.75 * size
                and chunk.size < 0.85 * size
                and _touches(chunk, rows[n], size)
            )
            if high or (same and best is None):
                best = n
            if high or (same and chunk.size > 0.85 * size and len(chunk.text) > 4):
                # A mark may share the baseline of what stands in the margin: look on for its word.
                break
        if best is None:
            rows.append([chunk])
            bases.append((chunk.y, chunk.size))
        else:
            rows[best].append(chunk)
    order = sorted(range(len(rows)), key=lambda n: -bases[n][0])
    return [_in_order(rows[n]) for n in order]


def _in_order(row: list[Chunk]) -> list[Chunk]:
    """The chunks of a row as they are read: from the right, where two thirds are written so; words written
    so within a line of others stand in their own order."""
    leftward = sum(len(c.text) for c in row if c.leftward)
    if leftward * 3 > 2 * sum(len(c.text) for c in row):
        for chunk in row:
            # The stop of a number stands on its left.
            chunk.text = _STOPPED.sub(r"\2\1", chunk.text)
        return sorted(row, key=lambda c: -c.right)
    ordered = sorted(row, key=lambda c: c.x)
    if leftward:
        for begin, end in _runs_leftward(ordered):
            ordered[begin:end] = ordered[begin:end][::-1]
    return ordered


def _runs_leftward(row: list[Chunk]) -> list[tuple[int, int]]:
    """Where chunks written from right to left stand beside each other."""
    places = [(n, chunk.leftward) for n, chunk in enumerate(row)]
    groups = [[n for n, _ in group] for own, group in groupby(places, key=lambda p: p[1]) if own]
    return [(group[0], group[-1] + 1) for group in groups]


def _touches(chunk: Chunk, row: list[Chunk], size: float) -> bool:
    """Whether a small chunk belongs to a row: next to one of its words, or a label at its left."""
    if chunk.right <= row[0].x < chunk.right + 4.5 * size and chunk.text.strip().isdigit():
        return True
    return any(abs(chunk.x - c.right) < 0.6 * size or abs(c.x - chunk.right) < 0.6 * size for c in row)


def _gutter(rows: list[list[Chunk]], page: PageText, enough: int) -> float | None:
    """The middle of the white strip between two columns; None where the page has one column."""
    middle = page.width / 2
    if len(rows) < 1.5 * enough:
        return None
    crossing = beside = 0
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for row in rows:
        letters = sum(len(c.text) for c in row)
        if letters < 12:
            continue
        if any(c.x < middle - 6 and c.right > middle + 6 for c in row):
            crossing += 1
            continue
        parts = [c for c in row if c.right <= middle], [c for c in row if c.x >= middle]
        beside += all(parts)
        for part, found in zip(parts, (left, right), strict=True):
            if part:
                found.append((part[0].x, part[-1].right))
    few_cross = crossing * 2.5 < beside or crossing * 5 < len(left)
    return middle if few_cross and _columns(left, right, page, enough) else None


def _columns(
    left: list[tuple[float, float]], right: list[tuple[float, float]], page: PageText, enough: int
) -> bool:
    """Whether lines left and right of the middle are columns of running text, not cells of a table: long
    lines, most of which begin at one edge or two. Their baselines need not agree."""
    for lines in (left, right):
        if len(lines) < enough:
            return False
        widths = sorted(end - begin for begin, end in lines)
        edges = Counter(round(begin / 2) for begin, _ in lines).most_common(2)
        together = sum(count for _, count in edges)
        if widths[len(widths) // 2] < 0.28 * page.width or together * 2 < len(lines):
            return False
    return True


def _parted(page: int, row: list[Chunk], gutter: float | None) -> list[Line]:
    if gutter is None or any(c.x < gutter - 6 and c.right > gutter + 6 for c in row):
        return [_line(page, row, 0)]
    left = [c for c in row if c.x < gutter]
    right = [c for c in row if c.x >= gutter]
    return [_line(page, part, column) for column, part in enumerate((left, right)) if part]


def _line(page: int, row: list[Chunk], column: int) -> Line:
    sizes: Counter[float] = Counter()
    for chunk in row:
        sizes[chunk.size] += len(chunk.text)
    size = sizes.most_common(1)[0][0]
    if len(row) > 1 and not any(c.size == size and len(c.text.strip()) > 1 for c in row):
        size = max(c.size for c in row)
    if "".join(c.text for c in row).isupper() and row[0].y == min(c.y for c in row):
        # Small capitals: the words are as large as their first letters.
        size = max(size, row[0].size, *(c.size for c in row if c.text.strip().isalpha()))
    base = [c.y for c in row if abs(c.size - size) < 0.5]
    return Line(page, min(c.x for c in row), max(c.right for c in row), base[0], size, row, column)


def _by_column(lines: list[Line], gutter: float) -> list[Line]:
    """Column by column between the lines that go across."""
    ordered: list[Line] = []
    block: list[Line] = []
    for line in lines:
        if line.x < gutter - 6 and line.right > gutter + 6:
            ordered += sorted(block, key=lambda a: a.column)
            ordered.append(line)
            block = []
        else:
            block.append(line)
    return ordered + sorted(block, key=lambda a: a.column)
