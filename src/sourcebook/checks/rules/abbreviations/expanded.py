"""Two expansions of one abbreviation compared: the same, spelt otherwise, reworded, or another thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from rapidfuzz import fuzz

from sourcebook.reading.names.bodies import british
from sourcebook.reading.names.spelling import plain

Difference = Literal["none", "spelling", "words", "meaning"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_ALIKE = 60.0
_SAME_THING = 60.0


def difference(
    one: str, other: str, small: frozenset[str], kinds: frozenset[str], short_forms: Mapping[str, str]
) -> Difference:
    """How two expansions differ. `kinds` are nouns that tell one thing from another (court, convention);
    `short_forms` are abbreviations within an expansion and what they stand for ("UN ...")."""
    a, b = (_content(_written_out(text, short_forms), small) for text in (one, other))
    if a == b:
        return "spelling" if _hyphens(one) != _hyphens(other) or _spelt(one) != _spelt(other) else "none"
    if set(a) <= set(b) or set(b) <= set(a):
        return "none"
    if {*a} & kinds != {*b} & kinds and {*a} & kinds and {*b} & kinds:
        return "meaning"
    if len(a) == len(b) and all(
        fuzz.ratio(x, y) >= _ALIKE or x in y or y in x for x, y in zip(a, b, strict=True)
    ):
        return "words"
    return "words" if fuzz.token_sort_ratio(" ".join(a), " ".join(b)) >= _SAME_THING else "meaning"


def _written_out(text: str, short_forms: Mapping[str, str]) -> str:
    return " ".join(short_forms.get(word, word) for word in text.split())


def _content(text: str, small: frozenset[str]) -> list[str]:
    """The words that carry the meaning, in one spelling, without the plural's s."""
    words = (british(plain(word).replace("-", "")) for word in _WORD.findall(text))
    return [word.removesuffix("s") for word in words if word not in small]


def _hyphens(text: str) -> int:
    return sum(text.count(glyph) for glyph in "-‐‑")


def _spelt(text: str) -> str:
    """The words without plural and capitals, in the spelling that was chosen."""
    return " ".join(plain(word).removesuffix("s") for word in _WORD.findall(text))
