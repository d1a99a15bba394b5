"""The day that a numbered paragraph opens with: "On 8 February, the Minister said ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sourcebook.checks.clock import span_of
from sourcebook.checks.report import Report
from sourcebook.dates import DateMention
from sourcebook.reading.analysis import ParagraphView

# A date beyond so many characters opens nothing; one before so few is what the paragraph is about.
_REACH, _EARLY = 200, 60
_NEAR = 60
_CITES = re.compile(
    r"(?:\bnos?\.|§|[\d/]+\s|\b(?:judgment|decision|ruling|order|case)\b[^.]{0,40})[^.;]{0,12}\bof\s$"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A paragraph that opens with a date: first and last day of it, and whether a source is of its year."""

    view: ParagraphView
    mention: DateMention
    first: date
    last: date
    dated_by_source: bool = False

    @property
    def early(self) -> bool:
        """Whether the date stands among the first words."""
        return self.mention.start <= _EARLY


def own_dates(
    report: Report, view: ParagraphView, start: int = 0, end: int | None = None
) -> list[DateMention]:
    """The dates within `text[start:end]` in the report's own words, outside quotations and brackets."""
    own = report.own(view)
    within = view.dates_within(max(0, start), len(own) if end is None else end)
    return [date for date in within if own[date.start] == view.text[date.start]]


def opening(report: Report, view: ParagraphView) -> Opening | None:
    """The date that a paragraph opens with; none where it comes late, or only bounds a time."""
    for mention in own_dates(report, view, 0, min(_REACH, view.sentence_at(0).end)):
        if mention.precision not in ("day", "month") or mention.prefix in ("since", "until"):
            continue
        if _CITES.search(view.text, max(0, mention.start - _NEAR), mention.start):
            # "the judgment of 22 September": the day of what is cited.
            continue
        days = span_of(mention.edtf.replace("~", ""))
        if days:
            return Opening(view, mention, *days, _dated_by_source(report, view, mention.edtf[:4]))
    return None


def _dated_by_source(report: Report, view: ParagraphView, year: str) -> bool:
    return any(
        (source.date or "").startswith(year)
        for note in view.paragraph.notes
        if note in report.reading.citations
        for source in report.reading.citations[note].sources
    )


def sections(report: Report) -> Iterator[list[Opening]]:
    """Section by section, the paragraphs that open with a date."""
    here: tuple[str, ...] | None = None
    found: list[Opening] = []
    for view in report.numbered:
        if view.paragraph.section != here:
            if found:
                yield found
            here, found = view.paragraph.section, []
        opened = opening(report, view)
        if opened:
            found.append(opened)
    if found:
        yield found
