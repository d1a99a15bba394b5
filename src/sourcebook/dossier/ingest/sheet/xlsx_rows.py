"""XLSX: the rows of each sheet as stored, one by one. Formulas give the result that was saved with them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import repeat
from pathlib import Path
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from sourcebook.dossier.ingest.packages import PackageError, opened
from sourcebook.dossier.ingest.sheet.cells import Cell
from sourcebook.dossier.ingest.sheet.tables import Line, SheetError, Table, Unreadable

_CELLS = (str, int, float, bool, date, time, timedelta)
_WIDEST = 2_000
# Parts beside the tables are read whole (all texts are in one), where one waits for the answer: in bytes.
_BESIDE = 60_000_000
# Parts that hold more than tables are left alone; those that do declare no document type.
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


def read_xlsx(path: Path, wanted: tuple[str, ...]) -> list[Table]:
    """The sheets named in `wanted`, the first where that is empty, all where it is "*". Raises SheetError."""
    _checked(path)
    try:
        with warnings.catch_warnings():
            # It warns of parts that it leaves out: charts, validation of cells.
            warnings.simplefilter("ignore")
            values = load_workbook(path, read_only=True, data_only=True)
            formulas = load_workbook(path, read_only=True) if _has_formulas(path) else None
    except Exception as error:  # its errors have no common base
        raise SheetError(f"{path}: no sound XLSX ({str(error)[:100]}); open it and save it again") from None
    names = [sheet.title for sheet in values.worksheets]
    missing = [name for name in wanted if name != "*" and name not in names]
    if missing:
        raise SheetError(f"{path}: there is no sheet {missing[0]!r}; there are {', '.join(names)}")
    chosen = names if "*" in wanted else list(wanted) or names[:1]
    return [Table(name, _rows(path, values, formulas, name)) for name in chosen]


def _checked(path: Path) -> None:
    """That the file unpacks to no more than is read, and that no part of it declares entities."""
    try:
        with opened(path) as package:
            for name in package.namelist():
                tables = name.startswith("xl/worksheets/")
                if (
                    not tables
                    and package.getinfo(name).file_size > _BESIDE
                    and not name.startswith("xl/media/")
                ):
                    raise SheetError(
                        f"{path}: {name} has more than {_BESIDE // 1_000_000} MB of texts or styles: take "
                        "out what is not needed, or save it as CSV"
                    )
                if name.endswith((".xml", ".rels")):
                    with package.open(name) as part:
                        head = part.read(20_000)
                    if any(word in head for word in _DECLARES):
                        raise SheetError(f"{path}: {name} declares a document type, which no program writes")
    except PackageError as error:
        raise SheetError(str(error)) from None


def _has_formulas(path: Path) -> bool:
    with opened(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with package.open(name) as part:
                    before = b""
                    while chunk := part.read(1 << 20):
                        if b"<f>" in before + chunk or b"<f " in before + chunk:
                            return True
                        before = chunk[-3:]
    return False


def _rows(path: Path, values: Any, formulas: Any, name: str) -> Iterator[Line]:
    try:
        sheet = values[name]
        # What the file says of its own size is often wrong.
        sheet.reset_dimensions()
        beside: Iterator[Any] = repeat(())
        if formulas is not None:
            formulas[name].reset_dimensions()
            beside = formulas[name].iter_rows(values_only=True)
        for number, (row, asked) in enumerate(zip(sheet.iter_rows(), beside, strict=False), 1):
            yield number, _cells(row, asked)
    except SheetError:
        raise
    except Exception as error:  # its errors have no common base
        raise SheetError(f"{path}: sheet {name!r} is damaged ({str(error)[:100]}); save it again") from None


def _cells(row: tuple[Any, ...], asked: tuple[Any, ...]) -> list[Cell] | Unreadable:
    """The values of a row; unreadable where a cell holds an error, or a formula without its result."""
    cells: list[Cell] = []
    reasons = []
    for n, cell in enumerate(row[:_WIDEST]):
        value = cell.value
        formula = asked[n] if n < len(asked) else None
        if getattr(cell, "data_type", "") == "e":
            reasons.append(f"{cell.coordinate} holds the error {value}")
        elif value is None and isinstance(formula, str) and formula.startswith("="):
            reasons.append("a formula has no result in the file: open it in a spreadsheet and save it")
        cells.append(value if value is None or isinstance(value, _CELLS) else str(value))
    if reasons:
        return Unreadable("\t".join("" if cell is None else str(cell) for cell in cells), "; ".join(reasons))
    return cells
