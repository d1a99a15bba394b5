"""date-url."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.clock import apart, days_between, written
from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.url_dates import disagreeing, url_dates


class DateUrl(Rule):
    """A note dates a page otherwise than the page's own address does.

    ## What it does
    Reads dates in addresses ("/2031/05/14/", "report-14.05.2031") and compares them with the date of
    publication in the note. One day's difference is silent. Where an address has several dates, one that
    agrees is enough.

    ## Why it matters
    The address was made by the publisher on the day of publication. Where the note says something else, one
    of the two is mistyped, and a reader who looks for the page under the printed date will not find it.

    ## Example
    Fails: "Kelmet Post, “Taps run dry”, 20 June 2031, https://post.example/2031/05/20/taps-run-dry"
    Passes: "Kelmet Post, “Taps run dry”, 20 May 2031, https://post.example/2031/05/20/taps-run-dry"

    ## False alarms
    An address that names the day of an event instead of that of publication. Files and folders of uploads
    often bear another day than the text in them: they are reported only where they are older than the text
    by more than a month, or name a day of their own, and then one level lower.
    """

    name = "date-url"
    family = "dates"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources none of whose dates in the address agrees with the printed date."""
        folders = frozenset(report.words("dates")["upload folders"])
        for cited in report.cited:
            if "date-without-year" in cited.source.flags:
                continue
            odd = disagreeing(cited.source.date, url_dates(cited.source.urls, folders))
            if odd is None:
                continue
            off = abs(days_between(cited.source.date, odd.edtf) or 0)
            yield self.finding(
                f"The note dates the page {written(cited.source.date or '')}, its address says "
                f"“{odd.words}” ({written(odd.edtf)}), {apart(off)} apart. Open the page and correct "
                "the one that is wrong.",
                report.source_side(cited),
                paragraphs=report.citing(cited.note),
                uncertain=odd.upload,
            )
