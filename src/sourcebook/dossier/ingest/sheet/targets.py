"""Where a column of a sheet goes: `event.when`, `place.names.value`, `event.involvements[victim].words`.

A target names a record of the mapping, then a field of it, or a part and a column of that. A word in square
brackets tells parts of one kind apart that come from different columns. Dates have `.start` and `.end` for
sheets with two columns, geometry `.latitude` and `.longitude`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.dossier.ingest.schema import Column, Kind

_STEP = re.compile(r"([a-z_]+)(?:\[([^\[\]]{1,60})\])?")
_HALVES = {"edtf": ("start", "end"), "geometry": ("latitude", "longitude")}
# What the sheet may say of the record itself.
_NOTE = Column("text")
# A number with its bounds and its rule from one cell ("at least 12"), where a kind has room for them.
_FIGURE = Column("figure")
_BOUNDS = {"low", "best", "high", "rule"}


class TargetError(ValueError):
    """A target that the kind of record does not have; the message says what it has."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place for a value: `part` "" for the record's own fields, `group` which of several parts, `half` of a
    date or of coordinates."""

    record: str
    part: str
    group: str
    name: str
    half: str
    column: Column

    def __str__(self) -> str:
        part = f"{self.part}{f'[{self.group}]' if self.group else ''}" if self.part else ""
        return ".".join(step for step in (self.record, part, self.name, self.half) if step)


def target(text: str, record: str, kind: Kind) -> Target:
    """The target that `text` names within a record, without the record's name. Raises TargetError."""
    steps = [_STEP.fullmatch(step) for step in text.split(".")]
    if not all(steps):
        raise TargetError(f"{text!r} is no field; write it like when, or names.value")
    first, *rest = [step for step in steps if step]
    if first[1] in kind.parts and rest:
        part, group, columns, own = first[1], first[2] or "", kind.parts[first[1]], rest
    else:
        figure = {"figure": _FIGURE} if set(kind.fields) >= _BOUNDS else {}
        part, group, columns, own = "", "", {**kind.fields, "note": _NOTE, **figure}, [first, *rest]
    name = own[0][1]
    if name not in columns:
        raise TargetError(
            f"there is no field {text!r}; there are {_known(columns, kind if not part else None)}"
        )
    column = columns[name]
    half = own[1][1] if len(own) == 2 else ""
    if len(own) > 2 or (half and half not in _HALVES.get(column.type, ())):
        raise TargetError(f"there is no field {text!r}; {name} is a {column.type}")
    if column.type == "geometry" and not half:
        raise TargetError(f"map columns to {name}.latitude and {name}.longitude")
    if column.type in ("data", "other", "moment"):
        raise TargetError(f"{text!r} cannot be filled from a sheet")
    return Target(record, part, group, name, half, column)


def _known(columns: Mapping[str, Column], kind: Kind | None) -> str:
    parts = [f"{part}.{name}" for part, own in (kind.parts if kind else {}).items() for name in own]
    return ", ".join([*columns, *parts])
