"""EDTF dates in words, at the precision that they have: "on 18 April", "in early May 2031", "by 14 June at
the latest".

The forms of ISO 8601-2 that `dates` reads: days, months, years, decades, unspecified digits,
intervals with open ends, approximate (~), uncertain (?) and both (%). What has none of these forms is told by
its first and last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sourcebook.dates import DateError, bounds
from sourcebook.publish.drafting.patterns import Patterns
from sourcebook.publish.edition.tree import plain_text

_ONE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?P<mark>[~?%]?)"
)
_MARKS = {"~": "about", "?": "perhaps", "%": "perhaps_about"}
_PARTS_OF_MONTH = {(1, 10): 0, (11, 20): 1}
_PARTS_OF_YEAR = {(1, 4): 0, (5, 8): 1, (9, 12): 2}


@dataclass(frozen=True, slots=True)
class _Told:
    """A date in words: the words, and the frame that they stand in ("on_day", "in_month", "in_year")."""

    words: str
    frame: str
    mark: str = ""


def dated(edtf: str, patterns: Patterns, year: int | None = None) -> str:
    """A date with its preposition: "on 18 April", "between 1 and 3 May".

    `year` is the year that goes without saying. Raises DateError for what is no EDTF.
    """
    bounds(edtf)
    first, slash, last = edtf.partition("/")
    if not slash:
        return _framed(_one(edtf, patterns, year), patterns)
    if first in ("", ".."):
        return _open("until", last, patterns, year)
    if last in ("", ".."):
        return _open("since", first, patterns, year)
    part = _part(first, last)
    if part is not None:
        whole = _one(part[0], patterns, year).words
        return _fill(patterns, "in_part", part=patterns.early_mid_late[part[1]], date=whole)
    low, high = _ends(first, last, patterns, year)
    between = _fill(patterns, "between", first=low.words, last=high.words)
    mark = low.mark if low.mark == high.mark else low.mark or high.mark
    return _fill(patterns, _MARKS[mark], date=between) if mark else between


def _fill(patterns: Patterns, key: str, **values: str) -> str:
    return plain_text(patterns.dates[key].fill(values))


def _framed(told: _Told, patterns: Patterns) -> str:
    if told.mark:
        return _fill(patterns, _MARKS[told.mark], date=told.words)
    return _fill(patterns, told.frame, date=told.words) if told.frame else told.words


def _open(frame: str, edtf: str, patterns: Patterns, year: int | None) -> str:
    told = _one(edtf, patterns, year)
    words = _fill(patterns, frame, date=told.words)
    return _fill(patterns, _MARKS[told.mark], date=words) if told.mark else words


def _one(edtf: str, patterns: Patterns, year: int | None) -> _Told:
    """A single date. One of a form that has no words of its own is told by its bounds."""
    match = _ONE.fullmatch(edtf)
    if match is None:
        return _by_bounds(edtf, patterns, year)
    written, month, day, mark = match["year"], match["month"], match["day"], match["mark"]
    if written.endswith("XX"):
        return _Told(_fill(patterns, "century", year=written[:2]), "", mark)
    if written.endswith("X"):
        return _Told(_fill(patterns, "decade", year=f"{written[:3]}0"), "in_year", mark)
    known = "" if year is not None and int(written) == year else written
    if month is None or month == "XX":
        return _Told(_fill(patterns, "year", year=written), "in_year", mark)
    name = patterns.months[int(month) - 1]
    in_month = _fill(patterns, "month", month=name, year=known)
    if day is None:
        return _Told(in_month, "in_month", mark)
    if day == "XX":
        return _Told(in_month, "day_of_month", mark)
    words = _fill(patterns, "day", day=str(int(day)), month=name, year=known)
    return _Told(words, "on_day", mark)


def _by_bounds(edtf: str, patterns: Patterns, year: int | None) -> _Told:
    low, high = bounds(edtf)
    if low == date.min or high == date.max:
        raise DateError(f"{edtf!r} has no words")
    first, last = _ends(low.isoformat(), high.isoformat(), patterns, year)
    return _Told(_fill(patterns, "between", first=first.words, last=last.words), "")


def _ends(first: str, last: str, patterns: Patterns, year: int | None) -> tuple[_Told, _Told]:
    """Both ends of an interval; the first without what the last one says anyway."""
    if first[:4] != last[:4]:
        # Two years: both are said, even the one that goes without saying.
        return _one(first, patterns, None), _one(last, patterns, None)
    low, high = _one(first, patterns, int(last[:4])), _one(last, patterns, year)
    one, other = _ONE.fullmatch(first), _ONE.fullmatch(last)
    if one and other and one["month"] and other["day"] and one["day"] and one["month"] == other["month"]:
        if "X" not in one["day"]:
            low = _Told(_fill(patterns, "day_alone", day=str(int(one["day"]))), low.frame, low.mark)
    elif one and not one["month"]:
        low = _one(first, patterns, None)
    return low, high


def _part(first: str, last: str) -> tuple[str, int] | None:
    """(month or year, 0 early, 1 mid, 2 late) of an approximate interval that stands for such a part."""
    one, other = _ONE.fullmatch(first), _ONE.fullmatch(last)
    if not one or not other or one["mark"] != "~" or other["mark"] != "~" or one["year"] != other["year"]:
        return None
    if "X" in first + last or not one["month"] or not other["month"]:
        return None
    if one["day"] and other["day"] and one["month"] == other["month"]:
        low, high = int(one["day"]), int(other["day"])
        end = monthrange(int(one["year"]), int(one["month"]))[1]
        part = 2 if (low, high) == (21, end) else _PARTS_OF_MONTH.get((low, high))
        return None if part is None else (f"{one['year']}-{one['month']}", part)
    if one["day"] or other["day"]:
        return None
    part = _PARTS_OF_YEAR.get((int(one["month"]), int(other["month"])))
    return None if part is None else (one["year"], part)
