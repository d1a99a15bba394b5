"""note-url-missing."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.notes.style import has_url, is_cross_reference, is_document, is_usual


class NoteUrlMissing(Rule):
    """A source has no address.

    ## What it does
    In a report whose sources mostly have an address, names those that have none. A news item of one day,
    alone in its note, is a warning; a book, a judgment or a document with a symbol is only mentioned.

    ## Why it matters
    Whoever wants to check the sentence has to search first, and may find something else.

    ## Example
    Fails: "Varnia Post, The road is closed, 3 May 2031."
    Passes: "Varnia Post, The road is closed, 3 May 2031, https://varnia-post.example/road."

    ## False alarms
    Books and papers that are not on the web; interviews and documents on file.
    """

    name = "note-url-missing"
    family = "notes"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources without an address, where addresses are usual."""
        if not is_usual(report, has_url, lambda one: one.source.title is not None):
            return
        for one in report.cited:
            source = one.source
            if source.urls or source.symbol or is_cross_reference(one):
                continue
            news = not is_document(one) and source.date is not None and len(source.date) == 10
            yield self.finding(
                f"{one.named} has no address. Add it, or say where it can be seen.",
                report.source_side(one),
                severity="warning" if news else "info",
                paragraphs=report.citing(one.note),
            )
