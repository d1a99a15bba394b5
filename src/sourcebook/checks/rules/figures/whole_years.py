"""Figures for a whole year whose sources were all published before the year was over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sourcebook.checks.report import Cited, Report
from sourcebook.checks.rules.figures.numbers import view_of
from sourcebook.dates import DateError, bounds
from sourcebook.reading.candidates import Figure
from sourcebook.reading.lexicon import alternation

_LAST_MONTH = 12


def too_early(
    report: Report, words: Iterable[str], measures: frozenset[str]
) -> Iterator[tuple[Figure, Cited, int]]:
    """A figure "in 2031", the last of its sources, and the year; only where every source is dated."""
    year_after = re.compile(rf"\s(?:{alternation(words)})\s(?P<year>(?:19|20)\d\d)(?![\d/–-])")
    by_note: dict[int, list[Cited]] = {}
    for one in report.cited:
        by_note.setdefault(one.note, []).append(one)
    for figure in report.reading.figures:
        match = (
            year_after.match(report.own(view_of(report, figure)), figure.span.end) if figure.notes else None
        )
        if match is None or figure.value is None or figure.unit in measures:
            continue
        dated = [(_latest(one), one) for note in figure.notes for one in by_note.get(note, [])]
        last = max(dated, key=lambda pair: pair[0] or (9999, 12), default=(None, None))
        year = int(match["year"])
        if last[0] and last[1] and last[0] < (year, _LAST_MONTH) and last[0][0] == year:
            yield figure, last[1], year


def _latest(one: Cited) -> tuple[int, int] | None:
    """Year and month of publication, at the latest."""
    try:
        last = bounds(one.source.date)[1] if one.source.date else None
    except DateError:
        return None
    return (last.year, last.month) if last else None
