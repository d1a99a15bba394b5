"""Where a paragraph without a label begins: a wider gap, an indent, a line that ended before it was full.

A line's end is forced where the first word of the next line would have fitted on it. With a sentence that is
finished, and a gap or an indent, this tells a new paragraph even where paragraphs stand close to each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from sourcebook.reading.pdf.lines import Line

_FINISHED = re.compile(r"[.!?…:;؟。।][\"”’»)\]]*$")

Edges = tuple[float, float]


def finished(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _FINISHED.search(text.rstrip()) is not None


@dataclass(frozen=True, slots=True)
class Measure:
    """How the text is set: its size, the distance of its baselines, and the edges of each page's columns."""

    size: float
    leading: float
    columns: dict[tuple[int, int], Edges]

    def pitch(self, line: Line) -> float:
        """The distance of baselines to expect at the line's own size."""
        return self.leading * line.size / self.size

    def edges(self, line: Line) -> Edges:
        """The left and right edge of the column that the line stands in."""
        return self.columns.get((line.page, line.column), (line.x, line.right))

    def forced(self, last: Line, line: Line) -> bool:
        """Whether `last` ended though the first word of `line` had room on it."""
        words = line.text.split(maxsplit=1)
        width = (line.right - line.x) * (len(words[0]) + 1) / max(1, len(line.text)) if words else 0.0
        return last.right + width < self.edges(last)[1]

    def indented(self, last: Line, line: Line, after: Line | None) -> bool:
        """Whether a line is a paragraph's first by its indent alone: the lines around it are not indented."""
        left = self.edges(line)[0]

        def within(x: float) -> bool:
            return 0.6 * self.size < x - left < 4.5 * self.size

        flush = after is None or after.column != line.column or after.x < line.x - 0.6 * self.size
        beside = abs(last.x - self.edges(last)[0]) < 2 or abs(last.x - line.x) < 2
        return within(line.x) and flush and beside


def measure_of(pages: list[list[Line]], size: float) -> Measure:
    """Measure the lines of all pages."""
    columns: dict[tuple[int, int], Edges] = {}
    usual: dict[int, Edges] = {}
    for lines in pages:
        for column in {line.column for line in lines}:
            here = [a for a in lines if a.column == column and abs(a.size - size) < 0.12 * size]
            if len(here) < 6:
                if here and column in usual:
                    columns[here[0].page, column] = usual[column]
                continue
            left, _ = Counter(round(line.x) for line in here).most_common(1)[0]
            usual[column] = columns[here[0].page, column] = (float(left), max(line.right for line in here))
    return Measure(size, _leading(pages, size), columns)


def _leading(pages: list[list[Line]], size: float) -> float:
    """The usual distance between the baselines of neighbouring lines of text."""
    gaps: dict[float, list[float]] = defaultdict(list)
    for lines in pages:
        for above, below in pairwise(lines):
            gap = above.y - below.y
            alike = abs(above.size - size) < 0.5 and abs(below.size - size) < 0.5
            if alike and above.column == below.column and 0.8 * size < gap < 2.5 * size:
                gaps[round(gap * 2)].append(gap)
    usual = max(gaps.values(), key=len, default=[1.2 * size])
    return sum(usual) / len(usual)


def stacked(lines: list[Line]) -> list[list[Line]]:
    """Lines that stand close below each other, together."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last and last.page == line.page and 0 < last.y - line.y < 1.6 * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def begins(
    measure: Measure, text: str, last: Line, line: Line, after: Line | None, labelled: bool = False
) -> bool:
    """Whether `line` begins a paragraph of its own after `last`, which ends `text`.

    `after` is the line below, if any; `labelled` says that the open block is a numbered paragraph or an item.
    """
    whole = finished(text)
    if last.page != line.page or last.column != line.column:
        if labelled:
            # Words quoted after a colon may begin overleaf.
            return text.endswith(":") and line.x - measure.edges(line)[0] > line.size
        if line.text[:1].islower():
            return False
        centred = last.x - measure.edges(last)[0] > 2 * last.size
        if not whole:
            return centred and measure.forced(last, line)
        return measure.indented(last, line, after) or measure.forced(last, line)
    gap, pitch = last.y - line.y, measure.pitch(line)
    if gap > 1.18 * pitch and (whole or gap > 2.2 * pitch):
        return True
    if line.text[:1].islower():
        return False
    if not whole:
        # A caption, an address: it needs no full stop to be at its end.
        elsewhere = abs(last.x - line.x) > line.size or abs(line.size - last.size) > 0.12 * measure.size
        return not labelled and gap > (1.18 if elsewhere else 1.5) * pitch and measure.forced(last, line)
    close = abs(line.size - last.size) <= 0.07 * measure.size
    spaced = gap > 1.12 * pitch and measure.forced(last, line)
    return not close or spaced or (not labelled and measure.indented(last, line, after))
