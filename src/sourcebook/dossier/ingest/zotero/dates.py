"""Dates of a CSL item as EDTF: parts, ranges, seasons, "circa", and dates that are only words."""

from __future__ import annotations

import re
from typing import Any

from sourcebook.dossier.ingest.dating import DateRefused, checked, day, written_date

# CSL numbers seasons 1 to 4, biblatex and EDTF 21 to 24; the months are those that `dates` gives the words.
_SEASONS = {1: ("03", "05"), 2: ("06", "08"), 3: ("09", "11"), 4: ("12", "02")}
_SEASON_WORDS = {1: "spring", 2: "summer", 3: "autumn", 4: "winter"}
_NUMBER = re.compile(r"[+-]?\d{1,6}")


def csl_date(value: Any, language: str = "en") -> tuple[str, str]:
    """A date variable of CSL as EDTF, "" where it is none, and the words it was written in, "" for parts.

    Raises DateRefused for parts or an EDTF string that name no possible date; words that say no date are
    words all the same ("forthcoming").
    """
    if isinstance(value, str | int):
        value = {"raw": str(value)}
    if not isinstance(value, dict):
        raise DateRefused("no date of CSL-JSON: it should have date-parts, raw or literal")
    words = " ".join(str(value.get("literal") or value.get("raw") or "").split())
    circa = str(value.get("circa") or "").casefold() not in ("", "0", "false")
    if isinstance(value.get("edtf"), str) and value["edtf"]:
        return checked(value["edtf"]), words
    parts = _parts(value.get("date-parts"))
    if parts and "season" in value and len(parts) == 1 and len(parts[0]) == 1:
        edtf, season = _season(parts[0][0], value["season"])
        return edtf, words or season
    if parts:
        days = [day(*numbers) + ("~" if circa else "") for numbers in parts]
        return checked("/".join(days)), words
    try:
        edtf = written_date(words, language) if words else ""
    except DateRefused as refusal:
        if re.fullmatch(r"[\d/.-]{6,}", words):
            raise DateRefused(str(refusal).replace("in the mapping", "in the library")) from None
        return "", words
    return (edtf + "~" if circa and edtf and edtf[-1].isdigit() and "/" not in edtf else edtf), words


def _parts(value: Any) -> list[list[int]]:
    """The numbers of one or two dates; those that are not given are left out."""
    if not isinstance(value, list):
        return []
    dates = []
    for numbers in value[:2]:
        if not isinstance(numbers, list):
            raise DateRefused("no date of CSL-JSON: date-parts are lists of numbers")
        read = [_number(number) for number in numbers[:3]]
        while read and not read[-1]:
            read.pop()
        if read and not all(read):
            raise DateRefused("no possible date: a part of it is missing or 0")
        if read:
            dates.append([number for number in read if number])
    return dates


def _number(value: Any) -> int | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and abs(value) < 1_000_000:
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return int(value)
    raise DateRefused(f"no possible date: {str(value)[:40]!r} is no year, month or day")


def _season(year: int, value: Any) -> tuple[str, str]:
    """A season of a year as the months it lasts, about; and its words."""
    try:
        number = _number(value)
    except DateRefused:
        return written_date(f"{value} {day(year)}"), f"{value} {year}"
    number = (number or 0) % 20
    if number not in _SEASONS:
        raise DateRefused(f"no season: {str(value)[:40]!r}; 1 is spring, 4 winter")
    first, last = _SEASONS[number]
    end = day(year + (last < first))
    return checked(f"{day(year)}-{first}~/{end}-{last}~"), f"{_SEASON_WORDS[number]} {year}"
