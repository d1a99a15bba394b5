"""EDTF for formats that know no uncertain dates: the first and last day, and the day where it is one."""

from __future__ import annotations

import re
from datetime import date

from sourcebook.dates import DateError, bounds

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def the_day(edtf: str) -> str:
    """The day (YYYY-MM-DD) where the date is a certain one, else ""."""
    return edtf if _DAY.fullmatch(edtf) else ""


def span(edtf: str) -> tuple[str, str]:
    """The first and last day that a date allows, "" for an open end or no date."""
    try:
        low, high = bounds(edtf) if edtf else (date.min, date.max)
    except DateError:
        # Refused on every way into the dossier; a file is written all the same.
        return "", ""
    return "" if low == date.min else low.isoformat(), "" if high == date.max else high.isoformat()


def the_year(edtf: str) -> str:
    """The year where the date lies within one, else ""."""
    low, high = span(edtf)
    return low[:4] if low and low[:4] == high[:4] else ""


def days(edtf: str) -> int | None:
    """How many days a date allows; None where it is open, qualified ("about", "perhaps") or none."""
    low, high = span(edtf)
    if not (low and high) or re.search("[~?%]", edtf):
        return None
    return (date.fromisoformat(high) - date.fromisoformat(low)).days + 1
