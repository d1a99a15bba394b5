"""note-publisher-missing."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.notes.style import has_url, is_cross_reference, is_usual


class NotePublisherMissing(Rule):
    """A source has neither author nor publisher.

    ## What it does
    In a report whose sources mostly name one, reports those that begin with their title.

    ## Why it matters
    Who says so is the first question a court asks. The address tells it only as long as it works.

    ## Example
    Fails: "“The road is closed”, 3 May 2031, https://varnia-post.example/road"
    Passes: "Varnia Post, “The road is closed”, 3 May 2031, https://varnia-post.example/road"

    ## False alarms
    Citations in which the reader takes the publisher for the beginning of the title.
    """

    name = "note-publisher-missing"
    family = "notes"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources without publisher, where publishers are usual."""
        if not is_usual(report, lambda one: one.source.publisher is not None, has_url):
            return
        for one in report.cited:
            if one.source.publisher or one.source.symbol or is_cross_reference(one):
                continue
            yield self.finding(
                f"{one.named} names neither author nor publisher. Add who published it.",
                report.source_side(one),
                paragraphs=report.citing(one.note),
            )
