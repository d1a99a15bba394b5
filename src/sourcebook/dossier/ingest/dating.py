"""A date as somebody typed it into a cell or a reference library becomes EDTF, or is refused with the reason.

Nothing is guessed: 03/04/2023 is two days until the mapping says which number comes first, and 31 June none.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from sourcebook.dates import DateError, bounds, find_dates
from sourcebook.dates.vocabulary import vocabulary

Order = Literal["day-first", "month-first", "iso"]
ORDERS: tuple[Order, ...] = ("day-first", "month-first", "iso")

_LONGEST = 80
# Only strings made of these are looked at as EDTF: its grammar is slow, and not made for prose.
_EDTF = re.compile(r"[\dXu?~%/.,\[\]{}-]*\d[\dXu?~%/.,\[\]{}-]*")
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})(?:\2(\d{1,2}))?\2?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d\d")
_CIRCA = re.compile(r"ca?\.\s*(?=\w)", re.IGNORECASE)
# The hour after a day in words: a date has none, and its words are kept beside it.
_HOUR = re.compile(r"[\s,]+(?:at\s+)?\d{1,2}:\d{2}$", re.IGNORECASE)
_AROUND = " \t\n\u00a0,;.()"


class DateRefused(ValueError):
    """A date that cannot be taken; the message says why and what to do."""


def written_date(text: str, language: str = "en", order: Order | None = None) -> str:
    """The EDTF string of a date as written, `language` being that of its words.

    `order` says which number comes first in "03/04/2023"; with "iso" such dates are refused, with None only
    those that could be two days. Raises DateRefused for what is no date, no possible day, or two days.
    """
    value = " ".join(text.split()).strip()
    if len(value) > _LONGEST:
        raise DateRefused(f"no date: longer than {_LONGEST} characters")
    numbers = _NUMBERS.fullmatch(value)
    if numbers:
        return _of_numbers(numbers, order)
    if _SHORT_YEAR.fullmatch(value):
        raise DateRefused("the year has two digits; write it with four")
    moment = _MOMENT.fullmatch(value)
    compact = _COMPACT.fullmatch(value)
    year_first = _YEAR_FIRST.fullmatch(value)
    if moment:
        value = moment[1]
    elif compact:
        value = "-".join(compact.groups())
    elif year_first:
        value = "-".join(number.zfill(2) for number in year_first.group(1, 3, 4) if number)
    if _EDTF.fullmatch(value):
        return checked(value)
    return _of_words(value, language)


def checked(edtf: str) -> str:
    """An EDTF string that stands for days that exist. Raises DateRefused."""
    if len(edtf) > _LONGEST:
        raise DateRefused(f"no date: longer than {_LONGEST} characters")
    try:
        bounds(edtf)
    except DateError as error:
        raise DateRefused(f"no possible date: {error}") from None
    except (ValueError, RecursionError, ArithmeticError, TypeError):
        raise DateRefused(f"no date: {edtf!r}") from None
    return edtf


def day(year: int, month: int | None = None, number: int | None = None) -> str:
    """A day, month or year as EDTF. Raises DateRefused where there is no such day."""
    try:
        date(year, month or 1, number or 1)
    except (ValueError, OverflowError) as error:
        said = "-".join(str(part) for part in (year, month, number) if part is not None)
        raise DateRefused(f"no possible date: {said} ({error})") from None
    if not month:
        return f"{year:04}"
    return f"{year:04}-{month:02}-{number:02}" if number else f"{year:04}-{month:02}"


def _of_numbers(match: re.Match[str], order: Order | None) -> str:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if order == "iso":
        raise DateRefused("not written year-month-day, as the mapping says dates are")
    if order is None and first != second and first <= 12 and second <= 12:
        raise DateRefused(
            f"could be {day(year, second, first)} or {day(year, first, second)}; "
            "say whether the dates of the sheet are day-first or month-first"
        )
    month_first = order == "month-first" or (order is None and second > 12)
    return day(year, first, second) if month_first else day(year, second, first)


def _of_words(value: str, language: str) -> str:
    value = _HOUR.sub("", value)
    short = _CIRCA.match(value)
    value = f"circa {value[short.end() :]}" if short else value
    # The first of two days takes its year from the second: "from 3 April to 5 June 2031".
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", value)
    year = int(years[0]) if len(years) == 1 and years[0].isascii() else None
    found = find_dates(value, language, year)
    if not found and language != "en":
        found = find_dates(value, "en", year)
    if len(found) != 1:
        raise DateRefused("no date that can be read; write it as 2023-04-18 or 18 April 2023")
    mention = found[0]
    before, after = value[: mention.start].strip(_AROUND), value[mention.end :].strip(_AROUND)
    opened = not before or " ".join(before.casefold().split()) in vocabulary(language).prefix
    if not mention.year_stated or after or not opened:
        raise DateRefused("more than a date, or a date without year; write it as 2023-04-18 or 18 April 2023")
    if mention.prefix == "about" and "/" not in mention.edtf:
        return checked(mention.edtf.rstrip("~") + "~")
    return checked(mention.open_end())
