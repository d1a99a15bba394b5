"""Dates of records, as the days that they allow."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sourcebook.dates import DateError, bounds


class Days(NamedTuple):
    """The first and the last day that a date allows."""

    first: date
    last: date

    def meets(self, other: Days) -> bool:
        """Whether both may be the same day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def length(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1


def days_of(edtf: str) -> Days | None:
    """The days of an EDTF date; None where there is none or it cannot be read."""
    if not edtf:
        return None
    try:
        return Days(*bounds(edtf))
    except DateError:
        return None


def rough(*dates: str) -> bool:
    """Whether one of the dates says of itself that it is uncertain or approximate."""
    return any(mark in edtf for edtf in dates for mark in "~?%")
