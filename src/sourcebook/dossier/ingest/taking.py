"""Reference libraries and sheets come in: known addresses join their source, others become drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from sourcebook.dossier.ingest.keeping import exists
from sourcebook.dossier.ingest.owning import owner_at
from sourcebook.dossier.ingest.sheet import Refused as RefusedRow
from sourcebook.dossier.ingest.sheet import RefusedWriter, Row, load_mapping, read_sheet
from sourcebook.dossier.ingest.zotero import Library, read_library
from sourcebook.dossier.ingest.zotero import Refused as RefusedItem
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.models import SourceUrl, Status
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.write import create
from sourcebook.dossier.write.make import completed
from sourcebook.dossier.write.merging import relinked
from sourcebook.dossier.write.statistics import refresh

_TOGETHER = 1000


@dataclass(frozen=True)
class TakenLibrary:
    """How many sources are new, how many were known, and what could not be read."""

    made: int
    known: int
    refused: tuple[RefusedItem, ...]


@dataclass(frozen=True)
class TakenSheet:
    """How many records are new, how many were known, which rows were refused and why, and remarks.

    `kinds` are the new ones by kind.
    """

    made: int
    known: int
    refused: tuple[str, ...]
    remarks: tuple[str, ...]
    kinds: Mapping[str, int] = field(default_factory=dict)


def take_library(
    path: Path,
    last: Callable[[TakenLibrary], None] | None = None,
    reads: Callable[[Path, UUID], Library] = read_library,
) -> TakenLibrary:
    """Takes in CSL-JSON, RIS, BibTeX, or the fields of Zotero and Mendeley in a DOCX.

    An item whose address is that of a source here is that source. `last` is called at the end of the
    transaction; `reads` is how the file is read. Raises LibraryError, NotAllowed.
    """
    dossier = current().within
    library = reads(path, dossier)
    whole = [completed(record) for record in library.records]
    with transaction.atomic():
        kinds, known, problems = _put(whole, {}, f"from the library {path.name}")
        made = kinds.total()
        refused = [RefusedItem(p.record, p.field, "", p.reason) for p in problems]
        taken = TakenLibrary(made, known, (*library.refused, *refused))
        if last:
            last(taken)
    refresh(made)
    return taken


def take_sheet(
    path: Path,
    mapping: Path,
    refused_to: Path,
    progress: Callable[[int], None] | None = None,
    last: Callable[[TakenSheet], None] | None = None,
    reads: Callable[[Path, Path, UUID], Iterator[Any]] | None = None,
) -> TakenSheet:
    """Takes in a CSV or XLSX by a mapping file; rows that cannot be taken go to `refused_to`, with reasons.

    One transaction; memory for a thousand rows. The same rows again make nothing new. `progress` is told how
    many rows were read, `last` is called at the end of the transaction; `reads` gives the rows by a mapping
    file, where this process does not read them itself. Raises SheetError, MappingError,
    NotAllowed.
    """
    dossier = current().within
    rows = (reads or _rows)(path, mapping, dossier)
    made = known = 0
    refused: list[str] = []
    remarks: list[str] = []
    joined: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    with transaction.atomic(), RefusedWriter(refused_to) as writer:
        for number, batch in enumerate(_batches(rows)):
            if progress:
                progress(number * _TOGETHER)
            good = [row for row in batch if isinstance(row, Row)]
            for row in batch:
                if isinstance(row, RefusedRow):
                    writer.write(row)
                    refused.append(f"row {row.row}: {row.reason}")
                elif not isinstance(row, Row):
                    remarks.append(f"row {row.row}: {row.column}: {row.text}")
            whole = [_with_evidence(record, row) for row in good for record in row.records]
            new_kinds, old, problems = _put(whole, joined, f"from the sheet {path.name}")
            new = new_kinds.total()
            made, known = made + new, known + old
            kinds.update(new_kinds)
            of_row = {record["id"]: row.number for row in good for record in row.records}
            refused += [f"row {of_row.get(p.record, '?')}: {p.field}: {p.reason}" for p in problems]
        taken = TakenSheet(made, known, tuple(refused), tuple(remarks), dict(kinds.most_common()))
        if last:
            last(taken)
    refresh(made)
    return taken


def _rows(path: Path, mapping: Path, dossier: UUID) -> Iterator[Any]:
    return read_sheet(path, load_mapping(mapping), dossier)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _TOGETHER)):
        yield batch


def _with_evidence(record: Plain, row: Row) -> Plain:
    mine = [dict(one) for one in row.evidence if one["record"] == record["id"]]
    for one in mine:
        del one["record"]
    return completed({**record, "evidence": mine, "owner": owner_at(record["level"])})


def _put(whole: list[Plain], joined: dict[str, str], why: str) -> tuple[Counter[str], int, tuple[Any, ...]]:
    """(new by kind, known, problems). `joined` leads from the id of a record to the source it is already."""
    here = exists([plain["id"] for plain in whole])
    fresh = [plain for plain in whole if plain["id"] not in here]
    joined |= _joined(fresh)
    fresh = [relinked(plain, joined) if joined else plain for plain in fresh if plain["id"] not in joined]
    if not fresh:
        return Counter(), len(whole), ()
    made = create(fresh, why, act="import", strict=False)
    ids = set(made.ids)
    kinds = Counter(plain["kind"] for plain in fresh if plain["id"] in ids)
    return kinds, len(whole) - len(fresh), made.problems


def _joined(plains: list[Plain]) -> dict[str, str]:
    """Sources whose address is known already, or stands before in the same batch: to which each leads."""
    keys = {row["key"] for plain in plains for row in plain["parts"].get("urls", ())}
    dossier = current().within
    with as_system():
        rows = SourceUrl.objects.filter(key__in=list(keys), record__dossier_id=dossier)
        rows = rows.exclude(record__status=Status.WITHDRAWN)
        known = {key: str(pk) for key, pk in rows.values_list("key", "record_id")}
    found: dict[str, str] = {}
    for plain in plains:
        own = [row["key"] for row in plain["parts"].get("urls", ())]
        target = next((known[key] for key in own if key in known), None)
        if target is not None:
            found[plain["id"]] = target
        else:
            known.update(dict.fromkeys(own, plain["id"]))
    return found
