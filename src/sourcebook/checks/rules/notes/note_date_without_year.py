"""note-date-without-year."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule


class NoteDateWithoutYear(Rule):
    """The date of a source lacks its year.

    ## What it does
    Reports a date of publication such as "9 July" that stands without a year.

    ## Why it matters
    A report is read for years. "9 July" of which year decides whether the source can prove the sentence.

    ## Example
    Fails: "Radio Lissk, Evening news, 9 July, https://radio-lissk.example/4411"
    Passes: "Radio Lissk, Evening news, 9 July 2031, https://radio-lissk.example/4411"

    ## False alarms
    A day that is part of the title.
    """

    name = "note-date-without-year"
    family = "notes"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources whose date was completed by the reader."""
        for one in report.cited:
            if "date-without-year" in one.source.flags:
                yield self.finding(
                    f"The date of {one.named} has no year. Add it (the report's scope suggests "
                    f"{(one.source.date or '')[:4]}).",
                    report.source_side(one),
                    paragraphs=report.citing(one.note),
                )
