"""The lines of a dossier out of its tables, as the viewer sees them, with the memory of a page.

Records come by pages of ids, and the rows of their tables by the same page, joined here: a few queries for
2,000 records. Nothing is ordered by text, which databases do each in their own way.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import CharField
from django.db.models.functions import Cast

from sourcebook.dossier.exchange.lines import settled
from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.labels import label_of
from sourcebook.dossier.kinds.plain import Plain, empty_value
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.kinds.tables import Column, Table, moment
from sourcebook.dossier.models import (
    Capture,
    Change,
    Level,
    Proposal,
    Record,
    Revision,
    Sending,
    Taking,
    TextLayer,
    Withheld,
)

PAGE = 2000
_IDS = ("id", "link", "key")
_CHANGES = Table(Change, without=["sealed"])
Line = dict[str, Any]


def read(table: Table, rows: Any, key: str = "record_id") -> Iterator[tuple[str, Plain]]:
    """The rows of a queryset as (an id, plain dictionary), as `Table.read` gives them and faster.

    Ids come as text: three million of them are in a large dossier. Numbers inside JSON are settled.
    """
    columns = table.columns
    names = [column.name for column in columns]
    found = rows.values_list(_text(key), *(_read(column) for column in columns))
    dashed = _dashes()
    special = [(i, convert) for i, column in enumerate(columns) if (convert := _convert(column, dashed))]
    for row in found.iterator(chunk_size=PAGE):
        values = list(row[1:])
        for index, convert in special:
            if values[index] is not None:
                values[index] = convert(values[index])
        yield dashed(row[0]), dict(zip(names, values, strict=True))


def _text(name: str) -> Any:
    """An id, to be read as text."""
    return Cast(name, CharField())


def _read(column: Column) -> Any:
    return _text(column.attname) if column.sort in _IDS else column.attname


def _convert(column: Column, dashed: Callable[[str], str]) -> Callable[[Any], Any] | None:
    if column.sort in _IDS:
        return dashed
    if column.sort == "json":
        return settled
    return None if column.sort in ("text", "edtf", "flag", "integer") else column.plain


def _dashes() -> Callable[[str], str]:
    """What makes an id, as the database gives it for text, an id as it is written."""
    if connection.vendor == "sqlite":
        return lambda one: f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}"
    return str


def records(dossier: uuid.UUID, kind: str) -> Iterator[Plain]:
    """The records of a kind by id: plain, without evidence and without what is withheld."""
    parts = KINDS[kind].parts
    of_kind = Record.objects.filter(dossier_id=dossier, kind=kind)
    themed = THEMES.model._default_manager.filter(record__dossier_id=dossier, record__kind=kind).exists()
    after = uuid.UUID(int=0)
    while True:
        found: dict[str, Plain] = {}
        page = of_kind.filter(pk__gte=after).order_by("pk")[:PAGE]
        for pk, header in read(RECORD, page, "id"):
            found[pk] = {**header, "kind": kind, "label": "", "summary": "", "themes": []}
            found[pk].update(fields={}, parts={})
        if not found:
            return
        first, last = next(iter(found)), next(reversed(found))
        here = of_kind.filter(pk__gte=first, pk__lte=last).order_by().values("pk")
        _filled(kind, found, here, parts, themed)
        yield from found.values()
        if len(found) < PAGE:
            return
        after = uuid.UUID(int=uuid.UUID(last).int + 1)


def _filled(kind: str, found: dict[str, Plain], here: Any, parts: tuple[str, ...], themed: bool) -> None:
    table = KINDS[kind].table
    for pk, fields in read(table, _of(table, here)):
        found[pk]["fields"] = fields
    for plain in found.values():
        if plain["level"] == "sealed":
            plain["label"] = f"(sealed {kind})"
            continue
        plain["parts"] = {part: [] for part in parts}
        if not plain["fields"]:
            plain["fields"] = {column.name: empty_value(table, column.name) for column in table.columns}
    for part in parts:
        rows = _of(PARTS[part], here).order_by("record_id", "position", "id")
        for pk, row in read(PARTS[part], rows):
            found[pk]["parts"][part].append(row)
    if themed:
        for pk, row in read(THEMES, _of(THEMES, here).order_by("record_id", "position", "id")):
            found[pk]["themes"].append(row)
    for plain in found.values():
        if plain["level"] != "sealed":
            # Made anew from what is seen: the stored label may name somebody whom the viewer may not see.
            plain["label"], plain["summary"] = label_of(plain)


def _of(table: Table, here: Any) -> Any:
    return _of_model(table.model, here)


def _of_model(model: Any, here: Any) -> Any:
    return model._default_manager.filter(record_id__in=here)


def ranges(dossier: uuid.UUID) -> Iterator[tuple[uuid.UUID, uuid.UUID]]:
    """First and last id of each page of the records of a dossier, of all kinds."""
    after = uuid.UUID(int=0)
    all_ids = Record.objects.filter(dossier_id=dossier).order_by("pk").values_list("pk", flat=True)
    while page := list(all_ids.filter(pk__gte=after)[:PAGE]):
        yield page[0], page[-1]
        if len(page) < PAGE:
            return
        after = uuid.UUID(int=page[-1].int + 1)


def _within(model: Any, dossier: uuid.UUID, first: uuid.UUID, last: uuid.UUID) -> Any:
    # Not joined: a database without statistics would then go through the whole table for each page.
    here = Record.objects.filter(dossier_id=dossier, pk__gte=first, pk__lte=last).order_by().values("pk")
    return _of_model(model, here).filter(record_id__gte=first, record_id__lte=last)


def evidence(dossier: uuid.UUID, first: uuid.UUID, last: uuid.UUID) -> Iterator[Line]:
    """The evidence of a page of records, by record and id."""
    rows = _within(EVIDENCE.model, dossier, first, last).order_by("record_id", "id")
    for record, plain in read(EVIDENCE, rows):
        plain["record"] = record
        yield plain


def withheld(dossier: uuid.UUID, first: uuid.UUID, last: uuid.UUID) -> Iterator[Line]:
    """The withheld values of a page of records, by record and field; sealed ones as they are stored."""
    rows = _within(Withheld, dossier, first, last).order_by("record_id")
    columns = ("record_id", "field", "level", "owner_id", "why", "value", "sealed")
    found = rows.values_list(*columns).iterator(chunk_size=100)
    for record, of_record in groupby(found, key=lambda row: row[0]):
        for _, field, level, owner, why, value, sealed in sorted(of_record, key=lambda row: row[1]):
            yield {
                "record": str(record),
                "field": field,
                "level": Level(level).label,
                "owner": _id(owner),
                "why": why,
                "value": settled(value),
                "sealed": _base64(sealed),
            }


def changes(dossier: uuid.UUID, first: uuid.UUID, last: uuid.UUID) -> Iterator[Line]:
    """What was changed in a page of records, by record and version."""
    rows = _within(Change, dossier, first, last).order_by("record_id", "version", "id")
    sealed = _within(Change, dossier, first, last).exclude(sealed=None)
    seals = {
        str(pk): _base64(seal) for pk, seal in sealed.values_list("id", "sealed").iterator(chunk_size=100)
    }
    for record, plain in read(_CHANGES, rows):
        plain.update(record=record, sealed=seals.get(plain["id"]))
        yield plain


def revisions(dossier: uuid.UUID) -> Iterator[Line]:
    """The acts that made the changes, by id."""
    rows = Revision.objects.filter(dossier_id=dossier)
    for pk, act, who, at, why, undo_of in _by_id(rows, "id", "act", "who_id", "at", "why", "undo_of_id"):
        yield {
            "id": str(pk),
            "act": act,
            "who": _id(who),
            "at": moment(at),
            "why": why,
            "undo_of": _id(undo_of),
        }


def proposals(dossier: uuid.UUID) -> Iterator[Line]:
    """What waits for a decision, or had one, by id."""
    names = ("id", "kind", "record_id", "other_id", "payload", "reasons", "confidence", "state", "made_at")
    rows = Proposal.objects.filter(dossier_id=dossier)
    for row in _by_id(rows, *names, "decided_by_id", "decided_at", "key"):
        pk, kind, record, other, payload, reasons, confidence, state, made_at, by, at, key = row
        yield {
            "id": str(pk),
            "kind": kind,
            "record": str(record),
            "other": _id(other),
            "payload": settled(payload),
            "reasons": settled(reasons),
            "confidence": settled(confidence),
            "state": state,
            "made_at": moment(made_at),
            "decided_by": _id(by),
            "decided_at": moment(at) if at else None,
            "key": key,
        }


def _by_id(rows: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    after = uuid.UUID(int=0)
    while page := list(rows.filter(pk__gte=after).order_by("pk").values_list(*columns)[:PAGE]):
        yield from page
        if len(page) < PAGE:
            return
        after = uuid.UUID(int=page[-1][0].int + 1)


def layer_texts(dossier: uuid.UUID) -> Iterator[tuple[str, str]]:
    """Every text layer: its hash and its text, one at a time."""
    rows = TextLayer.objects.filter(record__dossier_id=dossier).order_by("pk")
    ids = rows.values_list("pk", "sha256")
    done = after = uuid.UUID(int=0)
    while page := list(ids.filter(pk__gte=after)[:PAGE]):
        for pk, sha256 in page:
            yield sha256, TextLayer.objects.values_list("text", flat=True).get(pk=pk)
            done = pk
        after = uuid.UUID(int=done.int + 1)


def captured(dossier: uuid.UUID) -> Iterator[str]:
    """The hashes of all captures in plain, and of the files of editions that were sent and came back.

    In no order, some twice.
    """
    kept: tuple[Any, ...] = (
        Capture.objects.filter(record__dossier_id=dossier),
        Sending.objects.filter(edition__dossier_id=dossier),
        Taking.objects.filter(edition__dossier_id=dossier),
    )
    for rows in kept:
        yield from rows.exclude(sha256="").values_list("sha256", flat=True).iterator(chunk_size=PAGE)


def _id(value: Any) -> str | None:
    return str(value) if value else None


def _base64(value: Any) -> str | None:
    return base64.b64encode(bytes(value)).decode() if value is not None else None


def opened(keys: Keys, sealed: str, bound_to: bytes) -> bytes:
    """The content of a seal as a line has it. Raises SealBroken."""
    return keys.open(base64.b64decode(sealed), bound_to)
