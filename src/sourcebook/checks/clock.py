"""Days compared: how far apart two EDTF dates lie, and how a message writes one."""

from __future__ import annotations

import re
from datetime import date

from sourcebook.dates import DateError, bounds

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Anything richer is too wide to be compared by the day.
_PLAIN = re.compile(r"\d{4}[\d~/-]*")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_of(edtf: str | None) -> date | None:
    """The day, where the date is one certain day that exists."""
    if edtf is None or not _DAY.fullmatch(edtf):
        return None
    try:
        return date.fromisoformat(edtf)
    except ValueError:
        return None


def span_of(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of a date; None where there is none, or it is open at an end or a decade."""
    if not edtf or not _PLAIN.fullmatch(edtf):
        return None
    try:
        low, high = bounds(edtf)
    except DateError:
        return None
    return None if low == date.min or high == date.max else (low, high)


def days_between(one: str | None, other: str | None) -> int | None:
    """By how many days the first date misses the second: positive where it lies after, 0 where they meet.

    None where one of them is missing or open.
    """
    first, second = span_of(one), span_of(other)
    if first is None or second is None:
        return None
    if first[0] > second[1]:
        return (first[0] - second[1]).days
    return -max(0, (second[0] - first[1]).days)


def written(day: date | str) -> str:
    """A day or month as a message writes it: "14 May 2031"; other dates as they are."""
    if isinstance(day, str):
        month = re.fullmatch(r"(\d{4})-(\d\d)", day)
        if month:
            return f"{_MONTHS[int(month[2]) - 1]} {month[1]}"
        found = day_of(day)
        return written(found) if found else day
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def apart(days: int) -> str:
    """A number of days in words: "1 day", "12 days"."""
    return f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
