"""What the rules on figures share: the report's figures by paragraph, and when two numbers agree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from sourcebook.checks.report import Report
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.numbers import find_numbers
from sourcebook.reading.candidates import Figure

# How far a rounded number may lie from what it rounds.
_ROUNDED = 0.15
_AT_LEAST = 1.5


def by_paragraph(report: Report) -> dict[int, list[Figure]]:
    """The report's own figures, by the index of their paragraph, in order."""
    found: dict[int, list[Figure]] = defaultdict(list)
    for figure in report.reading.figures:
        found[figure.paragraph].append(figure)
    return found


def view_of(report: Report, figure: Figure) -> ParagraphView:
    """The paragraph of a figure."""
    return report.reading.context.views[figure.paragraph]


def body_values(report: Report) -> list[float]:
    """Every number of body, annexes, notes and tables, sorted: also quoted ones, dates and labels."""
    texts = [view.text for view in report.views if not report.in_summary(view)]
    texts += [note.text for note in report.document.notes]
    texts += [cell for table in report.document.tables for row in table.rows for cell in row]
    values: set[float] = set()
    for text in texts:
        for number in find_numbers(text, report.language):
            values.update(v for v in (number.value, number.low, number.high) if v is not None)
    return sorted(values)


def backed(figure: Figure, values: Sequence[float], rounded: set[str], at_least: set[str]) -> bool:
    """Whether one of the sorted values is what a figure says, as exactly as it says it."""
    stated = [v for v in (figure.value, figure.low, figure.high) if v is not None]
    qualifier = (figure.qualifier or "").casefold()
    if qualifier in at_least and figure.low is not None:
        return _between(values, figure.low, figure.low * _AT_LEAST)
    if qualifier:
        slack = _ROUNDED if qualifier in rounded else _AT_LEAST - 1
        return all(_between(values, v * (1 - slack), v * (1 + slack)) for v in stated)
    return all(_between(values, v, v) or _rounds(v, values) for v in stated)


def _between(values: Sequence[float], low: float, high: float) -> bool:
    return bisect_left(values, low) < bisect_right(values, high)


def _rounds(value: float, values: Sequence[float]) -> bool:
    """Whether a value that ends in zeros rounds one that does not: 31,000 for 31,400."""
    step = 1.0
    while value >= 100 and value % (step * 10) == 0:
        step *= 10
    return step >= 100 and _between(values, value - step / 2, value + step / 2)


def written(figure: Figure) -> str:
    """The figure's words as they stand, on one line."""
    return " ".join(figure.text.split())
