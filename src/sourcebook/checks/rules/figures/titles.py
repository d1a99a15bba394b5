"""Numbers of people in the titles of sources, beside those of the sentence that cites them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sourcebook.checks.report import Cited, Report
from sourcebook.checks.rules.figures.numbers import by_paragraph
from sourcebook.reading.analysis.numbers import find_numbers
from sourcebook.reading.candidates import Figure
from sourcebook.reading.lexicon import alternation

# Numbers that are farther apart than this count something else.
_COMPARABLE = 0.5


def titles_that_differ(report: Report, words: Mapping[str, Any]) -> Iterator[tuple[Figure, Cited, float]]:
    """A figure of people, the source cited for it, and the other number of people in the source's title."""
    people = frozenset(words["people units"])
    counts = re.compile(rf"\s(?:\w+\s){{0,2}}?(?:{alternation(words['counts people'])})(?!\w)", re.IGNORECASE)
    cited: dict[int, list[Cited]] = {}
    for one in report.cited:
        cited.setdefault(one.note, []).append(one)
    for figures in by_paragraph(report).values():
        mine = {f.value for f in figures if f.value is not None and f.unit in people}
        for figure in figures:
            if figure.value is None or figure.unit not in people or figure.parent is not None:
                continue
            for one in (source for note in figure.notes for source in cited.get(note, [])):
                title = one.source.title or ""
                numbers = [
                    n.value for n in find_numbers(title, "en") if n.value and counts.match(title, n.end)
                ]
                if len(numbers) == 1 and numbers[0] not in mine and _comparable(numbers[0], figure.value):
                    yield figure, one, numbers[0]


def _comparable(one: float, other: float) -> bool:
    return min(one, other) >= 10 and abs(one - other) <= _COMPARABLE * max(one, other)
