"""JSON Schemas (2020-12) of the lines of an export, made from the tables of the kinds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sourcebook.dossier.exchange.editions import TABLES
from sourcebook.dossier.exchange.fits import DAY
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.kinds.tables import Column, Table
from sourcebook.dossier.models import Level, Role
from sourcebook.dossier.models.history import Decided, ProposalKind
from sourcebook.dossier.seen.viewer import LEVEL_NAMES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_ID: Schema = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}
_MAYBE_ID: Schema = {**_ID, "type": ["string", "null"]}
_MOMENT: Schema = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$",
}
_MAYBE_MOMENT: Schema = {**_MOMENT, "type": ["string", "null"]}
_TEXT: Schema = {"type": "string"}
_LEVEL: Schema = {"enum": list(LEVEL_NAMES)}
_SEALED: Schema = {"type": ["string", "null"], "contentEncoding": "base64"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}


def column_schema(column: Column) -> Schema:
    """What a column may hold in the plain form."""
    if column.choices:
        return {"enum": list(column.choices)}
    if column.sort in ("text", "edtf"):
        return {"type": "string", **({"maxLength": column.limit} if column.limit else {})}
    if column.sort == "id":
        return _ID
    if column.sort in ("link", "key"):
        return _MAYBE_ID
    if column.sort == "moment":
        return _MAYBE_MOMENT if column.optional else _MOMENT
    if column.sort == "day":
        return {"type": ["string", "null"], "pattern": DAY}
    if column.sort == "level":
        return _LEVEL
    if column.sort == "json":
        return _json(column)
    one = {"number": "number", "integer": "integer", "flag": "boolean"}[column.sort]
    return {"type": [one, "null"] if column.optional else one}


def _json(column: Column) -> Schema:
    if not callable(column.empty):
        return {"type": ["object", "null"]}
    return {"type": "array" if column.empty is list else "object"}


def _object(properties: Schema) -> Schema:
    ordered = dict(sorted(properties.items()))
    return {
        "type": "object",
        "properties": ordered,
        "required": list(ordered),
        "additionalProperties": False,
    }


def _table(table: Table) -> Schema:
    return _object({column.name: column_schema(column) for column in table.columns})


def _rows(table: Table) -> Schema:
    return {"type": "array", "items": _table(table)}


def _kind(name: str) -> Schema:
    kind = KINDS[name]
    header = {column.name: column_schema(column) for column in RECORD.columns}
    whole = {
        **header,
        "kind": {"const": name},
        "label": _TEXT,
        "summary": _TEXT,
        "fields": _table(kind.table),
        "parts": _object({part: _rows(PARTS[part]) for part in kind.parts}),
        "themes": _rows(THEMES),
    }
    # Of a sealed record nothing is in clear: its content is in withheld.jsonl, encrypted.
    sealed = {
        "if": {"properties": {"level": {"const": Level.SEALED.label}}},
        "then": {"properties": {"fields": {"maxProperties": 0}, "parts": {"maxProperties": 0}}},
        "else": {"properties": {"fields": whole["fields"], "parts": whole["parts"]}},
    }
    plain = _object({**whole, "fields": {"type": "object"}, "parts": {"type": "object"}})
    return {**plain, **sealed}


_BESIDE: dict[str, Schema] = {
    "withheld": _object(
        {
            "record": _ID,
            "field": _TEXT,
            "level": _LEVEL,
            "owner": _MAYBE_ID,
            "why": {"enum": ["field", "link", "evidence", "record", "file"]},
            "value": True,
            "sealed": _SEALED,
        }
    ),
    "revisions": _object(
        {"id": _ID, "act": _TEXT, "who": _MAYBE_ID, "at": _MOMENT, "why": _TEXT, "undo_of": _MAYBE_ID}
    ),
    "changes": _object(
        {
            "id": _ID,
            "revision": _ID,
            "record": _ID,
            "version": _WHOLE,
            "level": _LEVEL,
            "owner": _MAYBE_ID,
            "before": {"type": "object"},
            "after": {"type": "object"},
            "sealed": _SEALED,
        }
    ),
    "proposals": _object(
        {
            "id": _ID,
            "kind": {"enum": list(ProposalKind.values)},
            "record": _ID,
            "other": _MAYBE_ID,
            "payload": {"type": "object"},
            "reasons": {"type": "array"},
            "confidence": {"type": ["number", "null"]},
            "state": {"enum": list(Decided.values)},
            "made_at": _MOMENT,
            "decided_by": _MAYBE_ID,
            "decided_at": _MAYBE_MOMENT,
            "key": _TEXT,
        }
    ),
    "people": {
        "oneOf": [
            _object({"type": {"const": "organisation"}, "id": _ID, "name": _TEXT}),
            _object(
                {
                    "type": {"const": "account"},
                    "id": _ID,
                    "handle": _TEXT,
                    "name": _TEXT,
                    "email": _TEXT,
                    "organisation": _MAYBE_ID,
                    "active": {"type": "boolean"},
                }
            ),
            _object(
                {
                    "type": {"const": "membership"},
                    "id": _ID,
                    "account": _ID,
                    "role": {"enum": list(Role.values)},
                }
            ),
        ]
    },
    "dossier": _object(
        {
            "format": {"const": 1},
            "id": _ID,
            "slug": _TEXT,
            "title": _TEXT,
            "description": _TEXT,
            "policy": {"type": "object"},
            "vault": True,
            "made_at": _MOMENT,
            "codebooks": {
                "type": "array",
                "items": _object({"id": _ID, "name": _TEXT, "version": _TEXT, "content": True}),
            },
        }
    ),
}


def schemas() -> dict[str, Schema]:
    """The schema of every file of an export, by the name of the file without its ending."""
    found = {name: _kind(name) for name in KINDS}
    evidence = {column.name: column_schema(column) for column in EVIDENCE.columns}
    found["evidence"] = _object({**evidence, "record": _ID})
    found |= _BESIDE
    found |= {name: _table(table) for name, table in TABLES.items()}
    return {name: {"$schema": DIALECT, "title": name, **one} for name, one in sorted(found.items())}


def narrowed(schema: Schema, fields: Iterable[str]) -> Schema:
    """The schema of an object that has some of the fields only."""
    kept = set(fields)
    properties = {name: one for name, one in schema["properties"].items() if name in kept}
    return {**schema, "properties": properties, "required": sorted(properties)}
