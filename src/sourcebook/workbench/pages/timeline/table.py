"""The counts of the timeline as a table: the same numbers for those who read them, and for print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sourcebook.dossier.views.timeline import Counts
from sourcebook.dossier.views.window import Window
from sourcebook.workbench.pages.records.asked import Asked


@dataclass(frozen=True, slots=True)
class Table:
    """Parts of the window down, lanes across; below, for each lane, how many have longer dates."""

    lanes: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]
    spans: tuple[int, ...]


def table_of(
    counts: Counts, lanes: list[str], window: Window, name: Callable[[str], str], asked: Asked, base: str
) -> Table:
    """The table; a part in which there is nothing is left out of it."""
    cells: dict[tuple[str, str], int] = {}
    spans = dict.fromkeys(lanes, 0)
    known = {part.at for part in window.parts()}
    for one in counts.rows:
        if one.first == one.last and one.first in known:
            cells[one.first, one.lane] = one.number
        else:
            spans[one.lane] += one.number
    rows = []
    for part in sorted(known):
        numbers = tuple(cells.get((part, lane), 0) for lane in lanes)
        if any(numbers):
            rows.append((part, f"{base}?{asked.address(since=part, until=part)}", numbers))
    return Table(tuple(name(lane) for lane in lanes), tuple(rows), tuple(spans.values()))
