"""The view of a paragraph that all extractors share, and the context of the whole document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from sourcebook.dates import DateMention, find_dates
from sourcebook.reading.analysis.quotations import Quoted, find_quotations
from sourcebook.reading.analysis.sentences import find_sentences
from sourcebook.reading.candidates import Citation
from sourcebook.reading.document import Document, Paragraph
from sourcebook.text import Span

_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")


@dataclass(frozen=True)
class ParagraphView:
    """A paragraph with its sentences, quotations and dates (offsets into its text)."""

    paragraph: Paragraph
    sentences: tuple[Span, ...]
    quotations: tuple[Quoted, ...]
    dates: tuple[DateMention, ...]

    @property
    def text(self) -> str:
        """The paragraph's clean text."""
        return self.paragraph.text

    def sentence_at(self, offset: int) -> Span:
        """The sentence that the character at `offset` stands in."""
        if not self.sentences:
            return Span(0, len(self.text))
        index = bisect_right(self.sentences, offset, key=lambda span: span.end)
        return self.sentences[min(index, len(self.sentences) - 1)]

    def quotation_at(self, offset: int) -> Quoted | None:
        """The outermost quotation that the character at `offset` stands in, if any."""
        return next((q for q in self.quotations if q.depth == 0 and q.start <= offset < q.end), None)

    def dates_within(self, start: int, end: int) -> tuple[DateMention, ...]:
        """The dates that stand wholly within `text[start:end]`."""
        first = bisect_left(self.dates, start, key=lambda date: date.start)
        last = bisect_left(self.dates, end, key=lambda date: date.start)
        return tuple(date for date in self.dates[first:last] if date.end <= end)

    def notes_within(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of the notes marked after `start` and no later than right after `end`."""
        marks = self.paragraph.passage.marks_within(start, end)
        return tuple(dict.fromkeys(mark.note for mark in marks if mark.note is not None))


@dataclass(frozen=True)
class Context:
    """The document with what is known of all of it: citations by note, the year it is about, its views.

    `views[i]` belongs to `document.paragraphs[i]`.
    """

    document: Document
    citations: dict[int, Citation]
    year: int | None
    views: tuple[ParagraphView, ...]

    @property
    def language(self) -> str:
        """The document's language."""
        return self.document.language


def analyse(document: Document, citations: dict[int, Citation]) -> Context:
    """Sentences, quotations and dates of each paragraph, years filled in from the report's scope.

    The year of "on 8 February" is the one that the paragraph's own sources were dated, where they agree
    and lie within half a year after; else the year that the paragraph last gave; else the report's.
    """
    year = scope_year(document, citations)
    views = tuple(_view(paragraph, document.language, year, citations) for paragraph in document.paragraphs)
    return Context(document, citations, year, views)


def scope_year(document: Document, citations: dict[int, Citation]) -> int | None:
    """The year a report is about: the one in its title, else the commonest year its cited sources bear,
    else the commonest year in its text. None where there is none."""
    named = _YEAR.findall(document.title or "")
    if named:
        return int(named[-1])
    published = Counter(
        source.date[:4]
        for citation in citations.values()
        for source in citation.sources
        if source.date and re.match(r"\d{4}-", source.date)
    )
    counted = published or Counter(
        year for paragraph in document.paragraphs for year in _YEAR.findall(paragraph.text)
    )
    return int(counted.most_common(1)[0][0]) if counted else None


def _view(
    paragraph: Paragraph, language: str, year: int | None, citations: dict[int, Citation]
) -> ParagraphView:
    text = paragraph.text
    quotations = tuple(find_quotations(text))
    return ParagraphView(
        paragraph=paragraph,
        sentences=tuple(find_sentences(text, quotations, language)),
        quotations=quotations,
        dates=tuple(find_dates(text, language, year_of(paragraph, year, citations, language))),
    )


def year_of(
    paragraph: Paragraph, scope: int | None, citations: dict[int, Citation], language: str = "en"
) -> int | None:
    """The year that a date without year in this paragraph belongs to.

    A year standing alone ("in office since 2029", "the results of 2030") says nothing of other dates; one
    that stands with its month does.
    """
    cited = [
        source.date[:4]
        for number in paragraph.notes
        if number in citations
        for source in citations[number].sources
        if source.date and len(source.date) >= 7 and source.date[0] in "12"
    ]
    stated = {m[0] for m in _YEAR.finditer(paragraph.text)}
    if scope is None or str(scope) in stated or not (cited or stated):
        return scope
    agreed = set(cited)
    if len(agreed) == 1 and agreed <= stated:
        return int(agreed.pop())
    if not cited and len(stated) == 1:
        dated = [d for d in find_dates(paragraph.text, language) if d.precision in ("day", "month")]
        return int(stated.pop()) if dated else scope
    return scope
