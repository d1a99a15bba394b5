"""number-gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule


class NumberGap(Rule):
    """A number is missing in the count of paragraphs.

    ## What it does
    Follows the numbers of the paragraphs and reports where one is left out. A count that starts again or
    goes back is left to `number-restart`.

    ## Why it matters
    Others cite a report by its paragraphs. A missing number looks like a paragraph that was taken out, and
    invites the question what stood there.

    ## Example
    Fails: "25. The school was closed." and then "27. It was opened again in May."
    Passes: "25. The school was closed." and then "26. It was opened again in May."

    ## False alarms
    A paragraph that the reader took for a part of the one before: where the missing number stands in its
    text, the finding is marked as uncertain.
    """

    name = "number-gap"
    family = "numbering"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Where the number goes up by more than one."""
        views = [view for view in report.numbered if (view.paragraph.label or "").isdigit()]
        for before, after in pairwise(views):
            last, here = int(before.paragraph.label or 0), int(after.paragraph.label or 0)
            if here <= last + 1:
                continue
            missing = str(last + 1) if here == last + 2 else f"{last + 1} to {here - 1}"
            yield self.finding(
                f"Paragraph {missing} is missing: {here} follows {last}. Number the paragraphs anew, or put "
                "back what was taken out.",
                report.opening(after),
                uncertain=re.search(rf"(?<![\w.]){last + 1}[.)]?\s", before.text) is not None,
            )
