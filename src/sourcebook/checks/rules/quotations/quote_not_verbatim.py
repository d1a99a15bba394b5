"""quote-not-verbatim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcebook.checks.findings import Finding, Severity, Side
from sourcebook.checks.report import Report, bare_url, shortened
from sourcebook.checks.rule import Rule
from sourcebook.checks.verbatim import OMITTED, Verdict, verify
from sourcebook.checks.verbatim.source import prepared
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.candidates import Quotation, Source, Statement

_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Kept:
    """A cited source with its preserved text; None where it was not preserved."""

    note: int
    source: Source
    text: str | None


class QuoteNotVerbatim(Rule):
    """A quotation does not stand in its source as it is quoted.

    ## What it does
    Looks for each quotation in the preserved copies of the sources that its notes cite. It reports words that
    are not there, that were altered, put in another order or put together from distant passages; an omission
    that swallows a "not" or an "unless"; a bracket that turns the sense; and words that the source gives to
    somebody else. It is silent where no source was preserved. Quotation marks, dashes, spaces, emphasis and a
    capital at the beginning may differ; "..." and [brackets] that keep the sense are fine.

    ## Why it matters
    One quotation that says what nobody said is enough to put all others in doubt.

    ## Example
    Fails: The minister said: "We will ... leave the valley", where the source has "We will never leave the
    valley".
    Passes: The minister said: "We will never leave the valley ... It is ours", where another sentence stands
    between the two.

    ## False alarms
    A preserved copy that lacks a part of the page. A source whose speaker is named in a way that cannot be
    compared. Where another cited source was not preserved, the finding is marked as uncertain. Where only
    punctuation or capitals differ, it is a warning. A quotation in another language than its source cannot be
    compared: the finding says so and is an info.

    ## Options
    `omitted`: how many words "..." may leave out before two passages count as spliced.
    """

    name = "quote-not-verbatim"
    family = "quotations"
    severity = "error"
    options = {"omitted": OMITTED}

    def find(self, report: Report) -> Iterator[Finding]:
        """Every quotation of a statement that none of its preserved sources has."""
        if not report.preserved:
            return
        for statement in report.reading.statements:
            view = report.reading.context.views[statement.paragraph]
            report.position = report.place(view)
            cited = list(_cited(report, statement))
            if any(kept.text for kept in cited):
                for quotation in statement.quotes:
                    yield from self._judged(report, view, statement, quotation, cited)

    def _judged(
        self,
        report: Report,
        view: ParagraphView,
        statement: Statement,
        quotation: Quotation,
        cited: Sequence[_Kept],
    ) -> Iterator[Finding]:
        """The finding where no source has the quotation: about the source that comes nearest to it."""
        found = [(self._verdict(view, statement, quotation, kept.text), kept) for kept in cited if kept.text]
        if any(verdict.faithful for verdict, _ in found):
            return
        verdict, kept = min(found, key=lambda one: _distance(one[0]))
        others = any(one.text is None for one in cited)
        unsure = verdict.kind == "wrong-speaker" and statement.confidence < _SURE
        yield self.finding(
            verdict.message,
            report.side(view, quotation.span.start, quotation.span.end),
            _side(report, kept, verdict),
            severity=_severity(verdict),
            uncertain=others or unsure,
            terms=tuple(one.quoted or one.source for one in verdict.differences),
        )

    def _verdict(self, view: ParagraphView, statement: Statement, quotation: Quotation, text: str) -> Verdict:
        start, end = view.sentence_at(quotation.span.start)
        return verify(
            quotation.text,
            prepared(text),
            speaker=statement.speaker,
            before=view.text[start : quotation.span.start],
            after=view.text[quotation.span.end : max(end, quotation.span.end)],
            omitted=int(self.option["omitted"]),
        )


def _cited(report: Report, statement: Statement) -> Iterator[_Kept]:
    """The sources of a statement's notes, those that an Ibid stands for too."""
    for number in statement.notes:
        citation = report.reading.citations[number]
        if citation.resolves_to is not None and not citation.sources:
            citation = report.reading.citations.get(citation.resolves_to, citation)
        for source in citation.sources:
            texts = (report.preserved.get(bare_url(url)) for url in source.urls)
            yield _Kept(citation.note, source, next(filter(None, texts), None))


def _distance(verdict: Verdict) -> tuple[bool, bool, bool]:
    """How far a verdict is from a faithful one: a passage that was found is nearer than none."""
    return (not verdict.slight, not verdict.spans, verdict.kind == "translation")


def _severity(verdict: Verdict) -> Severity:
    if verdict.kind == "translation":
        return "info"
    return "warning" if verdict.slight else "error"


def _side(report: Report, kept: _Kept, verdict: Verdict) -> Side:
    """What the source has; the note where it has nothing."""
    if not verdict.spans or kept.text is None:
        return report.note_side(kept.note, kept.source.span)
    words = " ... ".join(kept.text[start:end] for start, end in verdict.spans)
    return Side(f"preserved copy of the source in note {kept.note}", shortened(words), note=kept.note)
