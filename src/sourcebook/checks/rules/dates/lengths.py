"""Lengths of time in a text ("208 days", "a 10-month siege"), and whether one fits two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sourcebook.reading.analysis.numbers import find_numbers
from sourcebook.reading.lexicon import alternation

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
# By how many units a length may miss: half-months and half-years are rounded, both ends may be counted.
_SLACK = {"day": 1.0, "week": 0.8, "month": 1.1, "year": 1.1}
_ROUGHLY = 0.2
# By so many times as long, or as short, it is another length.
_OTHER = 2


@dataclass(frozen=True, slots=True)
class Length:
    """A length: `text[start:end]`, so many units; `rough` is "nearly", "over", "about" or None.

    `joined` tells that it stands before a noun with a hyphen: "a 10-month siege".
    """

    start: int
    end: int
    value: float
    unit: str
    rough: str | None
    joined: bool


@dataclass(frozen=True)
class LengthWords:
    """The words that lengths are written with, as expressions."""

    unit: re.Pattern[str]
    units: dict[str, str]
    rough: re.Pattern[str]
    kinds: dict[str, str]


def length_words(data: dict[str, Any]) -> LengthWords:
    """From the word list `dates` of the checks."""
    units = {word: unit for unit, words in data["units"].items() for word in words}
    kinds = {phrase: kind for kind, phrases in data["rough"].items() for phrase in phrases}
    return LengthWords(
        unit=re.compile(
            rf"(?P<gap>[ \u00a0\n]|[-‐‑–])(?P<unit>{alternation(units)})(?![\w’'])(?![-‐‑]\w)", re.IGNORECASE
        ),
        units=units,
        rough=re.compile(rf"(?<!\w)(?P<word>{alternation(kinds)})\s(?:\w{{1,3}}\s)?$", re.IGNORECASE),
        kinds=kinds,
    )


def find_lengths(text: str, language: str, words: LengthWords) -> Iterator[Length]:
    """The lengths of a text, in order; ages ("a 61-year-old") and rough numbers are none."""
    if not words.unit.search(text):
        return
    for number in find_numbers(text, language):
        unit = words.unit.match(text, number.end)
        if unit is None or not number.value:
            continue
        rough = words.rough.search(text, max(0, number.start - 24), number.start)
        yield Length(
            number.start,
            unit.end(),
            number.value,
            words.units[unit["unit"].casefold()],
            words.kinds.get(" ".join(rough["word"].casefold().split())) if rough else None,
            not unit["gap"].isspace(),
        )


def fits(length: Length, first: tuple[date, date], last: tuple[date, date]) -> bool:
    """Whether a length can lie between two dates, each given by its first and last day."""
    size, slack = _DAYS[length.unit], _SLACK[length.unit]
    least = (last[0] - first[1]).days / size - slack
    most = (last[1] - first[0]).days / size + slack
    if length.unit == "day":
        # A day may be counted at both ends, but none is left out.
        least += slack
    low, high = length.value, length.value
    if length.rough in ("nearly", "about"):
        low *= 1 - _ROUGHLY
    if length.rough in ("over", "about"):
        high *= 1 + _ROUGHLY
    return low <= most and least <= high


def meant_for(length: Length, first: tuple[date, date], last: tuple[date, date]) -> bool:
    """Whether a length is near enough to an interval to be its own, not that of something within or after."""
    days = max(1, (last[0] - first[0]).days + 1)
    return 1 / _OTHER <= length.value * _DAYS[length.unit] / days <= _OTHER
