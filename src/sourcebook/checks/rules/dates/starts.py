"""When something began, as the report says: "the siege, imposed on 3 May", "the start of the siege"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sourcebook.checks.clock import span_of
from sourcebook.checks.report import Report
from sourcebook.checks.rules.dates.openings import own_dates
from sourcebook.dates import DateMention
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.lexicon import alternation

# How far before its date the noun may stand.
_REACH = 110


@dataclass(frozen=True, slots=True)
class Start:
    """A beginning that the report dates: where it says so, and the first and last day it allows."""

    view: ParagraphView
    mention: DateMention
    days: tuple[date, date]


def starts_of(report: Report, nouns: Collection[str], data: dict[str, Any]) -> dict[str, Start]:
    """The beginning of what each noun names; none where the report dates two that lie apart."""
    if not nouns:
        return {}
    noun = rf"(?P<noun>{alternation(nouns)})(?!\w)"
    before = rf"(?<!\w)(?:{alternation(data['beginning'])})\s(?:\w{{1,5}}\s){{0,2}}"
    pattern = re.compile(
        rf"(?:(?P<beginning>{before})|(?<!\w)){noun}(?P<between>[^.;\n]{{0,{_REACH}}})$", re.IGNORECASE
    )
    began = re.compile(
        rf"(?<!\w)(?:{alternation(data['began'])})(?:\s\w+){{0,1}},?\s$",
        re.IGNORECASE,
    )
    found: dict[str, list[Start]] = {}
    for view in report.views:
        for name, start in _in(report, view, pattern, began):
            found.setdefault(name, []).append(start)
    return {name: starts[0] for name, starts in found.items() if _agree(starts)}


def _in(
    report: Report, view: ParagraphView, pattern: re.Pattern[str], began: re.Pattern[str]
) -> Iterator[tuple[str, Start]]:
    own = report.own(view)
    floor = 0
    for mention in own_dates(report, view):
        days = span_of(mention.edtf)
        at = max(floor, mention.start - _REACH - 40)
        floor = mention.end
        if days is None or mention.precision not in ("day", "month") or "/" in mention.edtf:
            continue
        match = pattern.search(own, at, mention.start)
        if match and (match["beginning"] or began.search(match["between"])):
            yield match["noun"].casefold(), Start(view, mention, days)


def _agree(starts: list[Start]) -> bool:
    """Whether all dates of a beginning lie within a day of each other."""
    return (max(s.days[0] for s in starts) - min(s.days[1] for s in starts)).days <= 1
