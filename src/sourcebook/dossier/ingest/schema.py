"""What importers must know of the kinds of record: their fields, their parts, what a value of each may be.

This is the one seam between turning files into plain records and the dossier that keeps them. It is read off
`dossier.kinds`; importers take another `Schema` where one is given, and touch neither Django nor a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from sourcebook.dossier.kinds import Column as Kept
    from sourcebook.dossier.kinds import Table

Type = Literal[
    "text", "texts", "edtf", "day", "moment", "number", "whole", "truth", "choice", "link", "language",
    "geometry", "data", "figure", "other",
]  # fmt: skip
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a kind or of one of its parts: its type, what a choice allows, the most characters."""

    type: Type
    choices: tuple[str, ...] = ()
    longest: int | None = None
    default: str = ""

    def empty(self) -> Any:
        """The value of a column of which nothing is said."""
        if self.type in ("text", "edtf", "language", "choice"):
            return self.default
        return {"texts": [], "data": {}, "truth": False}.get(self.type)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its own columns, and its repeated parts with theirs."""

    fields: Mapping[str, Column]
    parts: Mapping[str, Mapping[str, Column]] = field(default_factory=dict)


Schema = Mapping[str, Kind]


def blank(schema: Schema, kind: str, id: UUID, origin_key: str, **own: Any) -> Plain:
    """A plain draft record of an import, nothing said in it yet but `own`, its fields.

    Who made it and when is not in it: the write path says that.
    """
    known = schema[kind]
    return {
        "id": str(id),
        "kind": kind,
        "status": "draft",
        "level": "team",
        "owner": None,
        "label": "",
        "summary": "",
        "absent": {},
        "note": "",
        "origin": "import",
        "origin_key": origin_key,
        "confidence": None,
        "fields": {**{name: column.empty() for name, column in known.fields.items()}, **own},
        "parts": {name: [] for name in known.parts},
        "themes": [],
    }


def part(schema: Schema, record: Plain, name: str, **own: Any) -> Plain:
    """A part of a record, with an id that follows from the record's and its place among the parts."""
    columns = schema[record["kind"]].parts[name]
    id = uuid5(UUID(record["id"]), f"{name}/{len(record['parts'][name])}")
    return {"id": str(id), **{key: column.empty() for key, column in columns.items()}, **own}


@cache
def known_schema() -> Schema:
    """The kinds of record as the dossier keeps them."""
    from sourcebook.dossier import start

    start()
    from sourcebook.dossier.kinds import KINDS, PARTS

    return {
        name: Kind(_columns(kind.table), {part: _columns(PARTS[part]) for part in kind.parts})
        for name, kind in KINDS.items()
    }


_TYPES: Mapping[str, Type] = {"flag": "truth", "integer": "whole"}
_PLAIN: tuple[Type, ...] = ("text", "edtf", "day", "moment", "number", "link")


def _columns(table: Table) -> dict[str, Column]:
    return {column.name: _column(column) for column in table.columns if column.sort not in ("id", "level")}


def _column(kept: Kept) -> Column:
    if kept.sort == "json":
        listed = callable(kept.empty) and kept.empty() == []
        return Column("texts" if listed else "geometry" if kept.name == "geometry" else "data")
    if kept.choices:
        return Column("choice", kept.choices, default=str(kept.empty))
    if kept.sort == "text" and kept.name.endswith("language"):
        return Column("language", longest=kept.limit)
    type = next((type for type in _PLAIN if type == kept.sort), _TYPES.get(kept.sort, "other"))
    return Column(type, longest=kept.limit)
