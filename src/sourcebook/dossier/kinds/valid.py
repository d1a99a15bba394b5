"""What makes a record valid by itself, without a look at others: values, dates, numbers, evidence."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.kinds.fetch import value_at
from sourcebook.dossier.kinds.meaning import ABSENT, meant
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.seen.viewer import LEVELS

__all__ = ["ABSENT", "Problem", "problems_of", "unevidenced"]

_NOT_HEADER = ("kind", "label", "summary", "fields", "parts", "themes", "evidence", "withheld", "texts")
_WITHHELD = {"field", "level", "owner", "why", "closed"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record is refused: which record, which field, and the reason."""

    record: str
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.record}: {self.field}: {self.reason}"


def problems_of(plain: Plain) -> list[Problem]:
    """Everything that keeps a plain record from being saved, by its own content."""
    name = str(plain.get("id", ""))
    if plain.get("kind") not in KINDS:
        return [Problem(name, "kind", f"{plain.get('kind')!r} is none of {', '.join(KINDS)}")]
    found = list(_values(plain))
    if not found:
        found = [*meant(plain), *_withheld(plain), *_published(plain)]
    return [Problem(name, field, reason) for field, reason in found]


def _values(plain: Plain) -> Iterator[tuple[str, str]]:
    kind = KINDS[plain["kind"]]
    yield from RECORD.problems({name: value for name, value in plain.items() if name not in _NOT_HEADER})
    yield from kind.table.problems(plain.get("fields", {}))
    parts = plain.get("parts", {})
    if not isinstance(parts, Mapping):
        yield "parts", f"must be a table, not {parts!r}"
        parts = {}
    for part, rows in parts.items():
        if part not in kind.parts:
            yield part, f"a {kind.name} has no such part"
            continue
        for row in _listed(rows):
            yield from PARTS[part].problems(row, f"{part}.")
    for row in _listed(plain.get("themes", ())):
        yield from THEMES.problems(row, "themes.")
    for row in _listed(plain.get("evidence", ())):
        yield from EVIDENCE.problems(row, "evidence.")
    for row in _listed(plain.get("withheld", ())):
        if (
            not isinstance(row, Mapping)
            or not row.keys() <= _WITHHELD
            or not isinstance(row.get("field"), str)
        ):
            yield "withheld", f"must be a table with field, level, owner and why, not {row!r}"


def _listed(rows: Any) -> Any:
    # What is no list is one row that is none, and refused as such.
    return rows if isinstance(rows, (list, tuple)) else [str(rows)]


def _withheld(plain: Plain) -> Iterator[tuple[str, str]]:
    for one in plain["withheld"]:
        if one.get("level") not in LEVELS:
            yield "withheld.level", f"{one.get('level')!r} is none of {', '.join(LEVELS)}"
        if one.get("why") not in ("field", "link", "evidence"):
            yield "withheld.why", f"{one.get('why')!r} is none of field, link, evidence"
        try:
            uuid.UUID(one["owner"]) if one["owner"] is not None else None
        except (ValueError, TypeError, AttributeError):
            yield "withheld.owner", f"{one['owner']!r} is no id"
        try:
            there = value_at(plain, one["field"]) is not None or "/" not in one["field"]
        except KeyError:
            there = False
        if not there and not one.get("closed"):
            yield f"withheld.{one['field']}", f"a {plain['kind']} has no such field or part"


def _published(plain: Plain) -> Iterator[tuple[str, str]]:
    # Evidence that is sealed and was not opened may be for any field.
    closed = any(one.get("closed") and one["field"].startswith("evidence/") for one in plain["withheld"])
    if plain.get("status") == "published" and not closed:
        yield from ((field, "published without evidence") for field in unevidenced(plain))


def unevidenced(plain: Plain, *, found: bool = False) -> list[str]:
    """The fields and parts of a record that say something, need evidence and have none.

    Evidence for the whole record (field "") stands for the record's existence, not for a field. Evidence that
    no longer resolves counts, unless it must be `found`: it is told by a check, and must not keep a published
    record from being corrected.
    """
    kind = KINDS[plain["kind"]]
    under: set[str] = set()
    for row in plain.get("evidence", ()):
        if row["stance"] == "supports" and not (found and row["state"] == "lost"):
            # "parts/speakers/<id>/words" and "speakers" both are evidence for the part.
            under.add(row["field"].removeprefix("parts/").split("/")[0])
    missing = []
    for name in kind.evidenced:
        says = plain["parts"].get(name) if name in kind.parts else plain["fields"].get(name)
        if says not in (None, "", [], {}) and name not in under:
            missing.append(name)
    return missing
