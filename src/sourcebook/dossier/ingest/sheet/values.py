"""The cells of one row as values for targets: mapped, split, converted; all faults of a row are collected."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass, field

from sourcebook.dossier.ingest.schema import Column
from sourcebook.dossier.ingest.sheet.cells import Cell, CellRefused, Value, converted, shown
from sourcebook.dossier.ingest.sheet.plans import ColumnPlan, Mapping, SheetPlan
from sourcebook.dossier.ingest.sheet.refused import Fault
from sourcebook.dossier.ingest.sheet.targets import Target

_HALF_DATE = Column("edtf")


@dataclass(slots=True)
class Values:
    """What the cells of a row say, by target, with the faults found on the way."""

    said: dict[Target, list[Value]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def values_of(cells: Table[str, Cell], plan: SheetPlan, mapping: Mapping) -> Values:
    """The values of a row, whose cells are given by the names of columns."""
    found = Values()
    for name in plan.obligatory:
        if is_empty(cells.get(name), mapping):
            found.faults.append(Fault(name, "", "must be filled"))
    for column in plan.columns:
        cell = cells.get(column.name)
        if is_empty(cell, mapping):
            continue
        for target in column.targets:
            try:
                values = [
                    converted(c, target.column, column.manner, target.half) for c in _pieces(cell, column)
                ]
            except CellRefused as error:
                found.faults.append(Fault(column.name, shown(cell, mapping.decimal), str(error)))
                continue
            found.said.setdefault(target, []).extend(values)
    return found


def is_empty(cell: Cell, mapping: Mapping) -> bool:
    """Whether a cell says nothing."""
    words = shown(cell)
    return not words or words.casefold() in mapping.empty


def _pieces(cell: Cell, column: ColumnPlan) -> list[Cell]:
    """The values of a cell, each as the mapping translates it."""
    pieces: list[Cell] = [cell]
    if column.split and isinstance(cell, str):
        pieces = [piece for part in cell.split(column.split) if (piece := part.strip())]
    if not column.values:
        return pieces
    return [_translated(piece, column) for piece in pieces]


def _translated(piece: Cell, column: ColumnPlan) -> Cell:
    words = " ".join(shown(piece, column.manner.decimal).split()).casefold()
    if words in column.values:
        value: Cell = column.values[words]
        return value
    return column.values.get("*", piece)
