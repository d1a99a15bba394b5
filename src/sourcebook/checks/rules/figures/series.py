"""Figures of the same thing at the same time in several paragraphs, in the report's own voice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from sourcebook.checks.report import Report
from sourcebook.checks.rules.figures.numbers import view_of
from sourcebook.reading.candidates import Figure
from sourcebook.text.folding import skeleton

_NOUN = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"(?<!\w)[^\W\d_]{3,}")
_NOUNS = 2


def rivals(report: Report, measures: frozenset[str]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures with the same words, date and claimant in two paragraphs, and different values.

    The names in one of the two sentences must all stand in the other: else they speak of different things.
    """
    same: dict[tuple[frozenset[str], str, str | None], list[Figure]] = defaultdict(list)
    for figure in report.reading.figures:
        nouns = frozenset(word for word in _NOUN.findall(figure.quantity) if word.islower())
        if figure.as_of and len(nouns) >= _NOUNS and _judged(report, figure, measures):
            same[nouns, figure.as_of, figure.attributed_to].append(figure)
    for group in same.values():
        for one, other in pairwise(group):
            if one.paragraph != other.paragraph and one.value != other.value:
                a, b = _names(report, one), _names(report, other)
                if a <= b or b <= a:
                    yield one, other


def _judged(report: Report, figure: Figure, measures: frozenset[str]) -> bool:
    """An exact number of something named, that is no part of another."""
    exact = figure.value is not None and figure.qualifier is None and figure.parent is None
    named = figure.unit is not None and figure.unit not in measures and "bare numeral" not in figure.cues
    return exact and named and view_of(report, figure).paragraph.kind != "item"


def _names(report: Report, figure: Figure) -> frozenset[str]:
    """The capitalised words of the figure's sentence, its first word apart."""
    view = view_of(report, figure)
    sentence = view.sentence_at(figure.span.start)
    words = list(_NAME.finditer(report.own(view), *sentence))
    return frozenset(skeleton(m[0]) for m in words if m[0][0].isupper() and m.start() > sentence.start)
