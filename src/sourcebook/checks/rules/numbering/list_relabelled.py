"""list-relabelled."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report, shortened
from sourcebook.checks.rule import Rule
from sourcebook.reading.candidates import Recommendation


class ListRelabelled(Rule):
    """One recommendation stands under two letters.

    ## What it does
    Finds recommendations that are repeated word for word, or nearly so, under another label, as between a
    summary and the conclusions.

    ## Why it matters
    Whoever answers "recommendation (a)" does not know that it is also "(h)", and follow-up counts it twice.

    ## Example
    Fails: "(a) Open the road." in the summary, "(h) Open the road." in the conclusions
    Passes: "(a) Open the road." in both places

    ## False alarms
    Two recommendations to different bodies in the same words.
    """

    name = "list-relabelled"
    family = "numbering"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Recommendations that repeat earlier ones under other labels, all in one finding."""
        first: dict[str, Recommendation] = {}
        pairs: list[tuple[Recommendation, Recommendation]] = []
        for here in report.reading.recommendations:
            there = first.get(here.same_as or "")
            if there is not None and _letter(there.label) != _letter(here.label):
                pairs.append((there, here))
            first.setdefault(here.label, here)
        if pairs:
            told = ", ".join(
                f"“{_letter(one.label)}” is also “{_letter(other.label)}”" for one, other in pairs
            )
            yield self.finding(
                f"Recommendations stand under two labels each: {told}. Give each one label.",
                *(_side(report, one) for pair in pairs for one in pair),
                terms=[_letter(one.label) for pair in pairs for one in pair],
            )


def _letter(label: str) -> str:
    """The item's own label: "h" of "109 (h)"."""
    return label.strip("().").rpartition("(")[2] or label


def _side(report: Report, one: Recommendation) -> Side:
    words = shortened(report.document.source[slice(*one.span)])
    return Side(f"recommendation {one.label}", words, one.span)
