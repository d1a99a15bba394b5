"""Records out of the database in their plain form: a fixed number of queries, however many records.

What the viewer may not see is not there: rows are gated, and values withheld at a level above the viewer's
stay in their own table. Sealed content is given only where the keys are handed in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from sourcebook.dossier.kinds.labels import label_of
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.kinds.tables import ValueProblem
from sourcebook.dossier.models import Level, Record, Withheld
from sourcebook.dossier.vault import context

TOGETHER = 1000
# SQLite takes no more than 32,766 values in a query.
_IN_A_QUERY = 5000


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
    """The records of these ids that the viewer sees, whole, in the order of the ids.

    What is no id is nobody's: it is left out.
    """
    wanted = list(dict.fromkeys(_uuids(ids)))
    found: dict[Any, Plain] = {}
    for start in range(0, len(wanted), _IN_A_QUERY):
        found |= _together(wanted[start : start + _IN_A_QUERY], keys)
    return [found[pk] for pk in wanted if pk in found]


def _together(ids: Sequence[Any], keys: Keys | None) -> dict[Any, Plain]:
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
    return found


def _uuids(ids: Sequence[Any]) -> Iterator[Any]:
    column = RECORD.by_name["id"]
    for one in ids:
        with suppress(ValueProblem):
            yield column.value(one)


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
    rows = list(Withheld.objects.filter(record_id__in=list(found)).exclude(why="file"))
    # By field as Python sorts, so that both databases give the same; the whole record, "", comes first.
    back: list[tuple[Plain, str, Any]] = []
    for one in sorted(rows, key=lambda row: row.field):
        plain = found[one.record_id]
        value, closed = one.value, False
        if one.sealed is not None:
            closed = keys is None
            if keys is not None:
                value = json.loads(keys.open(bytes(one.sealed), context(str(one.record_id), one.field)))
        if one.why == "record":
            if value is None:
                plain["closed"] = True
            else:
                plain.update(value)
                plain["label"], plain["summary"] = label_of(plain)
            continue
        entry: Plain = {
            "field": one.field,
            "level": Level(one.level).label,
            "owner": str(one.owner_id) if one.owner_id else None,
            "why": one.why,
        }
        if closed:
            entry["closed"] = True
        # A record that was sealed over a sealed field tells of it too.
        plain["withheld"] = [other for other in plain["withheld"] if other["field"] != one.field]
        plain["withheld"].append(entry)
        if value is not None:
            back.append((plain, one.field, value))
    put_back(back)
    for plain in found.values():
        # What was put back stands among the others as it did before.
        plain["evidence"].sort(key=lambda row: row["id"])


def put_back(values: Iterable[tuple[Plain, str, Any]]) -> None:
    """Several values as `put_value`: from the first place to the last, so that each stands where it stood."""
    for plain, field, value in sorted(values, key=lambda put: put[2]["position"] if "/" in put[1] else 0):
        put_value(plain, field, value)


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


def value_at(plain: Plain, field: str) -> Any:
    """What `put_value` puts back for a field or part; None for a part that is not there.

    Raises KeyError for a field or part that the kind does not have.
    """
    part, slash, row_id = field.partition("/")
    if not slash:
        if field not in KINDS[plain["kind"]].table.by_name:
            raise KeyError(field)
        return plain["fields"].get(field)
    for position, row in enumerate(_rows(plain, part)):
        if row["id"] == row_id:
            return {"position": position, "row": row}
    return None


def take_value(plain: Plain, field: str) -> Any:
    """Takes a field or a part out of a plain record, and gives what `put_value` puts back."""
    value = value_at(plain, field)
    part, slash, _ = field.partition("/")
    if not slash:
        column = KINDS[plain["kind"]].table.by_name[field]
        plain["fields"][field] = column.plain(column.value(None))
    elif value is not None:
        del _rows(plain, part)[value["position"]]
    return value
