"""A printed label ("12.", "(a)", "Annex 1.", "IV.2") as Word counts it: words around a number in a format.

Word's formats follow ECMA-376 part 1, 17.18.59: after "z" its letters go on "aa", "bb". What Word cannot
count (other alphabets, "12 bis") has no reading, and is printed as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LABEL = re.compile(r"(?P<before>.*?)(?P<number>[0-9]+|[a-z]+|[A-Z]+)(?P<after>[^0-9A-Za-z]*)", re.DOTALL)
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
# What Word counts to.
_MOST = 32767
BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a label is made: words before the number, Word's name of its format, words after it.

    `before` may hold %1, %2, ... for the numbers of the levels above.
    """

    before: str
    format: str
    after: str

    def text(self, level: int) -> str:
        """Word's pattern of the label (w:lvlText) at a level, counted from 0."""
        return self.before if self.format == BULLET else f"{self.before}%{level + 1}{self.after}"


@dataclass(frozen=True, slots=True)
class Counted:
    """A label that Word can count: its shape, and its number in that."""

    shape: Shape
    value: int


def readings(label: str) -> Iterator[Counted]:
    """The ways to count a label; "i" may be a letter or a Roman number, so there may be two."""
    if label == "•":
        yield Counted(Shape(label, BULLET, ""), 0)
        return
    match = _LABEL.fullmatch(label)
    # Blanks at the edge would be lost, and a per cent sign is Word's own.
    if not match or label != label.strip() or "%" in label or not label.isprintable():
        return
    # A number inside a word ("Nord") is none; its last letters follow a letter.
    if match["before"][-1:].isalnum():
        return
    yield from (
        Counted(Shape(match["before"], format, match["after"]), value)
        for format, value in _values(match["number"])
    )


def _values(number: str) -> Iterator[tuple[str, int]]:
    if number.isdigit():
        if not number.startswith("0") and int(number) <= _MOST:
            yield "decimal", int(number)
        return
    case = "upper" if number.isupper() else "lower"
    low = number.lower()
    roman = _roman(low)
    # A first "I" or "i" is a Roman one; a "C" is a letter before it is a hundred.
    letters = [(f"{case}Letter", _letters(low))] if len(set(low)) == 1 and len(low) <= 30 else []
    romans = [(f"{case}Roman", roman)] if roman else []
    yield from romans + letters if low[0] in "iv" or len(low) > 1 else letters + romans


def _letters(low: str) -> int:
    return (len(low) - 1) * 26 + ord(low[0]) - ord("a") + 1


def _roman(low: str) -> int:
    if not _ROMAN.fullmatch(low):
        return 0
    values = [_VALUES[letter] for letter in low]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
