"""The plain form of a record: one dictionary, the same in exports, history, imports, seals and checks.

    {"id", "kind", "status", "level", "owner", "label", "summary", "absent", "note", "origin", "origin_key",
     "confidence", "made_by", "made_at", "reviewed_by", "reviewed_at", "published_by", "published_at",
     "merged_into", "erased_at", "version",
     "fields": {...}, "parts": {name: [{"id", ...}]}, "themes": [...], "evidence": [...],
     "withheld": [{"field", "level", "owner", "why"}]}

Links are ids; text that is not given is "", other values null. `withheld` names the fields that are kept from
some who see the record; their values stand in their places where the viewer may see them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from sourcebook.dossier.kinds.registry import KINDS, PARTS, RECORD
from sourcebook.dossier.kinds.tables import Table

Plain = dict[str, Any]


def empty_plain(kind: str, **given: Any) -> Plain:
    """A new plain record of a kind; `given` are fields of the kind, parts by their name, or of the record.

    Parts without an id get one. Raises KeyError for a kind that is not there.
    """
    own = KINDS[kind]
    header = {column.name: empty_value(RECORD, column.name) for column in RECORD.columns}
    plain: Plain = {
        **header,
        "id": str(uuid.uuid4()),
        "kind": kind,
        "fields": {column.name: empty_value(own.table, column.name) for column in own.table.columns},
        "parts": {part: [] for part in own.parts},
        "themes": [],
        "evidence": [],
        "withheld": [],
    }
    for name, value in given.items():
        if name in own.parts:
            plain["parts"][name] = [whole_part(name, part) for part in value]
        elif name in own.table.by_name:
            plain["fields"][name] = value
        else:
            plain[name] = value
    return plain


def empty_value(table: Table, name: str) -> Any:
    """The value of nothing of a column, in its plain form."""
    column = table.by_name[name]
    return None if column.sort == "id" else column.plain(column.value(None))


def whole_part(name: str, part: Mapping[str, Any]) -> Plain:
    """A part with an id and all its columns."""
    table = PARTS[name]
    empty = {column.name: empty_value(table, column.name) for column in table.columns if column.name != "id"}
    return {"id": str(uuid.uuid4()), **empty, **part}


def links_of(plain: Plain) -> Iterator[tuple[str, str]]:
    """Every link of a record to another: (column or "part.column", id)."""
    kind = KINDS[plain["kind"]]
    for column in kind.table.links:
        target = plain["fields"].get(column.name)
        if target:
            yield column.name, target
    for part in kind.parts:
        for column in PARTS[part].links:
            for row in plain["parts"].get(part, ()):
                if row.get(column.name):
                    yield f"{part}.{column.name}", row[column.name]


def texts_of(plain: Plain) -> Iterator[tuple[str, str]]:
    """The texts that search looks through: (column or "part/<id>/column", text)."""
    for path in KINDS[plain["kind"]].searched:
        part, dot, column = path.partition(".")
        if dot:
            for row in plain["parts"].get(part, ()):
                if row.get(column):
                    yield f"{part}/{row['id']}/{column}", row[column]
            continue
        value = plain["fields"].get(path)
        if isinstance(value, list):
            value = "\n".join(str(one) for one in value)
        if value:
            yield path, value
