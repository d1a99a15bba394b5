"""note-accessed-twice."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule


class NoteAccessedTwice(Rule):
    """A source has two dates of access.

    ## What it does
    Reports a source after which a date of access stands twice.

    ## Why it matters
    One of them is a slip; where the two differ, nobody knows which state of the page is meant.

    ## Example
    Fails: "... https://varnia-post.example/road (accessed on 3 May 2031) (accessed on 4 May 2031)"
    Passes: "... https://varnia-post.example/road (accessed on 4 May 2031)"

    ## False alarms
    A source with two addresses, each with its own date.
    """

    name = "note-accessed-twice"
    family = "notes"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources with more dates of access than one."""
        for one in report.cited:
            if "two-access-dates" in one.source.flags and len(one.source.urls) < 2:
                yield self.finding(
                    "The date of access is given twice for one source. Keep the one that is right.",
                    report.source_side(one),
                    paragraphs=report.citing(one.note),
                )
