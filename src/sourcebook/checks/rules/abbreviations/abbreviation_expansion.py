"""abbreviation-expansion."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.abbreviations.comparing import expansions_that_differ


class AbbreviationExpansion(Rule):
    """An abbreviation is spelt out in two ways.

    ## What it does
    Compares what the list says an abbreviation stands for with what the text writes before it in brackets,
    and the text with itself. Another spelling of the same words (Organisation, Organization) is an
    information, another word a warning. What is another thing altogether is left to
    `abbreviation-two-meanings`.

    ## Why it matters
    A body has one name. Two forms of it look like two bodies, or like a name written from memory.

    ## Example
    Fails: "UAV: Unmanned air vehicle" in the list, and "unmanned aerial vehicles (UAVs) over Ardovia" in the
    text.
    Passes: "Unmanned aerial vehicle" in both.

    ## False alarms
    A body that changed its name in the period that the report covers.
    """

    name = "abbreviation-expansion"
    family = "abbreviations"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """The expansions that differ from the first one given."""
        for short, first, other, how in expansions_that_differ(report):
            if how in ("spelling", "words"):
                yield self.finding(
                    f"{short} is spelt out in two ways: “{first.full}” and “{other.full}”. Choose one.",
                    first.side,
                    other.side,
                    severity="info" if how == "spelling" else None,
                    terms=[short],
                )
