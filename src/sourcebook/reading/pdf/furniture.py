"""What a page bears because it is a page: running headers and footers, page numbers, bar codes.

A line is furniture when its shape (digits apart) stands at the same height, near the edge, on several
pages; or when it is a page number, or a document's symbol, outside the text's own leading.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from sourcebook.reading.pdf.foot import UNDERSCORES
from sourcebook.reading.pdf.lines import Line
from sourcebook.text.folding import skeleton

_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+|p\.\s*|página\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|de)\s*\d{1,4})?[-–—\s|]*$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\*?\d{5,}\*?$|\d\d-\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{6})?(?:\s+\d+/\d+)?$|\d+/\d+(?:\s+\d\d-\d{5})?$"
)
_EDGE = 0.13


def furniture(pages: list[list[Line]], heights: list[float]) -> list[set[int]]:
    """For each page the indexes of its lines that are furniture."""
    shapes: dict[tuple[str, int], set[int]] = defaultdict(set)
    for n, lines in enumerate(pages):
        for line in _edge_lines(lines, heights[n]):
            shapes[_shape(line), round(line.y / 6)].add(n)
    counts = Counter({key: len(found) for key, found in shapes.items()})
    result: list[set[int]] = []
    for n, lines in enumerate(pages):
        edge = {id(line) for line in _edge_lines(lines, heights[n])}
        found = set()
        for index, line in enumerate(lines):
            if id(line) in edge and _is_furniture(line, lines, index, counts, heights[n]):
                found.add(index)
        result.append(found)
    return result


def _edge_lines(lines: list[Line], height: float) -> list[Line]:
    return [line for line in lines if line.y > height * (1 - _EDGE) or line.y < height * _EDGE]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", skeleton(line.text))[:80]


def _is_furniture(
    line: Line, lines: list[Line], index: int, counts: Counter[tuple[str, int]], height: float
) -> bool:
    text = line.text.strip()
    if UNDERSCORES.fullmatch(text):
        # The rule above the notes: it stands on many pages, and is needed to find them.
        return False
    near = [counts[_shape(line), round(line.y / 6) + shift] for shift in (-1, 0, 1)]
    if sum(near) >= 3:
        return True
    if not (_NUMBER.fullmatch(text) or _CODE.fullmatch(text)):
        return False
    return _apart(line, lines, index, height)


def _apart(line: Line, lines: list[Line], index: int, height: float) -> bool:
    """Farther from its neighbour than text is, on the side away from the edge."""
    inner = index - 1 if line.y < height / 2 else index + 1
    if not 0 <= inner < len(lines):
        return True
    return abs(lines[inner].y - line.y) > 1.35 * line.size
