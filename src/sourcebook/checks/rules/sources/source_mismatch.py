"""source-mismatch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Cited, Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.sources.bodies import Bodies
from sourcebook.reading.analysis import ParagraphView
from sourcebook.text import Span


class SourceMismatch(Rule):
    """The text names one court or body, the note another.

    ## What it does
    Where a sentence names a court, looks at the notes at its end. If they cite only other courts, and no
    title tells of the one that is named, it reports them. The same for what a body is said to have stated,
    where the note cites only another body: this is a warning.

    ## Why it matters
    The evidence is then for something else, and whoever follows the note finds another court's order.

    ## Example
    Fails: "On 5 September, the ECtHR indicated interim measures.", with a note that cites an order of the ICJ
    Passes: the same sentence with a note that cites the ECtHR

    ## False alarms
    A body's statement that is cited from the site of another that carries it.
    """

    name = "source-mismatch"
    family = "sources"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sentences on courts, and reactions, whose notes cite only others."""
        courts = Bodies(report.words("bodies")["courts"])
        for view in report.body:
            for span in view.sentences:
                named = courts.named_in(report.own(view)[slice(*span)])
                notes = view.notes_within(*span) if named else ()
                wrong = _only_others(report, notes, courts, named)
                if wrong:
                    yield self._mismatch(report, view, span, named, wrong)
        yield from self._reactions(report)

    def _reactions(self, report: Report) -> Iterator[Finding]:
        bodies = Bodies([*report.words("bodies")["courts"], *report.words("bodies")["bodies"]])
        for reaction in report.reading.reactions:
            view = report.reading.context.views[reaction.paragraph]
            report.position = report.place(view)
            named = bodies.named_in(reaction.body)
            wrong = _only_others(report, reaction.notes, bodies, named) if named else []
            if wrong:
                told = self._mismatch(report, view, reaction.span, named, wrong)
                yield replace(told, severity="warning")

    def _mismatch(
        self, report: Report, view: ParagraphView, span: Span, named: frozenset[str], wrong: list[Cited]
    ) -> Finding:
        bodies, first = " and the ".join(sorted(named)), wrong[0]
        return self.finding(
            f"The text speaks of the {bodies}, note {first.note} cites only “{first.source.publisher}”. "
            "Cite the body that is named, or name the one that is cited.",
            report.side(view, *span),
            *map(report.source_side, wrong),
        )


def _only_others(
    report: Report, notes: tuple[int, ...], bodies: Bodies, named: frozenset[str]
) -> list[Cited]:
    """The sources of these notes, if all are by known bodies and none by, or about, one that is named."""
    sources = [one for number in notes for one in report.sources_of(number)]
    for one in sources:
        publisher = one.source.publisher or ""
        if not bodies.named_in(publisher) or bodies.named_in(f"{publisher} {one.source.title or ''}") & named:
            return []
    return sources
