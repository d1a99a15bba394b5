"""Labels printed before a paragraph: "12.", "12)", "(12)", "[12]", "§ 12", "2.14", "(a)", "iv.", a bullet.

Only the form is told here; whether a number labels a paragraph, an item or nothing is told from the order of
all of them, in `numbering`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from sourcebook.languages import languages_with, words
from sourcebook.reading.pandoc.line import Line

Kind = Literal["number", "dotted", "letter", "bullet"]


class Printed(NamedTuple):
    """A label as it stands: its kind, its shape ("N.", "(N)"), itself, and where the text after it begins."""

    kind: Kind
    shape: str
    label: str
    end: int
    structural: bool = False

    @property
    def number(self) -> int:
        """The number that a paragraph counts by: 12 of "12", 12 of "12bis"."""
        digits = re.match(r"\d+", self.label)
        return int(digits[0]) if digits else 0


_SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u3000\n]"
_NUMBER = r"(\d{1,4}(?:\u00a0?(?:bis|ter|quater)\b|[a-z](?![a-z]))?)"
_SHAPES: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    ("dotted", "N.N", re.compile(rf"(\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})\.?(?={_SPACE}){_SPACE}+(?=\S)")),
    ("number", "§N", re.compile(rf"(?:§+|¶|№){_SPACE}?{_NUMBER}[.:)]?(?={_SPACE}){_SPACE}+(?=\S)")),
    ("number", "N.", re.compile(rf"{_NUMBER}\.(?:{_SPACE}+[–—-]{_SPACE}+|{_SPACE}+|(?=[^\W\d]|[“\"«„(]))")),
    ("number", "N.", re.compile(rf"{_NUMBER}\.$")),
    ("number", "(N)", re.compile(rf"\({_NUMBER}\){_SPACE}*(?=\S)")),
    ("number", "[N]", re.compile(rf"\[{_NUMBER}\]{_SPACE}*(?=\S)")),
    ("number", "N)", re.compile(rf"{_NUMBER}\){_SPACE}*(?=\S)")),
    ("number", "N.-", re.compile(rf"{_NUMBER}[.º°]?{_SPACE}?[-–—]{_SPACE}+(?=\S)")),
    # A number without a stop counts only before a wide space.
    ("number", "N", re.compile(rf"{_NUMBER}(?:[\t\u2003\u2002]|{_SPACE}{{2,}})(?=[^\W\d_a-z]|[“\"«„])")),
    ("letter", "(a)", re.compile(rf"\(([^\W\d_]{{1,2}}|[ivxlc]{{1,7}}|[IVXLC]{{1,7}})\){_SPACE}*(?=\S)")),
    ("letter", "a)", re.compile(rf"([^\W\d_]|[ivxlc]{{1,7}}|[IVXLC]{{1,7}})\){_SPACE}*(?=\S)")),
    ("letter", "a.", re.compile(rf"([a-zа-я]|[ivxlc]{{1,7}})\.{_SPACE}+(?=\S)")),
    ("bullet", "•", re.compile(rf"([•▪●○◦‣·■□◻◆❖❑❒▶▸→➔➢☐☑☒✓✗]){_SPACE}*(?=\S)")),
    ("bullet", "–", re.compile(rf"([-–—*o]){_SPACE}+(?=\S)")),
)  # fmt: skip
_BARE = re.compile(rf"{_NUMBER}{_SPACE}(?=[^\W\d_a-z]|[“\"«„])")
_LETTERS = re.compile(r"[^\W\d_]+")


def printed_label(text: str) -> Printed | None:
    """The label that a text opens with; None where it opens with none."""
    if not text or not (text[0] in "(§¶№[" or text[0].isalnum() or not text[0].isascii() or text[0] in "-*"):
        return None
    for kind, shape, pattern in _SHAPES:
        match = pattern.match(text)
        if match:
            label = "" if kind == "bullet" else match[1].replace("\u00a0", " ")
            return Printed(kind, shape, label, match.end())
    return None


def label_of(line: Line) -> Printed | None:
    """The label of a line: the one its list gives it, else the one its text opens with."""
    if line.label is None:
        return printed_label(line.text)
    if line.label == "":
        return Printed("bullet", "•", "", 0, True)
    shape = line.printed.replace(line.label, "N" if line.label[0].isdigit() else "a", 1)
    kind: Kind = "number" if line.label.isdecimal() else "dotted" if line.label[0].isdigit() else "letter"
    if _LETTERS.fullmatch(line.label) is None and kind == "letter":
        shape = "a"
    return Printed(kind, "N." if shape == "N" else shape, line.label, 0, True)


def bare_number(line: Line) -> Printed | None:
    """A number that stands before a text with one space between: a label only where many go on by one.

    "12 The applicant" may be the 12th paragraph; "12 May" opens in the same way.
    """
    match = _BARE.match(line.text) if line.kind == "text" and line.label is None else None
    word = _LETTERS.match(line.text, match.end()) if match else None
    if match is None or (word and word[0].casefold() in _months()):
        return None
    return Printed("number", "N ", match[1], match.end())


@cache
def _months() -> frozenset[str]:
    """The names of months in the languages whose dates are known."""
    return frozenset(
        name.casefold().rstrip(".")
        for language in languages_with("dates")
        for names in words("dates", language)["months"].values()
        for name in names
    )
