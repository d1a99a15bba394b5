"""text-repeated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.clauses import QUOTED
from sourcebook.text import Span
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"\w+")
# Sentences of one day are compared only as long as there are few of them.
_MANY = 40
_SHORTEST, _SHORTEST_NEAR = 8, 6
_SHARED = 0.75


@dataclass(frozen=True, slots=True)
class _Sentence:
    view: ParagraphView
    span: Span
    words: tuple[str, ...]


class TextRepeated(Rule):
    """A sentence stands in the report twice.

    ## What it does
    Looks for sentences of the report's own text (eight words at least) that stand in two places word for
    word, and for sentences on the same full date that share most of their words. Sentences with a quotation
    and items of lists are left out: recommendations are often repeated on purpose.

    ## Why it matters
    A sentence told twice is usually left over from moving text about. Readers count the event twice.

    ## Example
    Fails: "On 19 July 2031 a court in Kelmet sentenced him to nine years in prison." in paragraphs 12 and 40.
    Passes: the sentence in paragraph 12, and "(see paragraph 12)" in paragraph 40.

    ## False alarms
    A summary that repeats the body's own words, and standing phrases of decisions.
    """

    name = "text-repeated"
    family = "voice"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Each repeated sentence with all its places."""
        same: dict[tuple[str, ...], list[_Sentence]] = defaultdict(list)
        of_a_day: dict[str, list[_Sentence]] = defaultdict(list)
        for sentence in _sentences(report):
            if len(sentence.words) >= _SHORTEST:
                same[sentence.words].append(sentence)
            for date in sentence.view.dates_within(*sentence.span):
                if date.precision == "day" and len(sentence.words) >= _SHORTEST_NEAR:
                    of_a_day[date.edtf].append(sentence)
        for sentences in same.values():
            if len(sentences) > 1:
                yield self._twice(report, sentences, "word for word")
        for sentences in of_a_day.values():
            if len(sentences) <= _MANY:
                yield from (
                    self._twice(report, pair, "in nearly the same words") for pair in _near(sentences)
                )

    def _twice(self, report: Report, sentences: list[_Sentence], how: str) -> Finding:
        return self.finding(
            f"This sentence stands in {len(sentences)} places, {how}. Tell it once and refer to it.",
            *(report.side(sentence.view, *sentence.span) for sentence in sentences),
        )


def _sentences(report: Report) -> Iterator[_Sentence]:
    for view in report.views:
        paragraph = view.paragraph
        if paragraph.kind != "paragraph" or (paragraph.region == "front" and not report.in_summary(view)):
            continue
        own = report.unquoted(view)
        for span in view.sentences:
            text = own[span.start : span.end]
            if QUOTED not in text:
                yield _Sentence(view, span, tuple(_WORD.findall(skeleton(text))))


def _near(sentences: list[_Sentence]) -> Iterator[list[_Sentence]]:
    """Each sentence with the first earlier one that shares most of its words and stands elsewhere."""
    for n, later in enumerate(sentences):
        b = set(later.words)
        for earlier in sentences[:n]:
            a = set(earlier.words)
            if earlier.words != later.words and len(a & b) >= _SHARED * max(len(a), len(b)):
                yield [earlier, later]
                break
