"""figure-conflict."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.figures.incidents import conflicts
from sourcebook.checks.rules.figures.numbers import view_of, written
from sourcebook.checks.rules.figures.series import rivals
from sourcebook.checks.rules.figures.titles import titles_that_differ
from sourcebook.checks.rules.figures.whole_years import too_early


class FigureConflict(Rule):
    """Two figures for one thing.

    ## What it does
    Compares numbers of people that two paragraphs give for one incident (same day, place and noun), and
    figures of the same thing at the same time in the report's own voice. Numbers that the text gives to two
    claimants are rival claims and are not compared. Where the title of a source has another number of people
    than the sentence that cites it, that is an information; a figure for a whole year whose sources were all
    published before December of it is a warning.

    ## Why it matters
    A report with two numbers for one event has none. The other side will quote both.

    ## Example
    Fails: "nine seasonal workers had been shot near Lune" in one paragraph, "six of the seasonal workers died
    near Lune" on the same day in another.
    Passes: "The Council said 14 people were killed; the Ministry put the number at nine."

    ## False alarms
    Two incidents at one place on one day. Titles of early news, with a number that grew later.
    """

    name = "figure-conflict"
    family = "figures"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Conflicts between paragraphs, then between a sentence and its sources."""
        words = report.words("figures")
        people, measures = frozenset(words["people units"]), frozenset(words["measures"])
        for one, other in conflicts(report, people):
            yield self.finding(
                f"Here “{written(one.figure)}”, there “{written(other.figure)}”: one incident with different "
                "numbers. Correct one of them, or say who claims which.",
                report.sentence(one.view, one.figure.span.start),
                report.sentence(other.view, other.figure.span.start),
                uncertain=min(one.figure.confidence, other.figure.confidence) < 0.9,
            )
        for figure, rival in rivals(report, measures | people):
            yield self.finding(
                f"“{written(figure)}” and “{written(rival)}”: one thing with two numbers. Correct one of "
                "them, or say what sets them apart.",
                report.sentence(view_of(report, figure), figure.span.start),
                report.sentence(view_of(report, rival), rival.span.start),
                severity="warning",
            )
        for figure, last, year in too_early(report, words["in a year"], measures):
            yield self.finding(
                f"“{written(figure)}” in {year}: the source was published before the year was over. Give the "
                "day up to which it counts, or a later source.",
                report.sentence(view_of(report, figure), figure.span.start),
                report.source_side(last),
                severity="warning",
            )
        for figure, one_source, number in titles_that_differ(report, words):
            yield self.finding(
                f"The text says “{written(figure)}”, the title of its source {number:,.0f}. Make sure that "
                "the number is the source's.",
                report.sentence(view_of(report, figure), figure.span.start),
                report.source_side(one_source),
                severity="info",
            )
