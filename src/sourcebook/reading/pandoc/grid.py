"""The grid of a table: each cell in its own column, though others reach over several columns and rows.

A file names the cells that begin; those that another one covers it leaves out. Here they are put back as
empty cells, so that a value stands below its heading.
"""

from __future__ import annotations

from typing import NamedTuple

from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.table import Rows


class Spanning(NamedTuple):
    """A cell as a file gives it: over how many rows and columns it reaches, and its lines."""

    rows: int
    columns: int
    lines: list[Line]


# The rows of one part of a table (head, body, foot): no cell reaches out of its part.
Part = list[list[Spanning]]


def begun(parts: list[Part]) -> Rows:
    """The cells that a file names, row by row."""
    return [[cell.lines for cell in row] for part in parts for row in part]


def in_columns(parts: list[Part]) -> Rows:
    """The rows of a table with an empty cell wherever another one reaches.

    Columns at the right that hold nothing are left out where a cell reaches over them: its width was a way
    to say "all".
    """
    rows = [row for part in parts for row in _filled(part)]
    filled = max(
        (n + 1 for row in rows for n, cell in enumerate(row) if any(line.text for line in cell)), default=0
    )
    spans = any(cell.columns > 1 for part in parts for row in part for cell in row)
    return [row[:filled] for row in rows] if spans else rows


def _filled(part: Part) -> Rows:
    """The rows of one part; those that a cell above still reaches are filled up to its columns."""
    reaching: dict[int, int] = {}
    rows: Rows = []
    for given in part:
        row: list[list[Line]] = []
        next_reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        for cell in given:
            while len(row) in reaching:
                row.append([])
            begin = len(row)
            row += [cell.lines, *([] for _ in range(cell.columns - 1))]
            if cell.rows > 1:
                next_reaching.update((column, cell.rows - 1) for column in range(begin, len(row)))
        row += [[] for _ in range(len(row), max(reaching, default=-1) + 1)]
        rows.append(row)
        reaching = next_reaching
    return rows
