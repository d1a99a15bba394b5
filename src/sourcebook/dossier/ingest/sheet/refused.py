"""Rows that came back: as they stood, the reason beside each, in a CSV file that can be corrected and read
again by the same mapping.

Cells that a spreadsheet would take for formulas get an apostrophe before them, which is taken off again on
reading (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

SHEET, ROW, REASON = "[sheet]", "[row]", "[reason]"
OWN = (SHEET, ROW, REASON)
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "'")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell of a row: its column ("" for the whole row), its text, and the reason."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of which nothing was taken: where it stands, what is wrong with it, and all that it holds."""

    sheet: str
    row: int
    faults: tuple[Fault, ...]
    header: tuple[str, ...]
    cells: tuple[str, ...]

    @property
    def reason(self) -> str:
        """All that is wrong with the row, on one line."""
        return "; ".join(f"{f.column}: {f.reason}" if f.column else f.reason for f in self.faults)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def unsafe(cell: str) -> str:
    """The cell that `safe` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


class RefusedWriter:
    """Writes refused rows as they come. The file is made with the first of them.

    Rows of sheets with other columns go to a second file, named after the sheet. `paths` are the files made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: dict[tuple[str, ...], tuple[Path, TextIO, Any]] = {}

    def __enter__(self) -> RefusedWriter:
        return self

    def __exit__(
        self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _, file, _ in self._open.values():
            file.close()

    @property
    def paths(self) -> list[Path]:
        """The files made so far."""
        return [path for path, _, _ in self._open.values()]

    def write(self, refused: Refused) -> None:
        """Write one row. Raises OSError where the file cannot be written."""
        if refused.header not in self._open:
            self._open[refused.header] = self._new(refused)
        _, _, writer = self._open[refused.header]
        told = [refused.sheet, str(refused.row), refused.reason, *refused.cells]
        writer.writerow([safe(cell) for cell in told])

    def _new(self, refused: Refused) -> tuple[Path, TextIO, Any]:
        name = "".join(c if c.isalnum() or c in "-_" else "-" for c in refused.sheet)[:60] or "sheet"
        path = self._path
        if self._open:
            path = path.with_name(f"{path.stem}-{name}-{len(self._open) + 1}{path.suffix}")
        # The mark tells spreadsheet programs that the file is UTF-8.
        file = path.open("w", encoding="utf-8-sig", newline="")
        writer = csv.writer(file)
        writer.writerow([*OWN, *map(safe, refused.header)])
        return path, file, writer


def write_refused(path: Path, refused: Iterable[Refused]) -> list[Path]:
    """Write refused rows to a CSV file; returns the files made, none where no row was refused."""
    with RefusedWriter(path) as writer:
        for row in refused:
            writer.write(row)
        return writer.paths
