"""accessed-before-published."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.clock import days_between, written
from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Cited, Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.url_dates import url_dates

_IN_URL = "its address bears"


class AccessedBeforePublished(Rule):
    """A source was opened before it existed.

    ## What it does
    Compares the date of access with the date of publication, and with a date in the address.

    ## Why it matters
    One of the two dates is wrong. If it is the date of publication, the source may not prove what it is cited
    for; if it is the date of access, the page was perhaps never opened for this report.

    ## Example
    Fails: "... 28 January 2031, https://varnia-post.example/7 (accessed on 8 January 2031)"
    Passes: "... 28 January 2031, https://varnia-post.example/7 (accessed on 8 February 2031)"

    ## False alarms
    Pages that are written ahead of a date and bear that date; a date in the address that is not the page's.
    """

    name = "accessed-before-published"
    family = "sources"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources whose date of access lies before their publication."""
        folders = frozenset(report.words("dates")["upload folders"])
        for one in report.cited:
            opened = one.source.accessed
            for what, published in self._published(one, folders):
                if opened is None or (days_between(opened, published) or 0) >= 0:
                    continue
                yield self.finding(
                    f"{one.named} was accessed on {written(opened)}, but {what} {written(published)}. Open "
                    "it and put right whichever date is wrong.",
                    report.source_side(one),
                    paragraphs=report.citing(one.note),
                    uncertain="date-without-year" in one.source.flags and what != _IN_URL,
                )
                break

    def _published(self, one: Cited, folders: frozenset[str]) -> Iterator[tuple[str, str]]:
        if one.source.date:
            yield "published on", one.source.date
        yield from ((_IN_URL, found.edtf) for found in url_dates(one.source.urls, folders))
