"""quote-two-dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.checks.clock import days_between, written
from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.primary import last_name, offices
from sourcebook.checks.rules.quotations.wording import runs, words_of
from sourcebook.reading.candidates import Quotation, Statement
from sourcebook.reading.lexicon import alternation

# So many words in a row are no turn of speech; a sentence or a whole quotation may be shorter, being one.
_RUN = 14
_SENTENCE = 10
_WHOLE = 8
# So near the quotation it would be said that it is a repetition.
_BESIDE = 400
_STOP = re.compile(r"[.!?…]+[”\"’»]?\s")
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation with its statement and what it is known by."""

    statement: Statement
    speaker: str
    quote: Quotation
    keys: tuple[tuple[str, ...], ...]


class QuoteTwoDates(Rule):
    """The same words are quoted under two dates.

    ## What it does
    Looks for fourteen words in a row, a sentence of ten or a whole quotation of eight, that the report lets
    the same speaker say on two days. Where the text says that the words were repeated, it is silent.

    ## Why it matters
    One of the dates is wrong, or the quotation stands under the wrong speech. Whoever is quoted needs only
    this one to call the whole report careless.

    ## Example
    Fails: "On 2 February, he said: “The infestation is over, and patient work remains.”" and elsewhere "On 12
    September, he said: “The infestation is over, and patient work remains.”"
    Passes: "On 12 September, he repeated: “The infestation is over, and patient work remains.”"

    ## False alarms
    Formulas that an institution repeats word for word in each of its statements: where the report gives the
    speaker no office, the finding is one level lower.
    """

    name = "quote-two-dates"
    family = "quotations"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Each quotation against the first one that has the same words under another day."""
        again = re.compile(rf"(?<!\w)(?:{alternation(report.words('dates')['again'])})(?!\w)", re.IGNORECASE)
        persons = offices(report.reading.statements)
        known: dict[tuple[str, ...], _Said] = {}
        told: set[tuple[int, int]] = set()
        for said in _said(report):
            shared, words = self._shared(said, known)
            for run in said.keys:
                known.setdefault((said.speaker, *run), said)
            if shared is None or again.search(_sentence(report, said)):
                continue
            pair = (shared.statement.paragraph, said.statement.paragraph)
            if pair not in told:
                told.add(pair)
                yield self._finding(report, shared, said, words, said.speaker in persons)

    def _shared(
        self, said: _Said, known: dict[tuple[str, ...], _Said]
    ) -> tuple[_Said | None, tuple[str, ...]]:
        """A quotation of another day with words of this one, and these words."""
        for run in said.keys:
            other = known.get((said.speaker, *run))
            if other and _apart(other.statement, said.statement):
                return other, run
        return None, ()

    def _finding(
        self, report: Report, first: _Said, second: _Said, words: tuple[str, ...], person: bool
    ) -> Finding:
        one, other = first.statement, second.statement
        sides = _side(report, first), _side(report, second)
        return self.finding(
            f"The same words (“{' '.join(words[:14]).strip()} …”) are dated {written(one.date or '')} in "
            f"{sides[0].where} and {written(other.date or '')} in {sides[1].where}. One date is wrong: look "
            "them up.",
            *sides,
            uncertain=not person or min(one.confidence, other.confidence) < _SURE,
        )


def _said(report: Report) -> Iterator[_Said]:
    for statement in report.reading.statements:
        report.position = report.place(report.reading.context.views[statement.paragraph])
        for quote in statement.quotes if statement.date else ():
            keys = tuple(_keys(quote.text))
            if keys:
                yield _Said(statement, last_name(statement.speaker), quote, keys)


def _keys(text: str) -> Iterator[tuple[str, ...]]:
    """What a quotation is known by: all its words and its sentences, with a mark of their end; its runs."""
    words = words_of(text)
    if len(words) >= _WHOLE:
        yield (*words, "")
    for sentence in _STOP.split(text):
        told = words_of(sentence)
        if len(words) > len(told) >= _SENTENCE:
            yield (*told, "")
    if len(words) >= _RUN:
        yield from runs(words, _RUN)


def _apart(one: Statement, other: Statement) -> bool:
    """Whether two statements lie on different days; not where only a year that was filled in differs."""
    if not days_between(one.date, other.date):
        return False
    filled = not (one.year_stated and other.year_stated)
    return not (filled and (one.date or "")[4:] == (other.date or "")[4:])


def _sentence(report: Report, said: _Said) -> str:
    view = report.reading.context.views[said.statement.paragraph]
    at = said.quote.span.start
    start, end = view.sentence_at(at)
    return report.own(view)[max(start, at - _BESIDE) : min(end, said.quote.span.end + _BESIDE)]


def _side(report: Report, said: _Said) -> Side:
    view = report.reading.context.views[said.statement.paragraph]
    return report.side(view, *said.quote.span)
