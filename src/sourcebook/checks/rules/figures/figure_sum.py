"""figure-sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.figures.adding import Words, sums
from sourcebook.checks.rules.figures.numbers import by_paragraph
from sourcebook.checks.rules.figures.shares import wrong_shares
from sourcebook.checks.rules.figures.table_totals import wrong_totals
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.candidates import Figure


class FigureSum(Rule):
    """Parts do not add up to their total.

    ## What it does
    Adds up the parts that a paragraph gives for a total ("143 men; 96 of them ... and 47 ..."; "241 dead: 162
    soldiers and 79 civilians"), works out a share beside its number ("68.2% (80,749)"), and adds up the
    columns of tables that have a row "Total". Parts that come to more than their total are always reported;
    parts that come to less only in a complete list, or where a digit looks mistyped.

    ## Why it matters
    Anyone can add. A sum that is wrong casts doubt on every other number in the report.

    ## Example
    Fails: "143 men were detained in Ardovia. 86 of them had been released and 47 were awaiting trial."
    Passes: "143 men were detained in Ardovia. 96 of them had been released and 47 were awaiting trial."

    ## False alarms
    Parts that overlap (wounded who later died), and tables that were cut while reading a PDF: those are
    marked as uncertain.
    """

    name = "figure-sum"
    family = "figures"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sums and shares in paragraphs, then totals of tables."""
        data = report.words("figures")
        words, figures = Words(data), by_paragraph(report)
        for view in report.views:
            mine = figures.get(view.paragraph.index, [])
            if len(mine) > 1:
                yield from self._in_paragraph(report, view, mine, words)
        totals, others = frozenset(data["total rows"]), frozenset(data["subtotal"])
        for table in report.document.tables:
            for wrong in wrong_totals(table, totals, others):
                where = f"table “{table.caption}”" if table.caption else "table"
                words_shown = f"{wrong.heading}: total {wrong.stated}, rows {wrong.added}"
                yield self.finding(
                    f"In the column “{wrong.heading}” the rows come to {wrong.added:,}, the total says "
                    f"{wrong.stated:,}. Correct one of them.",
                    Side(where, words_shown, table.span),
                    uncertain=report.document.format == "pdf",
                )

    def _in_paragraph(
        self, report: Report, view: ParagraphView, figures: Sequence[Figure], words: Words
    ) -> Iterator[Finding]:
        own = report.own(view)
        for found in sums(view, own, figures, words):
            if found.wrong:
                parts = " and ".join(f"{part.value:,.0f}" for part in found.parts)
                yield self.finding(
                    f"{parts} come to {found.added:,.0f}, not to {found.total.value:,.0f}. Correct the parts "
                    "or the total, or say what is missing.",
                    report.side(view, *found.total.span),
                    *(report.sentence(view, part.span.start) for part in found.parts[:1]),
                    uncertain=min(f.confidence for f in (found.total, *found.parts)) < 0.85,
                )
        for share, part, total, percent in wrong_shares(report.unquoted(view), figures):
            yield self.finding(
                f"{part.value:,.0f} of {total.value:,.0f} are {percent}%, not {share.value:g}%. Correct one "
                "of the three.",
                report.sentence(view, share.span.start),
                report.side(view, total.span.start, total.span.end),
            )
