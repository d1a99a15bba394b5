"""A table that was read, as a grid: its cells, with marks and looks where these are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sourcebook.publish.edition import Grid, Inline, Text
from sourcebook.reading.document import Table
from sourcebook.text import Passage

# Gives the inlines of a passage.
Inlines = Callable[[Passage], tuple[Inline, ...]]


def grid(table: Table, cells: Sequence[Sequence[Passage]] | None, inlines: Inlines) -> Grid:
    """The grid of a table; `cells` are its cells as passages, None where only their words are known."""
    rows = [tuple(map(inlines, row)) for row in cells] if cells is not None else list(map(_plain, table.rows))
    width = max((len(row) for row in rows), default=0)
    whole = tuple((*row, *(((),) * (width - len(row)))) for row in rows)
    # One row can be the header; where there are several, none alone names the columns.
    if table.head == 1 and len(whole) > 1:
        return Grid(whole[0], whole[1:])
    return Grid((), whole)


def _plain(row: Sequence[str]) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Text(" ".join(cell.split())),) if cell.strip() else () for cell in row)
