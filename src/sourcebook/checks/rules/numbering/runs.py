"""The paragraphs' numbers as runs: stretches in which each number is higher than the one before.

A run that begins at 1 under a heading of the highest level is a part of its own (a separate opinion, an
annex with paragraphs): what it repeats of an earlier part's numbers is no slip.
"""

from __future__ import annotations

from sourcebook.checks.report import Report
from sourcebook.reading.analysis import ParagraphView

Part = list[list[ParagraphView]]


def parts_of(report: Report) -> list[Part]:
    """The numbered paragraphs, part by part, each part run by run."""
    parts: list[Part] = []
    last: ParagraphView | None = None
    for view in report.numbered:
        number = number_of(view)
        if number is None:
            continue
        if last is None or (number == 1 and _chapter(view) != _chapter(last)):
            parts.append([[]])
        elif number <= (number_of(last) or 0):
            parts[-1].append([])
        parts[-1][-1].append(view)
        last = view
    return parts


def number_of(view: ParagraphView) -> int | None:
    """The number of a paragraph; None where its label is no plain number."""
    label = view.paragraph.label or ""
    return int(label) if label.isascii() and label.isdigit() else None


def _chapter(view: ParagraphView) -> str | None:
    return view.paragraph.section[0] if view.paragraph.section else None
