"""A stretch of days across a drawing: where a day is, and the years or months that are written along it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sourcebook.workbench.drawing import num

_LEAST = 4.0
_YEAR, _DAYS = 366, 70
_LETTER = 6.6
_OPEN = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Axis:
    """From a day to another, `width` units wide after `left`."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self.left + self.width * (day - self.first).days / ((self.last - self.first).days + 1)

    def across(self, first: date | None, last: date | None) -> tuple[float, float]:
        """Where a span begins and how wide it is, so wide that it is seen; open ends reach the edge."""
        low = self.first if first is None else max(first, self.first)
        high = self.last if last is None else min(last, self.last)
        begin = self.x(low)
        end = self.x(high + timedelta(days=1)) if high < date.max else self.left + self.width
        return begin, max(end - begin, _LEAST)

    def ticks(self) -> list[tuple[str, str]]:
        """(where, what is written): years, months where there are few, days where there are fewest; none
        so near to another or to the edge that it could not be read."""
        days = (self.last - self.first).days + 1
        if days > 3 * _YEAR:
            every = max(1, round(days / _YEAR / 12))
            years = range(self.first.year, self.last.year + 1)
            told = [
                (max(self.x(date(year, 1, 1)), self.left), str(year)) for year in years if year % every == 0
            ]
        elif days > _DAYS:
            every = 1 if days < _YEAR else 3
            months = [
                date(year, month, 1)
                for year in range(self.first.year, self.last.year + 1)
                for month in range(1, 13, every)
            ]
            told = [(self.x(day), f"{day:%Y-%m}") for day in months if self.first <= day <= self.last]
        else:
            every = -(-days // 9)
            told = [
                (self.x(day), str(day))
                for day in (self.first + timedelta(days=number) for number in range(0, days, every))
            ]
        return [
            (num(x), words)
            for (x, words), (beyond, _) in pairwise([*told, (self.left + self.width, "")])
            if x + len(words) * _LETTER < beyond
        ]


def axis_of(days: Iterable[date | None], left: float, width: float) -> Axis | None:
    """The axis on which all these days are, with room at both ends; None where there is no day."""
    known = [day for day in days if day is not None and day not in _OPEN]
    if not known:
        return None
    room = timedelta(days=max(2, (max(known) - min(known)).days // 25))
    low = min(known) - room if min(known) > date.min + room else date.min
    high = max(known) + room if max(known) < date.max - room else date.max
    return Axis(low, high, left, width)
