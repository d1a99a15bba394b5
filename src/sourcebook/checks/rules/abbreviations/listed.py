"""The list of abbreviations of a report: a table, or lines under its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from sourcebook.checks.findings import Side
from sourcebook.checks.report import Report
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.bodies import spelt_out
from sourcebook.reading.document import Paragraph, Table
from sourcebook.text import Span
from sourcebook.text.folding import skeleton

_LONGEST = 12
_LINE = re.compile(
    r"(?P<short>[^\W\d_][\w&.-]{1,11})(?:\s*[:=–—\t]\s*|\s+-\s+|[ \u00a0]{2,})(?P<full>[^\W\d_].*)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: the abbreviation, what it stands for, and where it stands."""

    short: str
    full: str
    side: Side


def entries(report: Report) -> dict[str, Entry]:
    """The list of abbreviations, by abbreviation; empty where the report has none."""
    found: dict[str, Entry] = {}
    for table in list_tables(report):
        for short, full in _pairs(table):
            if _looks_short(short):
                found.setdefault(short, Entry(short, full, _side_in(report, table, short, full)))
    for view in report.views:
        if in_list(report, view):
            for match in _LINE.finditer(view.text):
                if _looks_short(match["short"]):
                    side = report.side(view, match.start(), match.end())
                    found.setdefault(match["short"], Entry(match["short"], match["full"].strip(), side))
    return found


def list_tables(report: Report) -> Iterator[Table]:
    """The tables that are a list of abbreviations, by their heading or by what they hold."""
    return (t for t in report.document.tables if _headed(report, t) or _is_list(_pairs(t)))


def in_list(report: Report, view: ParagraphView) -> bool:
    """Whether a paragraph is a part of the list of abbreviations."""
    return _headed(report, view.paragraph)


def _headed(report: Report, part: Paragraph | Table) -> bool:
    titles = _folded(tuple(report.words("parts")["abbreviations"]))
    return bool(part.section) and skeleton(part.section[-1]) in titles


@cache
def _folded(titles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(skeleton(title) for title in titles)


def _pairs(table: Table) -> list[tuple[str, str]]:
    """Abbreviation and meaning: the first two cells, or each two cells where a row holds several entries."""
    found = []
    for row in table.rows:
        for at in range(0, len(row) - 1, 2) if len(row) % 2 == 0 else (0,) if len(row) > 1 else ():
            short, full = row[at].strip(), row[at + 1].strip()
            if full:
                found.append((short, full))
    return found


def _is_list(rows: Iterable[tuple[str, str]]) -> bool:
    """Whether the first column abbreviates the second, whatever stands above the table."""
    fitting = [_looks_short(short) and spelt_out(full, short) is not None for short, full in rows]
    return sum(fitting) >= 3 and sum(fitting) * 2 >= len(fitting)


def _looks_short(short: str) -> bool:
    capitals = sum(letter.isupper() for letter in short)
    return 1 < len(short) <= _LONGEST and " " not in short and capitals >= 2


def _side_in(report: Report, table: Table, short: str, full: str) -> Side:
    source = report.document.source
    at = re.compile(rf"(?<!\w){re.escape(short)}(?!\w)").search(source, *table.span)
    span = Span(at.start(), at.end()) if at else table.span
    return Side("list of abbreviations", f"{short}: {full}", span)
