"""Periods with a name of their own: "the 12-day war" is dated where the document first dates it.

A report names a war once with its year ("the 12-day war in 2020", "First Border War, 1991-1994") and later
only by its name. What is learned holds for this document alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.lexicon import alternation, lexicon

_GAP = re.compile(r"[\s,(]*(?:(?:in|of|de|en|del)\s)?[\s(]*")


@cache
def _named(language: str) -> re.Pattern[str]:
    nouns = alternation(lexicon("events", language)["periods"])
    return re.compile(rf"(?<!\w)((?:\d+-\w+|(?:[A-Z][\w-]*\s){{1,3}}?)\s?(?:{nouns}|{nouns.title()}))(?!\w)")


def learn_eras(views: Iterable[ParagraphView], language: str) -> dict[str, str]:
    """The EDTF date of each named period, by its folded name, as first stated right after the name."""
    pattern = _named(language)
    eras: dict[str, str] = {}
    for view in views:
        if not view.dates:
            continue
        for match in pattern.finditer(view.text):
            date = next((d for d in view.dates if d.start >= match.end()), None)
            if date and date.year_stated and _GAP.fullmatch(view.text, match.end(), date.start):
                eras.setdefault(_key(match[1]), date.edtf)
    return eras


def eras_in(text: str, start: int, end: int, eras: dict[str, str], language: str) -> list[tuple[int, str]]:
    """The named periods in `text[start:end]` that are dated: where each stands, and its date."""
    return [
        (m.start(), eras[_key(m[1])])
        for m in _named(language).finditer(text, start, end)
        if _key(m[1]) in eras
    ]


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
