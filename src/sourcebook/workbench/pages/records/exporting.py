"""Export of what a list shows: the list as CSV, the records whole as JSON Lines, as the viewer sees them."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from typing import IO, Any

from django.db.models import QuerySet

from sourcebook.dossier.exchange.foreign.sheets.rows import cell
from sourcebook.dossier.exchange.lines import line, settled
from sourcebook.dossier.exchange.narrow import Narrow
from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Record
from sourcebook.dossier.seen import current

# Kept in memory up to here, in bytes; beyond, in a file without a name.
_IN_MEMORY = 4 << 20
_TOGETHER = 500
_COLUMNS = ("id", "kind", "status", "level", "earliest", "latest", "label", "summary")


def write_csv(found: QuerySet[Record], out: IO[bytes]) -> None:
    """The list, a row a record; no spreadsheet takes a text in it for a formula."""
    # The mark by which spreadsheets know UTF-8.
    out.write(b"\xef\xbb\xbf")
    text = io.TextIOWrapper(out, "utf-8", errors="replace", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for one in found.iterator(chunk_size=2000):
        rows.writerow(map(cell, _row(one)))
    text.detach()


def _row(one: Record) -> tuple[str, ...]:
    low, high = (day.isoformat() if day else "" for day in (one.earliest, one.latest))
    return str(one.pk), one.kind, one.status, one.get_level_display(), low, high, one.label, one.summary


def write_jsonl(found: QuerySet[Record], out: IO[bytes]) -> None:
    """The records whole, a line each, in their plain form, without what they tell of hidden ones."""
    narrow = Narrow(current().within)
    for plain in narrow.records(_with_evidence(plains(found), narrow)):
        out.write(line(settled(plain), "record"))


def _with_evidence(records: Iterator[Plain], narrow: Narrow) -> Iterator[Plain]:
    while some := list(islice(records, _TOGETHER)):
        rows = ({**row, "record": plain["id"]} for plain in some for row in plain["evidence"])
        kept = {row["id"] for row in narrow.evidence(rows)}
        for plain in some:
            plain["evidence"] = [row for row in plain["evidence"] if row["id"] in kept]
            yield plain


# By the ending of the file: its media type, and what writes it.
FILES: dict[str, tuple[str, Callable[[QuerySet[Record], IO[bytes]], None]]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "jsonl": ("application/jsonl", write_jsonl),
}


def exported(found: QuerySet[Record], ending: str) -> Any:
    """A file with the records, open at its beginning. Raises KeyError for another ending, Unwritable."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        FILES[ending][1](found, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
