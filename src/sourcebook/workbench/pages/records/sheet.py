"""A table as a workbook (XLSX): texts stay texts, whatever they begin with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

# What a spreadsheet holds in a cell, and in a sheet besides the header.
_LONGEST = 32_767
_MOST = 1_048_575
_WIDTHS = {"label": 60, "summary": 40, "text": 60, "id": 12}


def write_sheet(rows: Iterable[Sequence[str]], title: str, out: IO[bytes]) -> None:
    """Writes rows of texts, the first as the header that stays in sight. Raises ValueError for too many."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        if number > _MOST:
            raise ValueError("a sheet holds no more rows: take the list out as CSV")
        if number == 0:
            for place, name in enumerate(row):
                sheet.column_dimensions[_letters(place)].width = _WIDTHS.get(name, 16)
        sheet.append([_cell(sheet, text, number == 0) for text in row])
    book.save(out)


def _cell(sheet: Any, text: str, head: bool) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST])
    # A text that begins with a sign is no formula, neither here nor where it is copied to.
    cell.data_type = "s"
    cell.quotePrefix = True
    if head:
        cell.font = Font(bold=True)
    return cell


def _letters(place: int) -> str:
    return chr(65 + place) if place < 26 else _letters(place // 26 - 1) + chr(65 + place % 26)
