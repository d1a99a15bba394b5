"""The form of a record and of a withheld value in a bag, before anything in them is looked at by itself."""

from __future__ import annotations

import copy
import re
from typing import Any

from sourcebook.dossier.kinds.plain import empty_value, whole_part
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD
from sourcebook.dossier.seen.viewer import LEVELS

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
Line = dict[str, Any]

_EMPTY = {
    table: {column.name: empty_value(table, column.name) for column in table.columns}
    for table in (RECORD, *(kind.table for kind in KINDS.values()))
}


def completed(kind: str, plain: Line) -> tuple[str, str] | None:
    """Fills in what a record leaves out; a reason where its form is not that of a record."""
    if plain.get("kind", kind) != kind:
        return "kind", f"{plain['kind']!r} in the file of another kind"
    plain["kind"] = kind
    shapes = (("fields", dict), ("parts", dict), ("themes", list), ("absent", dict))
    for name, shape in shapes:
        if not isinstance(plain.setdefault(name, shape()), shape):
            return name, f"must be a {'table' if shape is dict else 'list'}"
    for name, empty in _EMPTY[RECORD].items():
        if name not in plain:
            plain[name] = copy.copy(empty)
    if plain["level"] == "sealed":
        return None
    fields, parts = plain["fields"], plain["parts"]
    if len(fields) < len(_EMPTY[KINDS[kind].table]):
        plain["fields"] = {**copy.deepcopy(_EMPTY[KINDS[kind].table]), **fields}
    for part, rows in parts.items():
        if part in PARTS:
            if not _rows(rows):
                return part, "must be a list of tables, each with an id"
            whole = len(PARTS[part].columns)
            parts[part] = [row if len(row) >= whole else whole_part(part, row) for row in rows]
    if not _rows(plain["themes"]):
        return "themes", "must be a list of tables, each with an id"
    for part in KINDS[kind].parts:
        parts.setdefault(part, [])
    return None


def _rows(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, dict) and isinstance(row.get("id"), str) and ID.fullmatch(row["id"]) for row in value
    )


_WITHHELD = ("record", "field", "level", "owner", "why", "value", "sealed")
_FILE = re.compile("file [0-9a-f]{32}")


def withheld_problem(kind: str, line: Line) -> tuple[str, str] | None:
    """What keeps a line of withheld.jsonl from being one."""
    for name in _WITHHELD:
        if name not in line:
            return name, "is missing"
    if len(line) > len(_WITHHELD):
        return next(name for name in line if name not in _WITHHELD), "there is no such field"
    if line["level"] not in LEVELS:
        return "level", f"{line['level']!r} is none of {', '.join(LEVELS)}"
    if line["owner"] is not None and not (isinstance(line["owner"], str) and ID.fullmatch(line["owner"])):
        return "owner", f"{line['owner']!r} is no id"
    why, name, sealed = line["why"], line["field"], line["level"] == "sealed"
    if why not in ("field", "link", "evidence", "record", "file"):
        return "why", f"{why!r} is none of field, link, evidence, record, file"
    if why == "file":
        good = _FILE.fullmatch(name) and line["value"] is None and line["sealed"] is None
        return None if good else ("field", f"{name!r} names no sealed file")
    if sealed != isinstance(line["sealed"], str) or (sealed and line["value"] is not None):
        return "sealed", "what is sealed is a ciphertext, and nothing else is"
    if (why == "record") != (name == ""):
        return "field", "a whole record is withheld under no field's name"
    if why == "record":
        return None if sealed else ("level", "a whole record is withheld where it is sealed")
    part, slash, row = name.partition("/")
    if not slash:
        return None if name in KINDS[kind].table.by_name else ("field", f"a {kind} has no field {name!r}")
    if not ID.fullmatch(row) or (part not in KINDS[kind].parts and part != "evidence"):
        return "field", f"a {kind} has no part {name!r}"
    return None if sealed else _part_problem(part, row, line["value"])


def _part_problem(part: str, row: str, value: Any) -> tuple[str, str] | None:
    table = EVIDENCE if part == "evidence" else PARTS[part]
    if value is None:
        return None
    if not (
        isinstance(value, dict)
        and isinstance(value.get("row"), dict)
        and value["row"].get("id") == row
        and type(value.get("position")) is int
        and value["position"] >= 0
    ):
        return "value", "must be a part with its position"
    found = next(table.problems(value["row"], f"{part}."), None)
    return (f"value.{found[0]}", found[1]) if found else None
