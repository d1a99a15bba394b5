"""Tables: cells whose lines stay lines until notes and marks are told; tables that only lay out the page.

Web pages, and reports in Word, use tables for what is none: a menu beside the text, numbers in a column
beside their paragraphs. What they hold is text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from sourcebook.reading.document import Table
from sourcebook.reading.pandoc.line import Cell, Line
from sourcebook.text import PassageBuilder, Span
from sourcebook.text.passage import join

Rows = list[list[list[Line]]]

# A cell longer than this is no cell but a part of the page that a table lays out.
_LONG_CELL = 1500
# A paragraph in a cell is at least so long; a cell with several, and most of the table's text, is a page.
_PARAGRAPH = 60
_MOST = 0.6
# The title of a column is not longer than this.
_TITLE = 40
_LABEL = re.compile(
    r"[‘“\"«„]?(?:\d{1,4}[.)]|[(\[]?(?:\d{1,4}|[a-zа-я]|[ivx]{1,6})[)\]]|\d{1,3}(?:\.\d{1,3}){1,3}\.?|[–—-])"
)
_STOPPED = re.compile(r"[.;:!?…][\"”’»)\]]*$")


def lays_out(rows: Rows) -> bool:
    """Whether a table is none: one column, a cell that is a page, or labels beside their paragraphs."""
    cells = [cell for row in rows for cell in row]
    if any(sum(len(line.text) for line in cell) > _LONG_CELL for cell in cells):
        return True
    if all(len(row) < 2 for row in rows) or _labels(rows):
        return True
    if _is_headed(rows):
        return False
    sizes = [sum(len(line.text) for line in cell) for cell in cells]
    largest = max(range(len(cells)), key=sizes.__getitem__)
    long = sum(len(line.text) > _PARAGRAPH for line in cells[largest])
    return long > 1 and sizes[largest] > sum(sizes) * _MOST


def _is_headed(rows: Rows) -> bool:
    """Whether a table has the titles of its columns in the first row, and all rows these columns."""
    widths = {len(row) for row in rows}
    titled = all(len(cell) == 1 and 0 < len(cell[0].text) <= _TITLE for cell in rows[0])
    return len(rows) > 1 and len(widths) == 1 and titled


def _labels(rows: Rows) -> bool:
    """Whether the first of two columns holds the numbers of the paragraphs in the second."""
    pairs = [row for row in rows if any(cell for cell in row)]
    if not pairs or any(len(row) != 2 or len(row[0]) != 1 or not row[1] for row in pairs):
        return False
    sentences = sum(_STOPPED.search(row[1][-1].text) is not None for row in pairs)
    return sentences * 2 > len(pairs) and all(_LABEL.fullmatch(_shown(row[0][0])) for row in pairs)


def with_row_labels(rows: Rows) -> list[Line]:
    """The lines of a table that lays out the page, in order; a number goes with the paragraph beside it."""
    if not _labels(rows):
        return [line for row in rows for cell in row for line in cell]
    lines: list[Line] = []
    for row in rows:
        if not any(row):
            continue
        (number,), (first, *rest) = row
        lines += [beside(number, first), *rest]
    return lines


def beside(label: Line, line: Line) -> Line:
    """A line with another before it, which is its label: in words, or the number of a list."""
    if not label.text:
        return replace(line, label=label.label, printed=label.printed, depth=label.depth)
    shift = len(label.text) + 1
    return replace(
        line,
        passage=join([label.passage, line.passage], " "),
        anchors=(*label.anchors, *(a._replace(at=a.at + shift) for a in line.anchors)),
        references=(
            *label.references,
            *(r._replace(start=r.start + shift, end=r.end + shift) for r in line.references),
        ),
        raised=(*label.raised, *(Span(s.start + shift, s.end + shift) for s in line.raised)),
    )


def in_cells(rows: Rows, number: int, head: int) -> list[Line]:
    """The lines of a table, each told its cell; a cell without a line gets an empty one.

    The first `head` rows are those that the file calls titles of columns; titles without a word are none.
    """
    titled = [any(line.text for cell in row for line in cell) for row in rows[:head]]
    head = head if any(titled) else 0
    empty = Line("cell", PassageBuilder().build())
    return [
        replace(line, kind="cell", level=0, cell=Cell(number, r, c, r < head))
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        for line in cell or [empty]
    ]


def same_table(one: Line, other: Line) -> bool:
    """Whether two lines stand in one table."""
    return one.cell is not None and other.cell is not None and one.cell.table == other.cell.table


def table_from(lines: list[Line], caption: str | None) -> Table:
    """A table from the lines of its cells, in order."""
    rows = [
        tuple("\n".join(map(_shown, cell)) for _, cell in groupby(row, lambda line: line.cell))
        for _, row in groupby(lines, lambda line: line.cell.row if line.cell else 0)
    ]
    spans = [line.passage.source_span() for line in lines if line.text]
    span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)
    head = {line.cell.row for line in lines if line.cell is not None and line.cell.head}
    return Table(tuple(rows), span, caption=caption, head=len(head))


def _shown(line: Line) -> str:
    """A line of a cell with the number that a list gives it."""
    return f"{line.printed} {line.text}".strip()
