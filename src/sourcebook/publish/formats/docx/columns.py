"""How broad the columns of a table are: each as broad as its longest word, the rest by how much it says."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.publish.printed import Table, reading

# A table of so many columns is set in smaller type.
_MANY = 5
# Letters that stand beside each other on a line of a table; a word or a cell that is longer turns.
_LINE, _DENSE_LINE, _WORD, _CELL = 92, 108, 22, 60


def is_dense(breadth: int) -> bool:
    """Whether a table of `breadth` columns needs smaller type."""
    return breadth >= _MANY


def shares(table: Table, breadth: int) -> Sequence[float]:
    """The shares of the table's width for its `breadth` columns; they add up to one."""
    line = _DENSE_LINE if is_dense(breadth) else _LINE
    columns: list[list[str]] = [[] for _ in range(breadth)]
    for row in (table.header, *table.rows):
        for place, cell in enumerate(row):
            columns[place].append(reading(cell))
    least = [
        min(max((len(word) for text in column for word in text.split()), default=1), _WORD) + 2
        for column in columns
    ]
    wanted = [
        max(low, min(max((len(text) for text in column), default=1) + 2, _CELL))
        for column, low in zip(columns, least, strict=True)
    ]
    if sum(wanted) <= line or sum(least) >= line:
        chosen = wanted if sum(wanted) <= line else least
        return [one / sum(chosen) for one in chosen]
    # Less than in proportion: short columns stay readable beside long ones.
    said = [sum(len(text) for text in column) ** 0.75 for column in columns]
    room = line - sum(least)
    return [(low + room * one / sum(said)) / line for low, one in zip(least, said, strict=True)]
