"""The names of a sheet's columns: from one row or several, and from a file of refused rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sourcebook.dossier.ingest.sheet.cells import Cell, shown
from sourcebook.dossier.ingest.sheet.csv_rows import folded_name
from sourcebook.dossier.ingest.sheet.plans import SheetPlan
from sourcebook.dossier.ingest.sheet.refused import OWN, REASON, unsafe
from sourcebook.dossier.ingest.sheet.tables import Line, SheetError, Unreadable

_JOIN = " / "


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a sheet: their names, and where those stand that the mapping names.

    `own` is true of a file of refused rows, whose first columns are not the sheet's.
    """

    names: tuple[str, ...]
    at: dict[str, int]
    own: bool

    def told(self, line: list[Cell], sheet: str) -> tuple[str, list[Cell]]:
        """The sheet that a row comes from, and its cells; what was put before formulas is taken off."""
        if not self.own:
            return sheet, line
        texts = [unsafe(cell) if isinstance(cell, str) else cell for cell in line]
        return shown(texts[0]) if texts else sheet, texts[len(OWN) :]

    def named(self, cells: list[Cell]) -> dict[str, Cell]:
        """The cells that the mapping names."""
        return {name: cells[n] if n < len(cells) else None for name, n in self.at.items()}

    def with_named(self, cells: list[Cell], named: dict[str, Cell]) -> list[Cell]:
        """The cells of a row with those that were filled from above, none missing at its end."""
        full = [*cells, *[None] * (len(self.names) - len(cells))]
        for name, n in self.at.items():
            full[n] = named[name]
        return full

    def unknown(self, plan: SheetPlan) -> list[str]:
        """The columns that the mapping does not name, nor leaves out on purpose."""
        ignored = {folded_name(name) for name in plan.ignored}
        known = set(self.at.values())
        return [n for i, n in enumerate(self.names) if n and i not in known and folded_name(n) not in ignored]


def header_of(lines: Iterator[Line], plan: SheetPlan, path: Path) -> Header:
    """Read the header off a sheet. Raises SheetError where a column is missing or stands twice."""
    rows: list[list[str]] = []
    last = max(plan.header)
    for seen, (number, line) in enumerate(lines, 1):
        if isinstance(line, Unreadable):
            raise SheetError(f"{path}: the header, row {number}: {line.reason}")
        texts = [" ".join(shown(cell).split()) for cell in line]
        if seen == 1 and len(texts) >= len(OWN) and texts[len(OWN) - 1] == REASON:
            return _found([unsafe(text) for text in texts[len(OWN) :]], plan, path, own=True)
        if seen in plan.header:
            rows.append(texts)
        if seen >= last:
            break
    if len(rows) < len(plan.header):
        raise SheetError(f"{path}: ends before its header, which the mapping says is row {last}")
    return _found(_joined(rows), plan, path, own=False)


def _joined(rows: list[list[str]]) -> list[str]:
    """Names over several rows: a name above reaches to the right until the next one, as merged cells do."""
    width = max(len(row) for row in rows)
    names = [""] * width
    for level, row in enumerate(rows):
        above = ""
        for n in range(width):
            own = row[n] if n < len(row) else ""
            above = own or above
            reaching = own if level == len(rows) - 1 else above
            names[n] = _JOIN.join(part for part in (names[n], reaching) if part)
    return names


def _found(names: list[str], plan: SheetPlan, path: Path, own: bool) -> Header:
    whole: dict[str, list[int]] = {}
    ending: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        whole.setdefault(folded_name(name), []).append(n)
        ending.setdefault(folded_name(name.rpartition(_JOIN)[2]), []).append(n)
        # A name that stands above alone, in a cell merged downwards.
        ending.setdefault(folded_name(name.partition(_JOIN)[0]), [n])
    at: dict[str, int] = {}
    optional = [column.name for column in plan.columns if column.optional]
    for name in [*plan.needed, *optional]:
        found = whole.get(folded_name(name)) or ending.get(folded_name(name)) or []
        if len(found) > 1:
            raise SheetError(f"{path}: two columns are called {name!r}; rename one of them")
        if found:
            at[name] = found[0]
        elif name in plan.needed:
            there = ", ".join(name for name in names if name)[:300]
            raise SheetError(
                f"{path}: there is no column {name!r}, which the mapping needs; there are: {there}"
            )
    return Header(tuple(names), at, own)
