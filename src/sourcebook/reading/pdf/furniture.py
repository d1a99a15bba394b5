"""What a page bears because it is a page: running headers and footers, page numbers, bar codes.

A line is furniture when its shape (digits apart) stands at the same height, near the edge, on several
pages; or when it is a page number, or a document's symbol, outside the text's own leading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from sourcebook.reading.pdf.foot import UNDERSCORES
from sourcebook.reading.pdf.lines import MARGIN, Line
from sourcebook.reading.pdf.note_labels import opens_raised
from sourcebook.text.folding import skeleton

_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+|p\.\s*|página\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|de)\s*\d{1,4})?[-–—\s|]*$",
    re.IGNORECASE,
)
# Job numbers and bar codes of printing offices: "*2502112*", "25-02112 (E) 160425 170425", "iv GE.25-09438".
_CODE = re.compile(
    r"\*\s?\d{5,}\s?\*|\d{5,}"
    r"|(?:(?:[ivxlc]{1,6}|\d{1,4}(?:/\d{1,4})?)\s+)?(?:[A-Z]{2}\.)?\d\d-\d{5}(?:\s*\([A-Z]\))?"
    r"(?:\s+\d{6}){0,3}(?:\s+(?:[ivxlc]{1,6}|\d{1,4}(?:/\d{1,4})?))?|\d+/\d+"
)
_DIGITS = re.compile(r"[0-9]{1,6}")
_EDGE = 0.13


Key = tuple[str, int]


def furniture(pages: list[list[Line]], heights: list[float]) -> list[set[int]]:
    """For each page the indexes of its lines that are furniture."""
    shapes: dict[Key, dict[int, list[int]]] = defaultdict(dict)
    for n, lines in enumerate(pages):
        for line in _edge_lines(lines, heights[n]):
            shapes[_key(line)][n] = [int(digits) for digits in _DIGITS.findall(line.text)]
    result: list[set[int]] = []
    for n, lines in enumerate(pages):
        edge = {id(line) for line in _edge_lines(lines, heights[n])}
        found = set()
        for index, line in enumerate(lines):
            if id(line) in edge and _is_furniture(line, lines, index, _alike(line, shapes), heights[n]):
                found.add(index)
        result.append(found)
    return result


def _key(line: Line) -> Key:
    return _shape(line), round(line.y / 6)


def _alike(line: Line, shapes: dict[Key, dict[int, list[int]]]) -> dict[int, list[int]]:
    """The pages that bear a line of this shape at this height, with the numbers in it."""
    shape, height = _key(line)
    found: dict[int, list[int]] = {}
    for shift in (-1, 0, 1):
        found |= shapes.get((shape, height + shift), {})
    return found


def _counts_pages(alike: dict[int, list[int]]) -> bool:
    """Whether a number in lines of one shape goes up as the pages do."""
    return any(
        b - a == there - here
        for (here, first), (there, second) in pairwise(sorted(alike.items()))
        for a, b in zip(first, second, strict=False)
    )


def _edge_lines(lines: list[Line], height: float) -> list[Line]:
    return [n for n in lines if n.y > height * (1 - _EDGE) or n.y < height * _EDGE or n.column == MARGIN]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", skeleton(line.text))[:80]


def _is_furniture(
    line: Line, lines: list[Line], index: int, alike: dict[int, list[int]], height: float
) -> bool:
    text = line.text.strip()
    if UNDERSCORES.fullmatch(text):
        # The rule above the notes: it stands on many pages, and is needed to find them.
        return False
    apart = _apart(line, lines, index, height)
    if len(alike) >= 3 and (apart or len(alike) >= 8):
        # "12 Ibid." is the last line of many pages, too, but close to the note above.
        return not opens_raised(line)
    if not apart:
        return False
    return bool(_NUMBER.fullmatch(text) or _CODE.fullmatch(text) or _counts_pages(alike))


def _apart(line: Line, lines: list[Line], index: int, height: float) -> bool:
    """Farther from its neighbour than text is, on the side away from the edge; another code is none."""
    step = -1 if line.y < height / 2 else 1
    inner = index + step
    while 0 <= inner < len(lines) and _CODE.fullmatch(lines[inner].text.strip()):
        inner += step
    if not 0 <= inner < len(lines):
        return True
    return abs(lines[inner].y - line.y) > 1.35 * line.size
