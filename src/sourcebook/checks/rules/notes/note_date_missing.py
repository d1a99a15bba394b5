"""note-date-missing."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.notes.style import has_url, is_cross_reference, is_home_page, is_usual


class NoteDateMissing(Rule):
    """A source has no date of publication.

    ## What it does
    In a report whose sources are mostly dated, names those that are not. The home page of a site needs none.

    ## Why it matters
    Without its date nobody can tell whether a source was written before or after what it is cited for.

    ## Example
    Fails: "Monument Register of Harsk, The caravanserai, https://monuments.example/harsk/caravanserai"
    Passes: "Monument Register of Harsk, The caravanserai, 2 June 2031, https://monuments.example/harsk/..."

    ## False alarms
    Pages that bear no date, such as entries of registers and databases: say "undated" there.
    """

    name = "note-date-missing"
    family = "notes"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources without a date, where dates are usual."""
        if not is_usual(report, lambda one: one.source.date is not None, has_url):
            return
        undated = [str(word).casefold() for word in report.words("notes")["undated"]]
        for one in report.cited:
            note = report.document.notes_by_number[one.note]
            told = note.text[slice(*one.source.span)].casefold()
            exempt = one.source.symbol or is_home_page(one) or is_cross_reference(one)
            if one.source.date or exempt or any(word in told for word in undated):
                continue
            yield self.finding(
                f"{one.named} has no date of publication. Add it, or say that the page bears none.",
                report.source_side(one),
                paragraphs=report.citing(one.note),
            )
