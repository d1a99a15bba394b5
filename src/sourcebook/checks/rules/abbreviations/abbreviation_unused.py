"""abbreviation-unused."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.abbreviations.listed import entries, list_tables
from sourcebook.checks.rules.abbreviations.used import standing_elsewhere, uses_of


class AbbreviationUnused(Rule):
    """An abbreviation is listed and never used.

    ## What it does
    Looks for each entry of the list of abbreviations in the paragraphs, quotations, notes and tables.

    ## Why it matters
    An entry without use is left over from an earlier report or draft, and makes readers look for what was
    taken out.

    ## Example
    Fails: a list with "WTO: World Trade Organization" in a report on Ardovia that never names the WTO.
    Passes: a list with "OMMA: OSCE Monitoring Mission in Ardovia" where a note names OMMA.

    ## False alarms
    An abbreviation that stands only in a picture or in a part of the file that could not be read.
    """

    name = "abbreviation-unused"
    family = "abbreviations"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """The entries that nothing uses, in the order of the list."""
        listed = entries(report)
        if not listed:
            return
        lists = {table.span for table in list_tables(report)}
        tables = [table for table in report.document.tables if table.span not in lists]
        texts = [cell for table in tables for row in table.rows for cell in row]
        texts += [section.title for section in report.document.sections]
        used = {use.short for use in uses_of(report, listed)} | standing_elsewhere(report, listed, texts)
        for short, entry in listed.items():
            if short not in used:
                yield self.finding(
                    f"{short} is listed and never used. Take the entry out.", entry.side, terms=[short]
                )
