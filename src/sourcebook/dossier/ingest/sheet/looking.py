"""A sheet looked at before it is read: its tables, the names of its columns, and its first rows as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sourcebook.dossier.ingest.sheet.cells import shown
from sourcebook.dossier.ingest.sheet.csv_rows import read_csv
from sourcebook.dossier.ingest.sheet.tables import Line, SheetError, Table, Unreadable
from sourcebook.dossier.ingest.sheet.xlsx_rows import read_xlsx

_OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Looked:
    """A table of a sheet: `name` ("" in CSV), the names of its columns, its first rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def look(path: Path, rows: int = 100) -> list[Looked]:
    """The tables of a CSV or XLSX that have a first row, in their order. Raises SheetError."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_OLD):
        raise SheetError(f"{path}: this is XLS, or encrypted; save it as XLSX without a password")
    tables = read_xlsx(path, ("*",)) if head.startswith(b"PK") else [read_csv(path, ())]
    looked = [_looked(table, rows) for table in tables]
    found = [one for one in looked if any(one.columns)]
    if not found:
        raise SheetError(f"{path}: there is no row with names of columns in it")
    return found


def _looked(table: Table, rows: int) -> Looked:
    lines = list(islice(_texts(table.lines), rows + 1))
    columns = tuple(" ".join(cell.split()) for cell in lines[0]) if lines else ()
    return Looked(table.sheet, columns, tuple(line for line in lines[1:] if any(line)))


def _texts(lines: Iterator[Line]) -> Iterator[tuple[str, ...]]:
    for _, line in lines:
        yield (line.text,) if isinstance(line, Unreadable) else tuple(shown(cell) for cell in line)
