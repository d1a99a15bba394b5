"""note-title-missing."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Cited, Report, host
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.notes.holes import find_hole
from sourcebook.checks.rules.notes.style import has_url, is_home_page, is_post, is_usual, is_video


class NoteTitleMissing(Rule):
    """A source has no title.

    ## What it does
    Reports sources with a publisher, a date or an address, but without a title. A post has none of its own; a
    video has, and is mentioned.

    ## Why it matters
    When the address is dead, the title is the only way to find the page again.

    ## Example
    Fails: "OSCE Monitoring Mission, 3 April 2031, https://osce-mission.example/4411"
    Passes: "OSCE Monitoring Mission, Spot Report 11/2031, 3 April 2031, https://osce-mission.example/4411"

    ## False alarms
    Databases and home pages that have no title beside the name of their publisher.
    """

    name = "note-title-missing"
    family = "notes"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources without a title that need one."""
        if not is_usual(report, lambda one: one.source.title is not None, has_url):
            return
        opening = tuple(report.words("notes")["open"])
        for one in report.cited:
            source = one.source
            if source.title or source.symbol or not source.urls or is_home_page(one) or is_post(one, report):
                continue
            text = report.document.notes_by_number[one.note].text[slice(*source.span)]
            if find_hole(text, opening):
                # The hole is where the title was: note-incomplete tells of it.
                continue
            yield self.finding(
                f"{one.named} has no title. Add the title of the page as it stands there.",
                report.source_side(one),
                severity="info" if is_video(one, report) or _forwards(one, report) else "warning",
                paragraphs=report.citing(one.note),
            )


def _forwards(one: Cited, report: Report) -> bool:
    """Whether the address only forwards: it may well lead to a post."""
    return host(one.source.urls[0]) in report.data("links")["shorteners"]
