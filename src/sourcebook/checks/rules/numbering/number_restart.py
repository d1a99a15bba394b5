"""number-restart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.numbering.runs import parts_of


class NumberRestart(Rule):
    """The count of paragraphs goes back.

    ## What it does
    Reports where a paragraph's number is lower than the one before, unless a part begins there that counts
    from 1 under a heading of its own. The same number twice is left to `number-repeated`.

    ## Why it matters
    It is what remains when chapters are moved by hand. Every number after it may be cited wrongly.

    ## Example
    Fails: "105. The court ruled." and then "6. The pages above show ..."
    Passes: "105. The court ruled." and then "106. The pages above show ..."

    ## False alarms
    A quoted text with numbers of its own that the reader took for paragraphs.
    """

    name = "number-restart"
    family = "numbering"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Where a run of numbers ends and another begins below it."""
        for part in parts_of(report):
            for before, after in pairwise(part):
                last, first = before[-1], after[0]
                if last.paragraph.label == first.paragraph.label:
                    continue
                yield self.finding(
                    f"After paragraph {last.paragraph.label} the count goes back to {first.paragraph.label}. "
                    "Number what follows anew.",
                    report.opening(last),
                    report.opening(first),
                )
