"""date-format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourcebook.checks.findings import Edit, Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.openings import own_dates
from sourcebook.dates import DateMention, find_dates
from sourcebook.text import Span

_PADDED = re.compile(r"(?<![\w.,:/-])0[1-9]\s[^\W\d_]")
_DIGITS = re.compile(r"\d+([./-])\d+\1\d+")
_NAMES = {"dmy": "day before month", "mdy": "month before day", "digits": "digits only"}


@dataclass(frozen=True, slots=True)
class _Written:
    """A date in the text: its form, and where it stands."""

    form: str
    side: Side


class DateFormat(Rule):
    """Dates are written in two ways.

    ## What it does
    Counts the dates of the report's own text by their form ("3 May", "May 3", "03.05.2031") and lists those
    that are not in the commonest one. A day with a zero before it ("03 May") is listed by itself.

    ## Why it matters
    Two forms look like two authors who did not read each other. In digits, "03.05" is another day for half of
    the readers.

    ## Example
    Fails: "On 3 May ...; on June 4 ..."
    Passes: "On 3 May ...; on 4 June ..."

    ## False alarms
    Names and fixed phrases that hold a date ("the July 9 Movement"). Quotations are left out.
    """

    name = "date-format"
    family = "dates"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """One finding for each form but the commonest, then the padded days one by one."""
        found: dict[str, list[_Written]] = {}
        for view in report.views:
            for date in own_dates(report, view):
                form = _form(view.text, date)
                if form:
                    one = _Written(form, report.side(view, date.start, date.end))
                    found.setdefault(form, []).append(one)
        ordered = sorted(found, key=lambda form: -len(found[form]))
        for form in ordered[1:]:
            usual, other = found[ordered[0]], found[form]
            yield self.finding(
                f"Dates written with {_NAMES[form]}: {len(other)}, with {_NAMES[ordered[0]]}: {len(usual)}. "
                "Write them all in one way.",
                replace(usual[0].side, paragraph=None),
                *(one.side for one in other),
            )
        for side in _padded(report):
            yield self.finding(
                f"“{side.words}” has a zero before the day. Leave it out.",
                side,
                edit=Edit(side, side.words, side.words[1:]),
            )


def _form(text: str, date: DateMention) -> str | None:
    """How a day is written; None for a month, a year, and what tells nothing."""
    words = text[date.start : date.end]
    if date.precision != "day":
        return None
    if not any(c.isalpha() for c in words):
        return "digits" if _DIGITS.fullmatch(words) else None
    return "dmy" if words[0].isdigit() else "mdy"


def _padded(report: Report) -> Iterator[Side]:
    for view in report.views:
        own = report.own(view)
        for date in view.dates:
            if _PADDED.match(own, date.start):
                yield report.side(view, date.start, date.end)
    for note, _ in report.notes:
        set_apart = [(e.start, e.end) for e in note.passage.emphasis]
        starts = [m.start() for m in _PADDED.finditer(note.text)]
        for date in find_dates(note.text, report.language) if starts else ():
            apart = any(start <= date.start < end for start, end in set_apart)
            if date.start in starts and not apart:
                yield report.note_side(note.number, Span(date.start, date.end))
