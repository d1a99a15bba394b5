"""A plain record made whole: what was left out is put in, and every value in the one form it is kept in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sourcebook.dossier.kinds.plain import Plain, empty_plain, empty_value
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.kinds.tables import Table

_WITHHELD = {"field": "", "level": "restricted", "owner": None, "why": "field"}


def completed(given: Mapping[str, Any]) -> Plain:
    """A plain record with everything that it leaves out; the rest stays for `problems_of` to name."""
    own = dict(given)
    if own.get("kind") not in KINDS:
        return own
    fields, parts = own.pop("fields", {}), own.pop("parts", {})
    beside = {name: own.pop(name, []) for name in ("themes", "evidence", "withheld")}
    whole = empty_plain(own["kind"])
    whole.update(own)
    whole["id"] = _settled_id(whole.get("id"))
    whole["fields"] = {**whole["fields"], **fields} if isinstance(fields, Mapping) else fields
    if isinstance(parts, Mapping):
        for name, rows in parts.items():
            table = PARTS.get(name)
            whole["parts"][name] = _rows(rows, table) if table else rows
    else:
        whole["parts"] = parts
    whole["themes"] = _rows(beside["themes"], THEMES)
    whole["evidence"] = _rows(beside["evidence"], EVIDENCE)
    whole["withheld"] = _rows(beside["withheld"], None)
    return whole


def _rows(rows: Any, table: Table | None) -> Any:
    if not isinstance(rows, (list, tuple)):
        return rows
    return [completed_row(row, table) if isinstance(row, Mapping) else row for row in rows]


def completed_row(row: Mapping[str, Any], table: Table | None) -> Plain:
    """A row of a part, theme or evidence (without a table: of what is withheld) with all it leaves out."""
    if table is None:
        return {**_WITHHELD, **row}
    empty = {column.name: empty_value(table, column.name) for column in table.columns if column.name != "id"}
    return {**empty, **row, "id": _settled_id(row.get("id"))}


def _settled_id(value: Any) -> Any:
    """An id as it is written everywhere; a new one for none; what is no id as it is."""
    if value in (None, ""):
        return str(uuid.uuid4())
    try:
        return str(value if isinstance(value, uuid.UUID) else uuid.UUID(value))
    except (ValueError, TypeError, AttributeError):
        return value


def canonical(plain: Plain) -> Plain:
    """A record that has no problems, in the one form that reading it back gives.

    5.0 is 5, a moment is in UTC, nothing is "" in text: saving what was not changed makes no difference.
    """
    kind = KINDS[plain["kind"]]
    return {
        **plain,
        **RECORD.canonical(plain),
        "fields": kind.table.canonical(plain["fields"]),
        "parts": {
            part: [PARTS[part].canonical(row) for row in plain["parts"].get(part, ())] for part in kind.parts
        },
        "themes": [THEMES.canonical(row) for row in plain["themes"]],
        "evidence": sorted((EVIDENCE.canonical(row) for row in plain["evidence"]), key=lambda row: row["id"]),
        "withheld": sorted(plain["withheld"], key=lambda one: one["field"]),
    }
