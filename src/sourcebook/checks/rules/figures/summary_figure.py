"""summary-figure."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.figures.numbers import backed, body_values, view_of, written
from sourcebook.reading.candidates import Figure

# Numbers below this are words of style ("the two sides") more often than figures.
_SMALLEST = 4
# Ways in which figures without a numeral are read.
_NO_NUMERAL = frozenset(("rough", "one unit", "one person", "built", "rank"))


class SummaryFigure(Rule):
    """A figure of the summary does not stand in the body.

    ## What it does
    Takes each figure of the summary and looks for it in the body, the annexes, the tables and the notes. A
    rounded figure (“more than four thousand” for 4,180) agrees. The recommendations in the summary are left
    out.

    ## Why it matters
    Journalists and diplomats quote the summary. A figure in it that the body does not have is an error in
    one of the two, and nobody can check it.

    ## Example
    Fails: "The Ilm Road was closed for 208 days." in the summary, where the body has 218.
    Passes: the same sentence where the body has 208 days.

    ## False alarms
    A figure that the authors worked out from several in the body. Say in a note of the body how.

    ## Options
    `smallest`: the smallest number that is looked for (4).
    """

    name = "summary-figure"
    family = "figures"
    severity = "error"
    options = {"smallest": _SMALLEST}

    def find(self, report: Report) -> Iterator[Finding]:
        """The figures of the summary that nothing backs, in order."""
        mine = [figure for figure in report.reading.figures if self._judged(report, figure)]
        if not mine:
            return
        values, words = body_values(report), report.words("figures")
        rounded, at_least = set(words["rounded"]), set(words["at least"])
        for figure in mine:
            if not backed(figure, values, rounded, at_least):
                view = view_of(report, figure)
                yield self.finding(
                    f"“{written(figure)}”: the body has no such figure. Give it there with its source, or "
                    "correct one of the two.",
                    report.sentence(view, figure.span.start),
                    uncertain=figure.confidence < 0.75 or _worked_out(figure),
                )

    def _judged(self, report: Report, figure: Figure) -> bool:
        view = view_of(report, figure)
        stated = [v for v in (figure.value, figure.low, figure.high) if v is not None]
        return (
            report.in_summary(view)
            and not report.recommends(view)
            and bool(stated)
            and max(stated) >= float(self.option["smallest"])
            and not _NO_NUMERAL & {*figure.cues}
        )


def _worked_out(figure: Figure) -> bool:
    """A span of months or years, which a summary may work out from the body's dates."""
    return figure.unit in ("months", "years", "weeks", "decades", "centuries")
