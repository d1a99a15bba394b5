"""A stretch of time that is looked at: a decade, year, month or day, and the parts that it is cut into."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

# What is looked at, and how many letters of a day ("2031-03-18") name one of its parts.
_PARTS = {"decade": 4, "year": 7, "month": 10, "day": 10}
_AT = re.compile(r"\d{3}X|\d{4}(?:-\d{2}(?:-\d{2})?)?")
_ZOOM = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Window:
    """A decade ("203X"), year, month or day, as EDTF writes it; its first and last day."""

    at: str
    first: date
    last: date

    @property
    def zoom(self) -> str:
        """decade, year, month or day."""
        return "decade" if self.at.endswith("X") else _ZOOM[len(self.at)]

    @property
    def letters(self) -> int:
        """How many letters of a day name the part that it is in."""
        return _PARTS[self.zoom]

    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def parts(self) -> tuple[Window, ...]:
        """The years of a decade, the months of a year, the days of a month; a day has no parts but itself."""
        if self.zoom == "decade":
            names = [f"{year:04}" for year in range(self.first.year, self.last.year + 1)]
        elif self.zoom == "year":
            names = [f"{self.at}-{month:02}" for month in range(1, 13)]
        else:
            names = [(self.first + timedelta(days=number)).isoformat() for number in range(self.days())]
        return tuple(window_of(name) for name in names)

    def wider(self) -> Window | None:
        """What it is a part of; None above a decade."""
        if self.zoom == "decade":
            return None
        return window_of(f"{self.at[:3]}X" if self.zoom == "year" else self.at[: len(self.at) - 3])

    def before(self) -> Window | None:
        """The one before it of the same length; None where time begins."""
        return self._of(self.first - timedelta(days=1)) if self.first > date.min else None

    def after(self) -> Window | None:
        """The one after it; None where time ends."""
        return self._of(self.last + timedelta(days=1)) if self.last < date.max else None

    def _of(self, day: date) -> Window:
        told = day.isoformat()
        return window_of(f"{told[:3]}X" if self.zoom == "decade" else told[: len(self.at)])


def window_of(at: str) -> Window:
    """What `at` names. Raises ValueError where it names nothing."""
    if not _AT.fullmatch(at):
        raise ValueError(f"{at!r} is no decade (203X), year, month or day")
    if at.endswith("X"):
        low = int(at[:3]) * 10
        return Window(at, date(max(low, 1), 1, 1), date(low + 9, 12, 31))
    year, month, day = [*map(int, at.split("-")), 0, 0][:3]
    if not month:
        return Window(at, date(year, 1, 1), date(year, 12, 31))
    if not day:
        first = date(year, month, 1)
        return Window(at, first, first.replace(day=calendar.monthrange(year, month)[1]))
    return Window(at, date(year, month, day), date(year, month, day))
