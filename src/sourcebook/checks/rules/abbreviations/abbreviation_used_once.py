"""abbreviation-used-once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.abbreviations.listed import entries
from sourcebook.checks.rules.abbreviations.used import Use, uses_of


class AbbreviationUsedOnce(Rule):
    """An abbreviation is listed and used only once.

    ## What it does
    Counts the uses of each listed abbreviation in the report's own text, quotations and notes left out.

    ## Why it matters
    A word that stands once is better written out: the reader is spared a look into the list.

    ## Example
    Fails: a list with "IOM: International Organization for Migration", and IOM in a single sentence about
    Ardovia.
    Passes: the same list, and IOM in two sentences.

    ## False alarms
    An abbreviation that stands often in quotations or notes and once in the text may be worth its entry.
    """

    name = "abbreviation-used-once"
    family = "abbreviations"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """The listed abbreviations with a single use, in the order of the list."""
        listed = entries(report)
        found: dict[str, list[Use]] = defaultdict(list)
        for use in uses_of(report, listed):
            if not use.quoted:
                found[use.short].append(use)
        for short, entry in listed.items():
            if len(found[short]) == 1:
                use = found[short][0]
                yield self.finding(
                    f"{short} is listed and used only once. Write the words out and drop the entry.",
                    entry.side,
                    report.side(use.view, *use.view.sentence_at(use.start)),
                    terms=[short],
                )
