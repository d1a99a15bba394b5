"""source-two-access-dates."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.sources.pages import is_page


class SourceTwoAccessDates(Rule):
    """One address was accessed on two days.

    ## What it does
    Reports an address that is cited with different dates of access.

    ## Why it matters
    It may be right. Where the page changed between the two days, it matters which state is meant; where it
    did not, one date is enough.

    ## Example
    Fails: "(accessed on 12 January 2031)" in note 39, "(accessed on 28 February 2031)" in note 90
    Passes: one date in both notes

    ## False alarms
    Pages that are updated, such as counts and timelines, and are cited for two states on purpose.
    """

    name = "source-two-access-dates"
    family = "sources"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Addresses with several dates of access."""
        for url, cited in report.by_url.items():
            dated = [one for one in cited if one.source.accessed]
            if not is_page(url) or len({one.source.accessed for one in dated}) < 2:
                continue
            days = ", ".join(sorted({one.source.accessed or "" for one in dated}))
            yield self.finding(
                f"One address was accessed on several days: {days}. Keep one, or say which state is meant.",
                *(report.source_side(one) for one in dated),
            )
