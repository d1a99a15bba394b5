"""accessed-outlier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Cited, Report
from sourcebook.checks.rule import Rule

_FEW = 8
_FAR = 120
_MOST = 0.9


class AccessedOutlier(Rule):
    """A date of access lies far from all others.

    ## What it does
    Where nine of ten dates of access lie close together, reports those that lie more than four months away.

    ## Why it matters
    It is mostly a wrong year, typed in January. It may also be a note taken over from an older report and
    never looked at again.

    ## Example
    Fails: "(accessed on 1 February 2030)" where all others lie between January and June 2031
    Passes: "(accessed on 1 February 2031)"

    ## False alarms
    Sources that were kept from an earlier edition on purpose.
    """

    name = "accessed-outlier"
    family = "sources"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Dates of access outside the stretch in which nearly all lie."""
        days = sorted(day for one in report.cited if (day := _day(one)) is not None)
        if len(days) < _FEW:
            return
        clusters = [[days[0]]]
        for day in days[1:]:
            if (day - clusters[-1][-1]).days > _FAR:
                clusters.append([])
            clusters[-1].append(day)
        main = max(clusters, key=len)
        if len(main) < _MOST * len(days):
            return
        for one in report.cited:
            day_of = _day(one)
            if day_of is None or main[0] <= day_of <= main[-1]:
                continue
            yield self.finding(
                f"The source was accessed on {day_of}; nearly all others between {main[0]} and {main[-1]}. "
                "Is the year right? If so, open the page again.",
                report.source_side(one),
                paragraphs=report.citing(one.note),
            )


def _day(one: Cited) -> date | None:
    """The day a source was opened; none where it lies before its publication, which another rule tells."""
    accessed, published = one.source.accessed, one.source.date
    if accessed is None or (published and re.match(r"\d{4}-\d\d-\d\d$", published) and accessed < published):
        return None
    return date.fromisoformat(accessed)
