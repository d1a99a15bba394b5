"""Rows of a file, whatever it is: CSV or XLSX by its first bytes, each sheet under its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.dossier.ingest.sheet.cells import Cell


class SheetError(ValueError):
    """A file that cannot be read as a sheet at all. One line: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that could not be read, as its text stands in the file, and why."""

    text: str
    reason: str


Line = tuple[int, "list[Cell] | Unreadable"]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name ("" in CSV) and its rows, header and empty ones included, with their numbers."""

    sheet: str
    lines: Iterator[Line]
