"""date-conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sourcebook.checks.clock import day_of, written
from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.openings import own_dates
from sourcebook.checks.rules.dates.retold import retold
from sourcebook.reading.lexicon import alternation
from sourcebook.text.folding import skeleton

_BESIDE = 40
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w’'.-]*(?:\s[^\W\d_a-z][\w’'.-]*)+$")
# A person may be detained again later.
_SAME_ACT = timedelta(days=10)


class DateConflict(Rule):
    """One event bears two dates.

    ## What it does
    Compares the days of what the report tells more than once: instruments with a number ("Decree 311 of 1
    October"), what happened to a named person, and events that are dated from another ("on 9 June, the day
    after the bus was shot at").

    ## Why it matters
    Both dates cannot be right. Opponents quote one against the other.

    ## Example
    Fails: "Decree 311 of 1 October 2031" and elsewhere "Decree 311 of 10 October 2031"
    Passes: the same day in both places

    ## False alarms
    Two instruments with the same number in different years or of different bodies, and two events at one
    place within days of each other.
    """

    name = "date-conflict"
    family = "dates"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Each second telling against the first that has another day."""
        views = report.reading.context.views
        for one in retold(report):
            yield self._finding(
                "The event",
                (one.told, report.sentence(views[one.event.paragraph], one.event.span.start)),
                (one.day, report.sentence(one.view, one.at)),
            )
        first: dict[str, tuple[date, Side]] = {}
        for name, day, side in _instruments(report):
            if name in first and first[name][0] != day:
                yield self._finding(f"“{side.words}”", first[name], (day, side))
            first.setdefault(name, (day, side))
        yield from self._persons(report)

    def _persons(self, report: Report) -> Iterator[Finding]:
        once = frozenset(report.words("dates")["once"])
        known: dict[tuple[str, ...], tuple[date, Side]] = {}
        for event in report.reading.events:
            day = day_of(event.date)
            if day is None or event.type not in once or event.date_role != "event":
                continue
            view = report.reading.context.views[event.paragraph]
            for name in filter(None, map(_name, event.victims)):
                here = (day, report.sentence(view, event.span.start))
                before = known.setdefault((event.type, skeleton(event.words), skeleton(name)), here)
                if before[0] != day and abs(before[0] - day) <= _SAME_ACT:
                    yield self._finding(f"What happened to {name}", before, here)

    def _finding(self, what: str, first: tuple[date, Side], second: tuple[date, Side]) -> Finding:
        return self.finding(
            f"{what} is dated {written(first[0])} in {first[1].where} and {written(second[0])} in "
            f"{second[1].where}. Look it up, and give one date.",
            first[1],
            second[1],
        )


def _instruments(report: Report) -> Iterator[tuple[str, date, Side]]:
    """Numbered instruments with the day that stands right behind them."""
    data = report.words("dates")
    pattern = re.compile(
        rf"(?<!\w)(?P<kind>{alternation(data['instruments'])})\s(?:no\.?\s)?(?P<number>[A-Z0-9][\w/.-]*\d[\w/-]*"
        rf"(?:\s\(\d{{4}}\))?)(?P<gap>[^.;:\d]{{0,{_BESIDE}}}?)\s(?:{alternation(data['dated'])})\s$",
        re.IGNORECASE,
    )
    for view in report.views:
        own = report.own(view)
        for mention in own_dates(report, view):
            day = day_of(mention.edtf)
            match = pattern.search(own, max(0, mention.start - 3 * _BESIDE), mention.start) if day else None
            if match and day:
                side = report.side(view, match.start(), mention.end)
                yield f"{skeleton(match['kind']).removesuffix(' no.')} {match['number']}", day, side


def _name(victim: str) -> str | None:
    """The name of a victim told by name, without what stands before it: two words with capitals at least."""
    match = _FULL_NAME.search(victim)
    return match[0] if match else None
