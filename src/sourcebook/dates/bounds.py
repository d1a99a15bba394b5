"""The first and last day that an EDTF string allows, for sorting and comparing.

Plain days, months, years and intervals of them are read here; anything richer (unspecified digits,
seasons, sets) goes to the `edtf` library, of which only the strict bounds are used: its fuzzy ones are wrong.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")


class DateError(ValueError):
    """A string that is no EDTF date; the message says which."""


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date, date]:
    """The earliest and latest day of an EDTF string; `date.min` and `date.max` for open ends.

    Raises DateError for a string that is not EDTF, or that names a day that does not exist.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(edtf, edtf)
    low = date.min if first in ("", "..") else _one(first, edtf)[0]
    high = date.max if last in ("", "..") else _one(last, edtf)[1]
    if low > high:
        raise DateError(f"{edtf!r}: the interval ends before it begins")
    return low, high


def _one(text: str, whole: str) -> tuple[date, date]:
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return _by_library(text, whole)
    year, month, day = (int(part) if part else None for part in plain.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        raise DateError(f"{whole!r}: no such date ({error})") from error


def _by_library(text: str, whole: str) -> tuple[date, date]:
    # Imported here: its grammar takes a tenth of a second to build, and few dates need it.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        return date(low.tm_year, low.tm_mon, low.tm_mday), date(high.tm_year, high.tm_mon, high.tm_mday)
    except (EDTFParseException, ValueError, AttributeError, OverflowError) as error:
        raise DateError(f"{whole!r}: not an EDTF date") from error
