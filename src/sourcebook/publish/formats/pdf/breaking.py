"""Where a word that its line cannot hold may break, and how wide words are, about.

Nothing is put into the text: between two parts the template leaves a place to break, which prints nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Units are the width of a common small letter. Signs behind which an address breaks well.
_GOOD = frozenset("/.,;:?&=_%-")
_NARROW = frozenset("iljtfrI1.,:;!'|()[]{}/\\ ‘’“”")
_WIDE = frozenset("mwMWшщюжфмШЩЮЖФМ@—…%")


def width(text: str) -> float:
    """How wide a text is, about, in common small letters."""
    return sum(map(_wide, text))


def _wide(char: str) -> float:
    if char in _WIDE:
        return 1.7
    if char in _NARROW:
        return 0.65
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if char.isdigit():
        return 1.1
    if char.isupper():
        return 1.4
    return 1.0 if char < "\u0250" else 1.2


def breakable(text: str, longest: float) -> Iterator[str]:
    """The text, cut within words wider than `longest`; behind a sign where there is one soon enough."""
    start = 0
    for word in re.finditer(r"\S+", text):
        if len(word[0]) * 1.7 <= longest or width(word[0]) <= longest:
            continue
        for at in _cuts(word[0], longest):
            yield text[start : word.start() + at]
            start = word.start() + at
    yield text[start:]


def _cuts(word: str, longest: float) -> Iterator[int]:
    start, good, wide = 0, 0, 0.0
    for at, char in enumerate(word):
        wide += _wide(char)
        # A mark stays with its letter.
        if wide > longest and at > start and not unicodedata.category(char).startswith("M"):
            start = good if good > start else at
            yield start
            wide = width(word[start : at + 1])
        if char in _GOOD and at + 1 < len(word) and word[at + 1] not in _GOOD:
            good = at + 1
