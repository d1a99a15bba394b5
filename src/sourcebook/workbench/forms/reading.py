"""A form that was sent, read into a record in its plain form; what cannot stand is told beside its field."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sourcebook.dossier.ingest.addresses import AddressError, address
from sourcebook.dossier.kinds import KINDS, PARTS, Column, Plain
from sourcebook.dossier.kinds.meaning import ABSENT
from sourcebook.dossier.kinds.plain import whole_part
from sourcebook.workbench.forms.controls import FieldFault, control_of, to_value
from sourcebook.workbench.forms.dating import DateUnclear, understood
from sourcebook.workbench.forms.languages import UnknownLanguage
from sourcebook.workbench.forms.layout import ROWS
from sourcebook.workbench.forms.linking import Asked, Linked, linked
from sourcebook.workbench.forms.quoting import read_proofs
from sourcebook.workbench.forms.typed import Typed

_KNOWN = (FieldFault, DateUnclear, UnknownLanguage, AddressError)


@dataclass(slots=True)
class Read:
    """What a form says: the record, new ones that it links to, faults by the names of fields, themes."""

    plain: Plain
    links: Linked
    faults: dict[str, list[str]] = field(default_factory=dict)
    unfound: set[str] = field(default_factory=set)

    def fault(self, name: str, words: str) -> None:
        """Puts a fault beside a field."""
        told = self.faults.setdefault(name, [])
        if words not in told:
            told.append(words)


def read(typed: Typed, base: Plain, keys: tuple[str, ...], *, evidence: bool) -> Read:
    """What the fields `keys` of a form say, over the record that they were made of (a new one: an empty
    one)."""
    plain = copy.deepcopy(base)
    level = typed.one("h.level") or base["level"]
    result = Read(plain, linked(list(_links(typed, base["kind"], keys, evidence)), typed, level))
    for name, words in result.links.faults.items():
        result.fault(name, words)
    kind = KINDS[base["kind"]]
    for key in keys:
        # What the form did not have is left as it is; of what has rows a mark tells that it had it.
        if key in kind.parts:
            if typed.has(f"l.{key}"):
                plain["parts"][key] = _rows(typed, key, base, result)
        elif typed.has(f"f.{key}") or typed.has(f"f.{key}~") or typed.has(f"l.{key}"):
            _column(typed, f"f.{key}", kind.table.by_name[key], kind.table.by_name, plain["fields"], result)
        _absent(typed, key, plain)
    if typed.has("h.note"):
        plain["note"] = typed.one("h.note").strip()
    if evidence and typed.has("l.e"):
        plain["evidence"], result.unfound = read_proofs(typed, base, plain, result.links.ids, result.faults)
    return result


def _links(typed: Typed, name: str, keys: tuple[str, ...], evidence: bool) -> Iterator[Asked]:
    kind = KINDS[name]
    for key in keys:
        if key in kind.parts:
            for row in typed.all(f"p.{key}"):
                for own in PARTS[key].links:
                    if own.name in ROWS[key].all and control_of(own) == "link":
                        yield Asked(f"p.{key}.{row}.{own.name}", kind.targets.get(f"{key}.{own.name}", ()))
        elif kind.table.by_name[key].sort == "link":
            yield Asked(f"f.{key}", kind.targets.get(key, ()))
    if evidence:
        for group in typed.all("e"):
            if not typed.one(f"e.{group}.layer"):
                yield Asked(f"e.{group}.source", ("source", "capture"))


def _column(
    typed: Typed, name: str, column: Column, columns: dict[str, Column], values: Plain, result: Read
) -> None:
    key, control = column.name, control_of(column)
    if control == "link":
        if name not in result.links.faults:
            values[key] = result.links.ids.get(name)
        return
    if control == "office":
        values[key] = typed.one(name) or None
        return
    try:
        values[key] = to_value(control, column, typed.all(name))
        if control == "date" and f"{key}_words" in columns:
            # The words as written are kept: those beside it, else those that were typed as the date.
            values[f"{key}_words"] = typed.one(f"{name}_words").strip() or understood(typed.one(name)).words
    except _KNOWN as fault:
        result.fault(name, str(fault))


def _rows(typed: Typed, part: str, base: Plain, result: Read) -> list[Plain]:
    """The rows of a part that say anything, in the order of the form."""
    old = {row["id"]: row for row in base["parts"][part]}
    rows = []
    for row_id in typed.all(f"p.{part}"):
        if not _is_uuid(row_id):
            continue
        name = f"p.{part}.{row_id}"
        row = copy.deepcopy(old[row_id]) if row_id in old else whole_part(part, {"id": row_id})
        for key in ROWS[part].all:
            if key == "main":
                row["main"] = typed.one(f"p.{part}.main") == row_id
            elif typed.has(f"{name}.{key}") or typed.has(f"{name}.{key}~"):
                _column(typed, f"{name}.{key}", PARTS[part].by_name[key], PARTS[part].by_name, row, result)
        if not _says(part, row) and not any(one.startswith(f"{name}.") for one in result.faults):
            continue
        if part == "urls":
            _address(row, name, result)
        rows.append(row)
    if rows and part == "names" and not any(row["main"] for row in rows):
        rows[0]["main"] = True
    return rows


def _says(part: str, row: Plain) -> bool:
    """Whether a row says anything beside what its columns say by themselves."""
    for column in PARTS[part].columns:
        quiet: tuple[Any, ...] = (None, "", [], {}, False)
        if column.name != "id" and not column.choices and row.get(column.name) not in quiet:
            return True
    return False


def _address(row: Plain, name: str, result: Read) -> None:
    try:
        row["url"], row["key"] = address(row["url"])
    except AddressError as fault:
        result.fault(f"{name}.url", str(fault))


def _absent(typed: Typed, key: str, plain: Plain) -> None:
    """Why a field is empty; nothing where it is not."""
    if not typed.has(f"a.{key}"):
        return
    value = plain["parts"][key] if key in plain["parts"] else plain["fields"][key]
    reason = typed.one(f"a.{key}")
    plain["absent"].pop(key, None)
    if value in (None, "", [], {}) and reason in ABSENT:
        plain["absent"][key] = reason


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
