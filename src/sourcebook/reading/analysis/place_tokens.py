"""The words of a text as places are read from them: their characters, folded, whether a name may begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sourcebook.dates import DateMention

_TOKEN = re.compile(r"\w+(?:[’'./`–-]\w+)*\.?")


class PlaceToken(NamedTuple):
    """A word: its characters, its folded form, whether it begins as names do."""

    start: int
    end: int
    word: str
    capital: bool


def place_tokens(
    text: str, start: int, end: int, dates: Sequence[DateMention], tails: tuple[str, ...]
) -> list[PlaceToken]:
    """The words of `text[start:end]` but for `dates`; `tails` end compounds that are no names."""
    spans = [(d.start, d.end) for d in dates if d.start < end and d.end > start]
    return [
        PlaceToken(m.start(), m.end(), m[0].casefold(), _capital(m[0], tails))
        for m in _TOKEN.finditer(text, start, end)
        if not any(low <= m.start() < high for low, high in spans)
    ]


def _capital(word: str, tails: tuple[str, ...]) -> bool:
    """Whether a word begins as names do: "Orsha", "7th", "al-Sheikh"; not "Orsha-based"."""
    tail = word.rpartition("-")[2] if "-" in word else ""
    if tail[:1].islower() and tail.endswith(tails):
        return False
    return word[:1].isupper() or word[:1].isdigit() or word.partition("-")[2][:1].isupper()
