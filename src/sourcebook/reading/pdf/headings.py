"""Headings: lines set apart by weight, size, capitals or their own numbers, and the level each has.

Bold is judged by the label's own run too: a paragraph whose lead is bold is no heading. Levels come from the
styles in the order of their first numbers: what bears roman numerals stands above letters, letters above
figures, and a larger size above a smaller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcebook.reading.pdf.labels import Manner, heading_label, label_of
from sourcebook.reading.pdf.lines import Line

_FINISHED = re.compile(r"[.;,:]$")
_CLOSING = ' ”’»)"'
_ROMAN = re.compile(r"[IVXLC]+$")


@dataclass(frozen=True, slots=True)
class Style:
    """What headings of one level share: size (half points), bold, italic, capitals, kind of number."""

    size: int
    bold: bool
    italic: bool
    capitals: bool
    numbered: str


def style_of(lines: list[Line]) -> Style:
    """The style of a heading."""
    text = " ".join(line.text for line in lines)
    label = heading_label(text)
    letters = [c for c in text if c.isalpha()]
    return Style(
        size=round(lines[0].size * 2),
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        capitals=bool(letters) and sum(c.isupper() for c in letters) > 0.85 * len(letters),
        numbered=_kind(label[0]) if label else "",
    )


def _kind(label: str) -> str:
    if label.isdigit():
        return "number"
    if "." in label:
        return f"number{label.count('.')}"
    if _ROMAN.fullmatch(label) and label not in "CDLM":
        return "roman"
    return "letter" if label.isupper() else "small"


def is_heading(line: Line, manner: Manner, body: float, gap_above: float, gap_below: float) -> bool:
    """Whether a line, standing as it does, is (the first of) a heading.

    `gap_above` and `gap_below` are distances to the neighbours' baselines in points.
    """
    text = line.text.strip()
    if len(text) > 220 or not any(c.isalpha() for c in text) or (text[0] in '•–—-(“"' and not line.bold):
        return False
    if text[0].islower():
        return False
    large = line.size > 1.12 * body
    weight = line.bold or large or (text.isupper() and len(text) > 3)
    # What is smaller than the text and in italics is a caption.
    light = len(text) < 90 and not _FINISHED.search(text) and gap_above > 1.5 * line.size
    light = light and line.size > 0.95 * body
    if not weight and not (light and (line.italic or _numbered_alone(text, gap_above, gap_below))):
        return False
    if label_of(line, manner, body) and not (line.chunks[0].font.bold or line.italic or large):
        return False
    apart = gap_above > 1.25 * line.size or gap_below > 1.25 * line.size
    return apart and (not _FINISHED.search(text) or len(text) < 60)


def _numbered_alone(text: str, gap_above: float, gap_below: float) -> bool:
    """Whether a line without weight is a heading by its own roman number or letter, and the space around it:
    small capitals, and headings set in the hand of the text."""
    label = heading_label(text)
    if label is None or _kind(label[0]) not in ("roman", "letter", "number1", "number2"):
        return False
    return gap_above > 1.1 * gap_below and (label[0][-1].isdigit() or text[len(label[0])] in ".)")


def same_style(line: Line, first: Line) -> bool:
    """Whether a line is set as the first line of a heading is."""
    if abs(line.size - first.size) > 0.4 or line.bold != first.bold:
        return False
    if first.bold:
        return True
    return line.italic == first.italic and (line.text.isupper() or not first.text.isupper())


def runs_on(text: str, lines: int, style: Style) -> bool:
    """Whether what begins like a heading is running text: words quoted in large letters, a lead."""
    return not style.capitals and (lines > 5 or (len(text) > 90 and text.rstrip(_CLOSING)[-1:] in ".;,"))


def levels(styles: list[Style]) -> dict[Style, int]:
    """The level of each style: 1 for the highest."""
    order = {"roman": 0, "letter": 1, "number": 2, "number1": 3, "number2": 4, "number3": 5, "small": 3}

    def rank(style: Style) -> tuple[int, int, int, int]:
        numbered = order.get(style.numbered, -1)
        return (-style.size, numbered if numbered >= 0 else 1, -int(style.capitals), -int(style.bold))

    unique = sorted(dict.fromkeys(styles), key=rank)
    numbered = [s for s in unique if s.numbered]
    has_roman = any(s.numbered == "roman" for s in unique)
    result: dict[Style, int] = {}
    level = 0
    previous: tuple[int, int, int, int] | None = None
    for style in unique:
        here = rank(style)
        if previous is None or here[:2] != previous[:2] or here[2:] != previous[2:]:
            level += 1
        previous = here
        result[style] = level
    if has_roman and numbered:
        _by_number(result, numbered)
    return result


def _by_number(result: dict[Style, int], numbered: list[Style]) -> None:
    """Where headings bear numbers, these tell the level: I above A above 1."""
    order = {"roman": 1, "letter": 2, "number": 3, "number1": 4, "small": 4, "number2": 5, "number3": 6}
    present = sorted({order[s.numbered] for s in numbered})
    for style in numbered:
        result[style] = present.index(order[style.numbered]) + 1
    top = max((s.size for s in numbered if s.numbered == "roman"), default=0)
    for style in result:
        if not style.numbered:
            result[style] = 1 if style.size >= top else min(len(present) + 1, max(2, result[style]))
