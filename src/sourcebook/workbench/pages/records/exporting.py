"""Export of what a list shows, as the viewer sees it: the list for a spreadsheet, records for programs."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from django.db.models import QuerySet

from sourcebook.dossier.exchange.foreign import look_up, write_csl_json, write_geojson
from sourcebook.dossier.exchange.foreign.sheets.rows import cell
from sourcebook.dossier.exchange.lines import line
from sourcebook.dossier.exchange.seen_records import seen_records
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Level, Record, Status
from sourcebook.workbench.pages.records.columns import MIXED, columns_of, rows_of
from sourcebook.workbench.pages.records.sheet import write_sheet

# Kept in memory up to here, in bytes; beyond, in a file without a name.
_IN_MEMORY = 4 << 20
_TOGETHER = 500
_COLUMNS = ("id", "kind", "status", "level", "earliest", "latest", "label", "summary")
_ALREADY = {*MIXED, *_COLUMNS}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is exported: the records in their order, the kind of all ("" where several), the columns shown."""

    found: QuerySet[Record]
    kind: str
    columns: Sequence[str]


def table_of(shown: Shown) -> Iterator[list[str]]:
    """The list as a table, its header first: what every record has, then the columns that are shown."""
    more = [name for name in shown.columns if name not in _ALREADY]
    columns = columns_of(shown.kind, more) if more else []
    yield [*_COLUMNS, *more]
    records = shown.found.iterator(chunk_size=2000)
    while some := list(islice(records, _TOGETHER)):
        for row in rows_of(shown.kind, some, columns):
            yield [*_header(row.record), *("; ".join(one.text for one in cells) for _, cells in row.cells)]


def _header(one: Record) -> tuple[str, ...]:
    low, high = (day.isoformat() if day else "" for day in (one.earliest, one.latest))
    return str(one.pk), one.kind, one.status, one.get_level_display(), low, high, one.label, one.summary


def write_csv(shown: Shown, out: IO[bytes]) -> None:
    """The list, a row a record; no spreadsheet takes a text in it for a formula."""
    # The mark by which spreadsheets know UTF-8.
    out.write(b"\xef\xbb\xbf")
    text = io.TextIOWrapper(out, "utf-8", errors="replace", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    for row in table_of(shown):
        rows.writerow(map(cell, row))
    text.detach()


def write_xlsx(shown: Shown, out: IO[bytes]) -> None:
    """The list as a workbook of one sheet."""
    write_sheet(table_of(shown), shown.kind or "records", out)


def write_jsonl(shown: Shown, out: IO[bytes]) -> None:
    """The records whole, a line each, in their plain form, without what they tell of hidden ones."""
    for plain in seen_records(shown.found):
        out.write(line(plain, "record"))


def write_map(shown: Shown, out: IO[bytes]) -> None:
    """Places and events as GeoJSON, for the team: what is restricted or withdrawn is not in it."""
    write_geojson(plains(_for_the_team(shown)), out, look_up, "team")  # type: ignore[arg-type]


def write_library(shown: Shown, out: IO[bytes]) -> None:
    """Sources as CSL-JSON, for the team: what is restricted or withdrawn is not in it."""
    write_csl_json(plains(_for_the_team(shown)), out, look_up, "team")  # type: ignore[arg-type]


def _for_the_team(shown: Shown) -> QuerySet[Record]:
    return shown.found.filter(level__lte=Level.TEAM).exclude(status=Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class File:
    """A file that a list can be taken out as: of which kinds (none: of all), by what it is written."""

    label: str
    ending: str
    media_type: str
    write: Callable[[Shown, IO[bytes]], None]
    kinds: tuple[str, ...] = ()


# By the ending in the address.
FILES: dict[str, File] = {
    "csv": File("CSV", "csv", "text/csv; charset=utf-8", write_csv),
    "xlsx": File(
        "Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx
    ),
    "jsonl": File("JSONL", "jsonl", "application/jsonl", write_jsonl),
    "geojson": File("GeoJSON", "geojson", "application/geo+json", write_map, ("place", "event")),
    "csl": File(
        "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", write_library, ("source",)
    ),
}


def fitting(kind: str) -> list[tuple[str, File]]:
    """The files that fit a list of a kind, with their endings in the address."""
    return [(ending, file) for ending, file in FILES.items() if not file.kinds or kind in file.kinds]


def exported(found: QuerySet[Record], ending: str, kind: str, columns: Sequence[str]) -> Any:
    """A file with the records, open at its beginning. Raises KeyError for another ending, Unwritable."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        FILES[ending].write(Shown(found, kind, columns), file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
