"""date-order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sourcebook.checks.clock import written
from sourcebook.checks.findings import Finding, Severity, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.openings import Opening, sections

# A section tells in the order of time where so few of its steps go back ...
_SELDOM = 0.2
# ... and not at all where so many do, in a section long enough to tell.
_OFTEN = 0.4
_TELLING = 6
_ROUND_NEW_YEAR = timedelta(days=120)


class DateOrder(Rule):
    """A paragraph is out of the order of time that its section keeps.

    ## What it does
    Compares the days with which the paragraphs of a section open. Where a section keeps the order of time and
    one paragraph falls out of it, that is a warning; where a section starts anew (another body, another
    place) or is too short to tell, an information. Sections that keep no such order are left alone.

    ## Why it matters
    Readers take a chronicle at its word. A day out of order is often a day mistyped: the wrong month stands
    out only here.

    ## Example
    Fails: "5. On 3 May, ...", "6. On 9 April, ...", "7. On 12 May, ..."
    Passes: "5. On 3 May, ...", "6. On 9 May, ...", "7. On 12 May, ..."

    ## False alarms
    Sections ordered by place, person or body that happen to keep the order of time for a while.
    """

    name = "date-order"
    family = "dates"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Where the opening day of a paragraph lies before that of the one before it."""
        for opened in sections(report):
            back = [n for n in range(1, len(opened)) if _goes_back(opened[n - 1], opened[n])]
            steps = len(opened) - 1
            if len(opened) >= _TELLING and len(back) > steps * _OFTEN:
                continue
            keeps_order = len(opened) >= _TELLING and len(back) <= steps * _SELDOM
            for n in back:
                if len(opened) < _TELLING and not _adjacent(opened[n - 1], opened[n]):
                    continue
                pair = opened[n - 1 : n + 1]
                alone = keeps_order and _alone(opened, n) and all(one.early for one in pair)
                yield self._finding(report, opened[n - 1], opened[n], "warning" if alone else "info")

    def _finding(self, report: Report, before: Opening, after: Opening, severity: Severity) -> Finding:
        return self.finding(
            f"The paragraph opens with {written(after.first)}, an earlier one of its section with "
            f"{written(before.first)}. Check the dates, or put the paragraphs in order.",
            _side(report, before),
            _side(report, after),
            severity=severity,
        )


def _side(report: Report, opened: Opening) -> Side:
    return report.sentence(opened.view, opened.mention.start)


def _goes_back(before: Opening, after: Opening) -> bool:
    """Whether a day lies before the one of the paragraph before; a month must lie before it as a whole."""
    here = after.last if after.mention.precision == "month" else after.first
    if here >= before.first:
        return False
    if after.mention.year_stated or after.dated_by_source:
        return True
    # "In December ..., on 5 January ...": the year was filled in, and may be the next.
    turned = here + timedelta(days=365)
    return not before.first <= turned <= before.first + _ROUND_NEW_YEAR


def _alone(opened: list[Opening], n: int) -> bool:
    """Whether the order is kept without one of the two paragraphs."""
    without_after = n + 1 >= len(opened) or not _goes_back(opened[n - 1], opened[n + 1])
    without_before = n < 2 or not _goes_back(opened[n - 2], opened[n])
    return without_after or without_before


def _adjacent(before: Opening, after: Opening) -> bool:
    return after.view.paragraph.index == before.view.paragraph.index + 1
