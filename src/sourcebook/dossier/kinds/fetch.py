"""Records out of the database in their plain form: a fixed number of queries, however many records.

What the viewer may not see is not there: rows are gated, and values withheld at a level above the viewer's stay
in their own table. Sealed content is given only where the keys are handed in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.models import Level, Record, Withheld
from sourcebook.dossier.vault import context

TOGETHER = 1000


class Keys(Protocol):
    """What opens sealed content: an unlocked vault."""

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """The content of a seal. Raises where it was sealed for something else."""
        ...


def plains(records: Any, keys: Keys | None = None) -> Iterator[Plain]:
    """The records of a queryset of `Record`, in its order, whole; memory for a thousand at a time."""
    ids: list[Any] = []
    for pk in records.values_list("pk", flat=True).iterator(chunk_size=2000):
        ids.append(pk)
        if len(ids) == TOGETHER:
            yield from by_ids(ids, keys)
            ids = []
    yield from by_ids(ids, keys)


def by_ids(ids: Sequence[Any], keys: Keys | None = None) -> list[Plain]:
    """The records of these ids that the viewer sees, whole, in the order of the ids."""
    if not ids:
        return []
    found: dict[Any, Plain] = {}
    kinds: set[str] = set()
    rows = RECORD.read(Record.objects.filter(pk__in=ids), "pk", "kind", "label", "summary")
    for pk, kind, label, summary, header in rows:
        kinds.add(kind)
        found[pk] = {
            **header,
            "kind": kind,
            "label": label,
            "summary": summary,
            "fields": {},
            "parts": {part: [] for part in KINDS[kind].parts},
            "themes": [],
            "evidence": [],
            "withheld": [],
        }
    _own(found, kinds)
    _parts(found, kinds)
    for pk, theme in THEMES.read(_of(THEMES.model, found).order_by("position", "id"), "record_id"):
        found[pk]["themes"].append(theme)
    for pk, evidence in EVIDENCE.read(_of(EVIDENCE.model, found).order_by("id"), "record_id"):
        found[pk]["evidence"].append(evidence)
    _withheld(found, keys)
    return [found[pk] for pk in _uuids(ids) if pk in found]


def _uuids(ids: Sequence[Any]) -> list[Any]:
    column = RECORD.by_name["id"]
    return [column.value(one) for one in ids]


def _of(model: Any, found: Iterable[Any]) -> Any:
    return model._default_manager.filter(record_id__in=list(found))


def _own(found: dict[Any, Plain], kinds: set[str]) -> None:
    for kind in kinds:
        table = KINDS[kind].table
        mine = [pk for pk, plain in found.items() if plain["kind"] == kind]
        for pk, fields in table.read(_of(table.model, mine), "record_id"):
            found[pk]["fields"] = fields


def _parts(found: dict[Any, Plain], kinds: set[str]) -> None:
    for part, table in PARTS.items():
        having = {kind for kind in kinds if part in KINDS[kind].parts}
        if not having:
            continue
        mine = [pk for pk, plain in found.items() if plain["kind"] in having]
        for pk, row in table.read(_of(table.model, mine).order_by("position", "id"), "record_id"):
            found[pk]["parts"][part].append(row)


def _withheld(found: dict[Any, Plain], keys: Keys | None) -> None:
    # By id of the record and field, so that exports of the same records are the same.
    for one in Withheld.objects.filter(record_id__in=list(found)).order_by("record_id", "field"):
        plain = found[one.record_id]
        if one.sealed is not None:
            if keys is None:
                value = None
            else:
                opened = keys.open(bytes(one.sealed), context(str(one.record_id), one.field))
                value = json.loads(opened)
        else:
            value = one.value
        if one.why == "record":
            # The whole record, as it was sealed; "closed" where nobody opened it.
            plain.update(value if value is not None else {"closed": True})
            continue
        if one.why == "file":
            # The name of an encrypted capture: for those who keep the files, not part of the record.
            continue
        entry: Plain = {
            "field": one.field,
            "level": Level(one.level).label,
            "owner": str(one.owner_id) if one.owner_id else None,
            "why": one.why,
        }
        if one.sealed is not None and value is None:
            entry["closed"] = True
        plain["withheld"].append(entry)
        if value is not None:
            put_value(plain, one.field, value)


def put_value(plain: Plain, field: str, value: Any) -> None:
    """Sets a field ("text"), or puts back a part ("names/<id>") or evidence ("evidence/<id>")."""
    part, slash, row_id = field.partition("/")
    if not slash:
        plain["fields"][field] = value
        return
    rows = _rows(plain, part)
    rows[:] = [row for row in rows if row["id"] != row_id]
    rows.insert(min(value.get("position", len(rows)), len(rows)), value["row"])


def _rows(plain: Plain, part: str) -> list[Any]:
    rows: list[Any] = plain["evidence"] if part == "evidence" else plain["parts"][part]
    return rows


def take_value(plain: Plain, field: str) -> Any:
    """Takes a field or a part out of a plain record, and gives what `put_value` puts back."""
    part, slash, row_id = field.partition("/")
    if not slash:
        column = KINDS[plain["kind"]].table.by_name[field]
        value = plain["fields"].get(field)
        plain["fields"][field] = column.plain(column.value(None))
        return value
    rows = _rows(plain, part)
    for position, row in enumerate(rows):
        if row["id"] == row_id:
            del rows[position]
            return {"position": position, "row": row}
    return None
