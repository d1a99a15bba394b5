"""Rows of CSV (RFC 4180, UTF-8) that no spreadsheet takes for formulas.

A text that begins with =, +, -, @, a tab or a line break is written with an apostrophe before it, as
spreadsheets themselves do; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from typing import BinaryIO

from sourcebook.dossier.exchange.foreign.audience import Known, prepared
from sourcebook.dossier.exchange.foreign.format import Format
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.kinds import Plain

Value = str | float | int | None | Iterable[str]
Columns = dict[str, Callable[[Plain, Known], Value]]
_BOM = b"\xef\xbb\xbf"
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Full-width signs are signs to a spreadsheet in Chinese or Japanese.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]|\s+[=+\-@＝＋－＠]")


def cell(value: Value) -> str:
    """A value as it stands in a cell: lists joined by "; ", None empty, formulas made harmless."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    text = value if isinstance(value, str) else "; ".join(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_rows(
    plains: Iterable[Plain],
    out: BinaryIO,
    look: Look,
    audience: Audience,
    format: Format,
    columns: Columns,
    bom: bool,
) -> int:
    """Writes a table, and says how many rows it has. Raises NotForThem."""
    # A row at a time: the file may be larger than memory.
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")

    def put(cells: Iterable[str]) -> None:
        writer.writerow(cells)
        out.write(held.getvalue().encode("utf-8", "replace"))
        held.seek(0)
        held.truncate()

    if bom:
        out.write(_BOM)
    put(columns)
    rows = 0
    for plain, known in prepared(plains, look, audience, format):
        put(cell(value(plain, known)) for value in columns.values())
        rows += 1
    return rows


def field(name: str) -> Callable[[Plain, Known], Value]:
    """The column of a field as it is."""

    def value(plain: Plain, known: Known) -> Value:
        found: Value = plain["fields"][name]
        return found

    return value


def named(name: str) -> Callable[[Plain, Known], Value]:
    """The column of a linked record's name."""
    return lambda plain, known: known.name(plain["fields"][name])


def linked(name: str) -> Callable[[Plain, Known], Value]:
    """The column of a linked record's id."""
    return lambda plain, known: plain["fields"][name]


def themes(plain: Plain, known: Known) -> Value:
    """The codes on a record, each with its codebook."""
    return [f"{row['codebook']}:{row['code']}" for row in plain["themes"]]
