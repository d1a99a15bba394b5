"""CSV: its encoding told by its bytes, its delimiter by the columns that the mapping expects, its rows one by
one. A row that breaks the rules of CSV is handed on as it stands, with the reason."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from sourcebook.dossier.ingest.sheet.tables import Line, SheetError, Table, Unreadable
from sourcebook.reading.decoding import decoded
from sourcebook.reading.errors import ReadingError

_DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GUESSES = ("utf-16-le", "utf-16-be", "cp1252", "cp1251")
_CHUNK = 1 << 20
_HEAD = 40
# A line longer than this is no row of a sheet; reading stops before it fills the memory.
_LONGEST_LINE = 2_000_000
# A quotation mark that is not closed within so many lines was not meant to open anything.
_LONGEST_ROW = 1_000


def read_csv(path: Path, columns: Iterable[str], encoding: str = "") -> Table:
    """A CSV file as a table, `columns` being those that its header should have. Raises SheetError."""
    chosen = encoding or _encoding(path)
    delimiter = _delimiter(path, chosen, {folded_name(name) for name in columns})
    return Table("", _rows(path, chosen, delimiter))


def folded_name(name: str) -> str:
    """The name of a column without what nobody means by it: case, line breaks, spaces around."""
    return " ".join(name.split()).casefold()


def _encoding(path: Path) -> str:
    """Unicode if the whole file is that, else the likeliest of the old encodings."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        chunk = file.read(_CHUNK)
        for mark, name in _MARKS:
            if chunk.startswith(mark):
                return name
        if chunk[:2000].count(0) > len(chunk[:2000]) * 0.3:
            return _guessed(chunk[:200_000], path)
        while chunk:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return _guessed(chunk[max(0, error.start - 2000) : error.start + 20_000], path)
            chunk = file.read(_CHUNK)
    return "utf-8"


def _guessed(sample: bytes, path: Path) -> str:
    try:
        text, _ = decoded(sample, str(path))
    except ReadingError as error:
        raise SheetError(str(error)) from None
    wanted = text.replace("\n", "")
    for name in _GUESSES:
        if sample.decode(name, "replace").replace("\r", "").replace("\n", "") == wanted:
            return name
    raise SheetError(f"{path}: the encoding is not known; save it as CSV UTF-8, or name it in the mapping")


def _open(path: Path, encoding: str) -> TextIO:
    try:
        return path.open(encoding=encoding, newline="")
    except (OSError, LookupError, ValueError) as error:
        raise SheetError(f"{path}: cannot be opened ({error})") from None


def _delimiter(path: Path, encoding: str, columns: set[str]) -> str:
    """The delimiter under which most of the columns are found in one of the first lines."""
    with _open(path, encoding) as file:
        head = list(islice(_lines(file, path), _HEAD))
    if head and _says_delimiter(head[0]):
        return head[0][4]

    def found(delimiter: str) -> tuple[int, int]:
        rows: list[list[str]] = []
        try:
            rows.extend(csv.reader(head, delimiter=delimiter))
        except csv.Error:
            return 0, 0
        cells = [{folded_name(cell) for cell in row} for row in rows]
        return max((len(row & columns) for row in cells), default=0), len(rows[0]) if rows else 0

    return max(_DELIMITERS, key=found)


def _says_delimiter(line: str) -> bool:
    """Whether a line is the one in which spreadsheet programs name the delimiter."""
    return line.lower().startswith("sep=") and len(line.rstrip("\r\n")) == 5


def _lines(file: TextIO, path: Path) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        try:
            line = file.readline(_LONGEST_LINE)
        except UnicodeError as error:
            raise SheetError(
                f"{path}: near line {number} is not {file.encoding} ({error.__class__.__name__}); save it as "
                "CSV UTF-8, or name its encoding in the mapping"
            ) from None
        if len(line) >= _LONGEST_LINE:
            raise SheetError(
                f"{path}: line {number} has more than {_LONGEST_LINE} characters; this is no sheet"
            )
        if not line:
            return
        yield line


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Line]:
    """The rows with the number of the line each begins in.

    Where a row breaks the rules its first line is handed on as unreadable, and reading goes on with the line
    below: a quotation mark that was never closed costs one row.
    """
    with _open(path, encoding) as file:
        lines = _lines(file, path)
        waiting: deque[str] = deque()
        number = 1
        while True:
            taken: list[str] = []
            try:
                row = next(csv.reader(_taking(waiting, lines, taken), delimiter=delimiter, strict=True))
            except StopIteration:
                return
            except csv.Error as error:
                waiting.extendleft(reversed(taken[1:]))
                yield number, Unreadable(taken[0], _reason(error))
                number += 1
                continue
            if not (number == 1 and _says_delimiter(taken[0])):
                yield number, list(row)
            number += len(taken)


def _taking(waiting: deque[str], lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The next lines, each noted in `taken`; an end where a row goes on for too long."""
    while len(taken) < _LONGEST_ROW:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        taken.append(line)
        yield line


def _reason(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quotation mark opens a cell and is not closed; close it, or double it within the cell"
    if "field limit" in str(error):
        return "a cell is longer than 131,072 characters, or its quotation mark is not closed"
    return f"not CSV ({error}); a quotation mark within a quoted cell must be doubled"
