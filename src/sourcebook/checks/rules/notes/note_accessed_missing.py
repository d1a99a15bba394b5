"""note-accessed-missing."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Severity
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.notes.style import has_url, is_document, is_usual


class NoteAccessedMissing(Rule):
    """A web source has no date of access.

    ## What it does
    In a report that gives dates of access, names the sources on the web that have none. Where a later source
    of the same note has one, which may be meant for both, it is only mentioned.

    ## Why it matters
    Pages change and vanish. The date of access says which state of the page the report speaks of.

    ## Example
    Fails: "Varnia Post, The road is closed, 3 May 2031, https://varnia-post.example/road."
    Passes: "Varnia Post, The road is closed, 3 May 2031, https://varnia-post.example/road (accessed on
    4 May 2031)."

    ## False alarms
    Sources whose address is permanent (a DOI, a case reporter), in houses that leave the date out there.
    """

    name = "note-accessed-missing"
    family = "notes"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources with an address and no date of access, where such dates are usual."""
        if not is_usual(report, lambda one: one.source.accessed is not None, has_url):
            return
        later: dict[int, int] = {}
        for one in report.cited:
            if one.source.accessed:
                later[one.note] = one.place
        for one in report.cited:
            source = one.source
            news = source.date is not None and len(source.date) == 10 and not is_document(one)
            if source.accessed or source.symbol or not (source.urls or news):
                continue
            severity: Severity = "error" if source.urls else "warning"
            if one.place < later.get(one.note, -1):
                severity = "info"
            look = "Open the page, compare it with what is cited" if source.urls else "Find the page"
            yield self.finding(
                f"{one.named} has no date of access. {look}, and add the day.",
                report.source_side(one),
                severity=severity,
                paragraphs=report.citing(one.note),
            )
