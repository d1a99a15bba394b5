"""Labels: which lines open a numbered paragraph, an item, or a heading.

A number opens a paragraph where it has the form of the document's labels, stands at their x, in text size,
and follows the number before it, or starts anew at 1 after a heading. "1.8 million" at the start of a line
opens nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from sourcebook.reading.pdf.lines import Line

LABEL = re.compile(r"(?P<label>\d{1,3})\s?[.)]?(?:\s+)(?=\S)|(?P<glued>\d{1,3})\.(?=[A-ZÀ-Þ“\"])")
_DOTTED = re.compile(r"(\d{1,3})\.\s*(?=\D|$)")
ITEM = re.compile(
    r"(?:\((?P<a>[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)|(?P<b>[a-z]|[ivx]{2,4})[.)]|(?P<c>[•▪●○–—-]))\s+(?=\S)"
)
_HEADING = re.compile(
    r"(?P<label>[IVXLC]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2}){0,3}|\([a-z]\)|[a-z]\))[.)]?\s+(?=[^\W\d_]|[“\"«¿¡])"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a document labels its paragraphs: with a stop or without, and the left edges of its labels."""

    dotted: bool
    edges: frozenset[int]


def manner_of(pages: list[list[Line]], size: float) -> Manner:
    """The form and the left edges of the labels, from the longest run of numbers that follow each other."""
    dotted: list[tuple[int, int]] = []
    plain: list[tuple[int, int]] = []
    for lines in pages:
        for line in lines:
            if abs(line.size - size) > 0.12 * size:
                continue
            match = _DOTTED.match(line.text)
            if match:
                dotted.append((int(match[1]), round(line.x / 4)))
            elif (bare := re.match(r"(\d{1,3})\s+(?=[A-ZÀ-Þ“\"])", line.text)) is not None:
                plain.append((int(bare[1]), round(line.x / 4)))
    run_dotted, run_plain = _run(dotted), _run(plain)
    chosen = run_dotted if len(run_dotted) >= len(run_plain) / 2 else run_plain
    edges = Counter(edge for _, edge in chosen)
    enough = {edge for edge, count in edges.items() if count >= max(1, len(chosen) / 25)}
    return Manner(chosen is run_dotted, frozenset(e + d for e in enough for d in (-1, 0, 1)))


def _run(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The numbers that continue each other, or start anew."""
    run: list[tuple[int, int]] = []
    last = 0
    for number, edge in found:
        if number in (last + 1, last + 2) or (number == 1 and last != 1):
            run.append((number, edge))
            last = number
    return run


def label_of(line: Line, manner: Manner, size: float) -> tuple[str, int] | None:
    """The number a line opens with and the length of the label, where it has the document's manner."""
    if abs(line.size - size) > 0.12 * size or round(line.x / 4) not in manner.edges:
        return None
    match = _DOTTED.match(line.text) if manner.dotted else re.match(r"(\d{1,3})\s+(?=[A-ZÀ-Þ“\"])", line.text)
    if match is None or line.chunks[0].raised:
        return None
    return str(int(match[1])), match.end()


def item_of(line: Line) -> tuple[str, int] | None:
    """The label of an item and its length: "(a)", "iv)", a bullet (whose label is empty)."""
    match = ITEM.match(line.text)
    if match is None:
        return None
    return (match["a"] or match["b"] or "", match.end())


def heading_label(text: str) -> tuple[str, str] | None:
    """A heading's own number and the rest: "IV. Findings"."""
    match = _HEADING.match(text)
    return (match["label"], text[match.end() :]) if match else None
