"""Rows of tables that sum up the rows above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.reading.document import Table
from sourcebook.text.folding import skeleton

_NUMBER = re.compile(r"\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+")
_NOTHING = frozenset(("", "-", "–", "—", "0"))


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A column of a table whose total is not the sum of the cells above it."""

    heading: str
    stated: int
    added: int


def wrong_totals(
    table: Table, total_words: frozenset[str], other_words: frozenset[str]
) -> Iterator[WrongTotal]:
    """The columns that do not add up; none where a row is a part of another row."""
    first = [skeleton(row[0]).strip(" :") if row else "" for row in table.rows]
    if any(any(cell.startswith(word) for word in other_words) for cell in first):
        return
    begin = 1
    for at, cell in enumerate(first):
        if cell not in total_words or at - begin < 2:
            continue
        width = len(table.rows[at])
        for column in range(1, width):
            cells = [row[column].strip() for row in table.rows[begin:at] if len(row) == width]
            stated = _value(table.rows[at][column].strip())
            values = [_value(cell) for cell in cells]
            if stated is None or len(cells) != at - begin or None in values:
                continue
            added = sum(value or 0 for value in values)
            if added != stated:
                heading = table.rows[0][column] if len(table.rows[0]) == width else f"column {column + 1}"
                yield WrongTotal(heading.strip(), stated, added)
        begin = at + 1


def _value(cell: str) -> int | None:
    if cell in _NOTHING:
        return 0
    return int(re.sub(r"\D", "", cell)) if _NUMBER.fullmatch(cell) else None
