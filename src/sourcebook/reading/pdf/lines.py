"""Chunks to lines: what stands on one baseline, superscripts attached, columns one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sourcebook.reading.pdf.characters import Chunk, PageText

# Letters below this share of a page's height may be notes.
_FOOT = 0.45


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


def joined(chunks: Iterable[Chunk]) -> str:
    """The text of chunks that follow each other on a line."""
    parts: list[str] = []
    right, size = 0.0, 1.0
    for chunk in chunks:
        spaced = not parts or parts[-1].endswith(" ") or chunk.text.startswith(" ")
        if not spaced and chunk.x - right > 0.17 * min(size, chunk.size):
            parts.append(" ")
        parts.append(chunk.text)
        right, size = chunk.right, chunk.size
    return "".join(parts).strip()


def body_size(pages: Iterable[PageText]) -> float:
    """The size in which most letters of the pages are set, those at the foot apart: notes may be longer."""
    letters: Counter[float] = Counter()
    for page in pages:
        for chunk in page.chunks:
            if chunk.y > page.height * _FOOT:
                letters[round(chunk.size * 2) / 2] += len(chunk.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def lines_of(page: PageText) -> list[Line]:
    """The lines of a page in the order of reading: column by column, from the top."""
    rows = _rows(page)
    gutter = _gutter(rows, page)
    lines: list[Line] = []
    for row in rows:
        lines += _parted(page.number, row, gutter)
    lines.sort(key=lambda line: -line.y)
    if gutter is None:
        return lines
    return _by_column(lines, gutter)


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
            if same or high:
                best = n
                if high or same:
                    break
        if best is None:
            rows.append([chunk])
            bases.append((chunk.y, chunk.size))
        else:
            rows[best].append(chunk)
    order = sorted(range(len(rows)), key=lambda n: -bases[n][0])
    return [sorted(rows[n], key=lambda c: c.x) for n in order]


def _touches(chunk: Chunk, row: list[Chunk], size: float) -> bool:
    """Whether a small chunk belongs to a row: next to one of its words, or a label at its left."""
    if chunk.right <= row[0].x < chunk.right + 4.5 * size and chunk.text.strip().isdigit():
        return True
    return any(abs(chunk.x - c.right) < 0.6 * size or abs(c.x - chunk.right) < 0.6 * size for c in row)


def _gutter(rows: list[list[Chunk]], page: PageText) -> float | None:
    """The middle of the white strip between two columns; None where the page has one column."""
    middle = page.width / 2
    if len(rows) < 12:
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
    return middle if few_cross and _columns(left, right, page) else None


def _columns(left: list[tuple[float, float]], right: list[tuple[float, float]], page: PageText) -> bool:
    """Whether lines left and right of the middle are columns of running text, not cells of a table: long
    lines, most of which begin at one edge. Their baselines need not agree."""
    for lines in (left, right):
        if len(lines) < 8:
            return False
        widths = sorted(end - begin for begin, end in lines)
        _, together = Counter(round(begin / 2) for begin, _ in lines).most_common(1)[0]
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
    base = [c.y for c in row if abs(c.size - size) < 0.5]
    return Line(page, row[0].x, max(c.right for c in row), base[0], size, row, column)


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
