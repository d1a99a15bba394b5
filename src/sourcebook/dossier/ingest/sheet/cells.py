"""A cell becomes a plain value of a column, or is refused with the reason. Nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sourcebook.dossier.ingest.addresses import AddressError, address
from sourcebook.dossier.ingest.dating import DateRefused, Order, written_date
from sourcebook.dossier.ingest.language_tags import language_tag
from sourcebook.dossier.ingest.plain_text import clean
from sourcebook.dossier.ingest.schema import Column
from sourcebook.dossier.ingest.sheet.figures import bounds, ends_of

Cell = str | int | float | bool | date | time | timedelta | None
_WHOLE = re.compile(r"[+-]?[0-9]+")
_SPACED = re.compile(r"(?<=[0-9])[ \u00a0\u2009\u202f'’](?=[0-9]{3}(?![0-9]))")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TRUE, _FALSE = frozenset({"true", "yes", "1", "x"}), frozenset({"false", "no", "0"})
_LARGEST = 2**53
_GEOMETRY = {"latitude": 90.0, "longitude": 180.0}


class CellRefused(ValueError):
    """A cell that cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How cells are written: language of dates, order of their numbers, decimal sign ("" where not said)."""

    language: str = "en"
    order: Order | None = None
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A plain value, and the words of the cell that it was read from."""

    value: Any
    words: str


def shown(cell: Cell, decimal: str = "") -> str:
    """A cell as text: dates as YYYY-MM-DD, whole numbers without a point, no white space around."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        text = str(int(cell)) if cell.is_integer() and abs(cell) < _LARGEST else repr(cell)
        return text.replace(".", ",") if decimal == "," else text
    return clean(str(cell)).strip()


def converted(cell: Cell, column: Column, manner: Manner, half: str = "") -> Value:
    """The plain value of a cell that is not empty. Raises CellRefused.

    `half` is "latitude" or "longitude" for a geometry; then the value is a number.
    """
    words = shown(cell, manner.decimal)
    if half in _GEOMETRY:
        number = _number(cell, words, manner)
        if abs(number) > _GEOMETRY[half]:
            raise CellRefused(f"no {half}: it lies between -{_GEOMETRY[half]:.0f} and {_GEOMETRY[half]:.0f}")
        return Value(number, words)
    if column.type in ("edtf", "day"):
        return Value(_date(cell, words, column, manner), words)
    if column.type == "figure":
        return Value(_figure(cell, words, manner), words)
    if column.type in ("number", "whole"):
        number = _number(cell, words, manner)
        if column.type == "whole" and (not number.is_integer() or number < 0):
            raise CellRefused("no whole number")
        return Value(int(number) if number.is_integer() else number, words)
    if column.type == "choice":
        return Value(_choice(words, column), words)
    if column.type == "truth":
        if words.casefold() not in _TRUE | _FALSE:
            raise CellRefused("neither yes nor no; write one of these, or map its values")
        return Value(words.casefold() in _TRUE, words)
    if column.type == "language":
        tag = language_tag(words)
        if tag is None:
            raise CellRefused("no language; write its tag (hy, ru, az-Latn) or its English name")
        return Value(tag, words)
    if column.longest and len(words) > column.longest:
        raise CellRefused(f"longer than {column.longest} characters")
    return Value(words, words)


def checked_address(words: str) -> tuple[str, str]:
    """An address and its key. Raises CellRefused."""
    try:
        return address(words)
    except AddressError as error:
        raise CellRefused(str(error)) from None


def _date(cell: Cell, words: str, column: Column, manner: Manner) -> str:
    if isinstance(cell, datetime | date):
        return cell.date().isoformat() if isinstance(cell, datetime) else cell.isoformat()
    year = isinstance(cell, int | float) and not isinstance(cell, bool) and 1000 <= cell <= 2200
    if not isinstance(cell, str) and not year:
        raise CellRefused("a number, but no date; format the column as a date in the spreadsheet")
    try:
        edtf = written_date(words, manner.language, manner.order)
    except DateRefused as error:
        raise CellRefused(str(error)) from None
    if column.type == "day" and not _DAY.fullmatch(edtf):
        raise CellRefused("must be a day: year, month and day")
    return edtf


def _number(cell: Cell, words: str, manner: Manner) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = float(cell) if abs(cell) <= _LARGEST else float("inf")
    else:
        number = _written_number(_SPACED.sub("", words), manner.decimal)
    if not abs(number) <= _LARGEST:
        raise CellRefused("a number beyond what can be kept exactly")
    return number


def _figure(cell: Cell, words: str, manner: Manner) -> dict[str, Any]:
    """A number with its bounds: of a claim."""
    if not isinstance(cell, str):
        return bounds("", [_number(cell, words, manner)], "")
    rule, written, sense = ends_of(words)
    try:
        numbers = [_number(one, one, manner) for one in written]
    except CellRefused as error:
        if any(sign.isdigit() for sign in "".join(written)) and "decimal" in str(error):
            raise
        raise CellRefused(
            "no number that can be read; write 12, at least 12, about 12, or 10-15, and leave it empty where "
            "nobody knows"
        ) from None
    if numbers != sorted(numbers):
        raise CellRefused("the first number of a range is the smaller one")
    return bounds(rule, [int(one) if one.is_integer() else one for one in numbers], sense)


def _written_number(text: str, decimal: str) -> float:
    if _WHOLE.fullmatch(text):
        return float(text) if len(text) < 20 else float("inf")
    grouping = {".": ",", ",": "."}.get(decimal, "")
    if decimal:
        whole, _, fraction = text.partition(decimal)
        groups = re.fullmatch(rf"[+-]?[0-9]{{1,3}}(?:{re.escape(grouping)}[0-9]{{3}})*|[+-]?[0-9]+", whole)
        if groups and re.fullmatch("[0-9]*", fraction) and len(text) < 40:
            return float(f"{whole.replace(grouping, '')}.{fraction or 0}")
    elif re.fullmatch(r"[+-]?[0-9]{1,20}\.[0-9]{1,20}", text) and not re.fullmatch(
        r"[+-]?[0-9]{1,3}\.[0-9]{3}", text
    ):
        return float(text)
    elif re.fullmatch(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,20})+", text):
        raise CellRefused("say in the mapping which sign is the decimal one: it could be two numbers")
    raise CellRefused("no number; put words such as 'about' into a column of their own (rule)")


def _choice(words: str, column: Column) -> str:
    folded = re.sub(r"[\s_-]+", "-", words.casefold())
    if folded not in column.choices:
        raise CellRefused(f"is none of {', '.join(column.choices)}; map its values")
    return folded
