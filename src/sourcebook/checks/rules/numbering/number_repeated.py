"""number-repeated."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.numbering.runs import parts_of
from sourcebook.reading.analysis import ParagraphView


class NumberRepeated(Rule):
    """One number stands before two paragraphs.

    ## What it does
    Reports each paragraph whose number another paragraph of the same part bears. Parts that count anew from
    1 under a heading of their own, such as separate opinions, are counted by themselves.

    ## Why it matters
    "See paragraph 32" then means two places, in the report and in whatever cites it.

    ## Example
    Fails: "32. The mayor spoke." and, later, "32. The bridge was closed."
    Passes: "32. The mayor spoke." and then "33. The bridge was closed."

    ## False alarms
    A chapter that is numbered by itself without a heading that tells it.
    """

    name = "number-repeated"
    family = "numbering"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Paragraphs that bear the number of an earlier one."""
        for part in parts_of(report):
            seen: dict[str, ParagraphView] = {}
            for run in part:
                twice: list[tuple[ParagraphView, ParagraphView]] = []
                for view in run:
                    first = seen.setdefault(view.paragraph.label or "", view)
                    if first is view or not _goes_on(twice, view):
                        yield from self._twice(report, twice)
                        twice = []
                    if first is not view:
                        twice.append((first, view))
                yield from self._twice(report, twice)

    def _twice(self, report: Report, pairs: list[tuple[ParagraphView, ParagraphView]]) -> Iterator[Finding]:
        """One finding for numbers that follow each other."""
        if not pairs:
            return
        labels = [first.paragraph.label or "" for first, _ in pairs]
        numbers = labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"
        what = "Two paragraphs bear the number" if len(labels) == 1 else "The numbers"
        twice = "" if len(labels) == 1 else " are given twice"
        yield self.finding(
            f"{what} {numbers}{twice}. Number what comes second anew, and look where the text and other "
            "documents refer to it.",
            report.opening(pairs[0][0]),
            report.opening(pairs[0][1]),
            paragraphs=[view.paragraph.key or "" for pair in pairs for view in pair],
        )


def _goes_on(pairs: list[tuple[ParagraphView, ParagraphView]], view: ParagraphView) -> bool:
    """Whether a paragraph follows the last of some that repeat a number."""
    return (
        not pairs or pairs[-1][1].paragraph.index < view.paragraph.index <= pairs[-1][1].paragraph.index + 12
    )
