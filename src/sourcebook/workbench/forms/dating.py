"""Dates as people type them ("early November 2023", "8 February 2031"), understood as EDTF and told back in
words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sourcebook.dates import DateError, DateMention, bounds, find_dates

# What may stand around a date and says nothing more than it.
_ASIDE = re.compile(
    r"(?:on|in|at|the|of|from|between|since|until|till|by|about|around|circa|ca\.?|approximately|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|[\s,.;()])*",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)")


class DateUnclear(ValueError):
    """What was typed cannot be understood as one date; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a date was understood as; `words` are those typed, where they are no EDTF already."""

    edtf: str
    words: str = ""


def understood(typed: str) -> Understood:
    """What somebody typed in a field for a date; nothing for nothing. Raises DateUnclear."""
    said = " ".join(typed.split())
    if not said:
        return Understood("")
    try:
        bounds(said)
        return Understood(said)
    except DateError:
        return Understood(_read(said), said)


def _read(said: str) -> str:
    found = find_dates(said)
    if found and not _covers(said, found):
        # "3 May to 5 June 2031": the first has the year of the second.
        found = find_dates(said, year=int(found[-1].edtf[:4])) if found[-1].edtf[:4].isdecimal() else found
    if not found and find_dates(said, year=2000):
        raise DateUnclear(_("Which year? “%(said)s” does not say.") % {"said": said})
    if len(found) > 1:
        raise DateUnclear(
            _("“%(said)s” has more than one date; a stretch is “3 May to 5 June 2031”.") % {"said": said}
        )
    if not found or not _covers(said, found):
        raise DateUnclear(
            _(
                "“%(said)s” is no date that is understood here: write “8 February 2031”, “early May "
                "2031”, 2031-02 or an EDTF date."
            )
            % {"said": said}
        )
    edtf = found[0].open_end()
    edtf = f"{edtf}~" if found[0].prefix == "about" and _TOKEN.fullmatch(edtf) and edtf[-1] != "~" else edtf
    try:
        bounds(edtf)
    except DateError as error:
        raise DateUnclear(str(error)) from error
    return edtf


def _covers(said: str, found: list[DateMention]) -> bool:
    """Whether a date is all that was said, but for words that only lead up to it."""
    one = found[0]
    return bool(_ASIDE.fullmatch(said[: one.start]) and _ASIDE.fullmatch(said[one.end :]))


def told(edtf: str) -> str:
    """An EDTF date in words, in the language of the page; what is no date as it is."""
    if not edtf:
        return ""
    try:
        low, high = bounds(edtf)
    except DateError:
        return edtf
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(edtf, low, high)
    if first in ("", ".."):
        return (
            _("until %(day)s") % {"day": _one(last, *bounds(last))}
            if last not in ("", "..")
            else _("any time")
        )
    begin = _one(first, *bounds(first))
    if last in ("", ".."):
        return _("since %(day)s") % {"day": begin}
    return _("%(first)s to %(last)s") % {"first": begin, "last": _one(last, *bounds(last))}


def _one(edtf: str, low: date, high: date) -> str:
    token = _TOKEN.fullmatch(edtf)
    if token is None:
        return _("%(first)s to %(last)s") % {"first": _day(low), "last": _day(high)}
    pattern = "j F Y" if token["day"] else "F Y" if token["month"] else "Y"
    said = date_format(low, pattern)
    marks = {"~": _("about %(day)s"), "?": _("perhaps %(day)s"), "%": _("perhaps about %(day)s")}
    return marks[token["mark"]] % {"day": said} if token["mark"] else said


def _day(day: date) -> str:
    return date_format(day, "j F Y")
