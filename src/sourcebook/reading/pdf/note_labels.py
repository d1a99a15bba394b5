"""What a note's first line opens with: its number, roman or not, a symbol or a letter, raised or followed by
space, or glued to the words; and the same as a mark in the text."""

from __future__ import annotations

import re
from typing import Literal

from sourcebook.reading.pdf.lines import Line

SYMBOL = r"(?:\*{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖{1,2}|#)"
ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_LABEL = re.compile(rf"(?P<label>\d{{1,4}}|{SYMBOL}|{ROMAN}(?![^\W_])|[a-z])(?P<stop>[.)]?)(?:\s+|$)")
_RAISED = re.compile(rf"(?:\d{{1,4}}|\[\d{{1,4}}\]|{SYMBOL}|{ROMAN}|[a-z])[.)]?")
_BRACKETED = re.compile(r"\[(?P<label>\d{1,4})\]\s*")
_GLUED = re.compile(rf"(?P<label>\d{{1,4}}|{ROMAN})(?=[^\W\d_a-zß-ÿ]|[“\"«]|https?:|www\.)")
_ROMAN = re.compile(ROMAN)
Form = Literal["raised", "stop", "bare", "glued"]
_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def number_of(label: str) -> int | None:
    """The number that a label means: "12" and "xii"; None for symbols. A single "c" or "l" is a letter."""
    if label.isascii() and label.isdigit():
        return int(label)
    if label in ("c", "l") or not _ROMAN.fullmatch(label):
        return None
    worth = [_WORTH[letter] for letter in label]
    return sum(-a if a < b else a for a, b in zip(worth, [*worth[1:], 0], strict=True))


def opens_raised(line: Line) -> bool:
    """Whether a line opens with a raised or smaller chunk."""
    first = line.chunks[0]
    return first.raised or first.size < 0.85 * line.size or first.y > line.y + 0.12 * line.size


def starts_note(line: Line) -> str | None:
    """The label a line opens with, where it has the form of a note's first line."""
    found = _label(line)
    return found[0] if found else None


def taken_off(line: Line) -> int:
    """How many characters the label at the head of a note's first line takes up."""
    found = _label(line)
    return found[1] if found else 0


def form_of(line: Line) -> Form | None:
    """How the label that a line opens with is set off from the words."""
    found = _label(line)
    return found[2] if found else None


def _label(line: Line) -> tuple[str, int, Form] | None:
    """The label, how many characters of the line it takes up, and its form."""
    first = line.chunks[0].text.strip()
    raised = opens_raised(line)
    if len(line.chunks) > 1 and raised and _RAISED.fullmatch(first):
        rest = line.text[len(first) :]
        return first.strip(".)[]"), len(first) + len(rest) - len(rest.lstrip()), "raised"
    match = _LABEL.match(line.text)
    if match is not None and (raised or number_of(match["label"]) or match["label"][0] in "*†‡"):
        return match["label"], match.end(), "raised" if raised else "stop" if match["stop"] else "bare"
    bracketed = _BRACKETED.match(line.text)
    if bracketed:
        return bracketed["label"], bracketed.end(), "stop"
    glued = _GLUED.match(line.text)
    return (glued["label"], glued.end(), "glued") if glued else None
