"""Labels: which lines open a numbered paragraph, an item, or a heading.

A number opens a paragraph where it has the form of the document's labels, stands at their x, in text size,
and follows the number before it, or starts anew at 1 after a heading. "1.8 million" at the start of a line
opens nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain

from sourcebook.reading.pdf.lines import Line

# The forms that labels of paragraphs have: "12.", "[12]", "§ 12", "12".
_FORMS = {
    "dotted": re.compile(r"(\d{1,3})\.\s*(?=\D|$)"),
    "bracketed": re.compile(r"\[(\d{1,4})\]\s*(?=\S)"),
    "section": re.compile(r"§\s?(\d{1,4})[.:]?\s+(?=\S)"),
    "plain": re.compile(r"(\d{1,3})\s+(?=[A-ZÀ-Þ“\"])"),
}
_BULLETS = "•▪●○◦‣■□◻◆❖❑❒▶▸→➔➢☐☑☒✓✗"
# A label in brackets may touch a capital: a tab between them has no width of its own.
ITEM = re.compile(
    r"(?:\((?P<a>[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)(?=\s|[^\W\d_a-zß-ÿ]|[“\"«])|(?P<b>[a-z]|[ivx]{2,4})[.)](?=\s)"
    rf"|(?P<c>[{_BULLETS}–—-])(?=\s))\s*(?=\S)"
)
# "A" and "I" are words, too: they need a stop.
_HEADING = re.compile(
    r"(?P<label>[IVXLC]{2,6}|[AI](?=[.)])|[B-HJ-Z]|\d{1,2}(?:\.\d{1,2}){0,3}|\([a-z]\)|[a-z]\))[.)]?\s+(?=[^\W\d_]|[“\"«¿¡])"
)
LONE = re.compile(r"(?:[^\W\d_]{2,9}\s+)?(?:\d{1,2}|[IVXLC]{1,6})[.):]?")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a document labels its paragraphs: the form of the labels, and their left edges."""

    form: str
    edges: frozenset[int]


def manner_of(pages: list[list[Line]], size: float) -> Manner:
    """The form and the left edges of the labels, from the longest run of numbers that follow each other."""
    found: dict[str, list[tuple[int, int]]] = {form: [] for form in _FORMS}
    for line in chain.from_iterable(pages):
        if abs(line.size - size) > 0.12 * size:
            continue
        for form, pattern in _FORMS.items():
            if match := pattern.match(line.text):
                found[form].append((int(match[1]), line.edge))
    runs = {form: _run(numbers) for form, numbers in found.items()}
    # Numbers with a stop are labels even where bare numbers are twice as many.
    form = max(runs, key=lambda form: len(runs[form]) / (2 if form == "plain" else 1))
    edges = Counter(edge for _, edge in runs[form])
    enough = {edge for edge, count in edges.items() if count >= max(1, len(runs[form]) / 25)}
    return Manner(form, frozenset(e + d for e in enough for d in (-1, 0, 1)))


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
    if abs(line.size - size) > 0.12 * size or line.edge not in manner.edges:
        return None
    match = _FORMS[manner.form].match(line.text)
    if match is None or line.chunks[0].raised:
        return None
    return str(int(match[1])), match.end()


def item_of(line: Line) -> tuple[str, int] | None:
    """The label of an item and its length: "(a)", "iv)", a bullet (whose label is empty)."""
    match = ITEM.match(line.text)
    if match is None:
        return None
    return (match["a"] or match["b"] or "", match.end())


def is_bullet(line: Line) -> bool:
    """Whether a line opens with a sign that nothing but a list has."""
    return line.text[:1] in _BULLETS and ITEM.match(line.text) is not None


def heading_label(text: str) -> tuple[str, str] | None:
    """A heading's own number and the rest: "IV. Findings"."""
    match = _HEADING.match(text)
    return (match["label"], text[match.end() :]) if match else None
