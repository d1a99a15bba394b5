"""What a format carries: which kinds it writes, which columns it reads. What it loses follows from that.

A writer is handed records cut down to the columns that it declares, so that what it does not declare it
cannot write: the table of losses is the registry of kinds without these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sourcebook.dossier.kinds import EVIDENCE, KINDS, PARTS, RECORD, THEMES, Plain

_OF_THEMES = tuple(f"themes.{column.name}" for column in THEMES.columns if column.name != "id")
_OF_EVIDENCE = tuple(f"evidence.{column.name}" for column in EVIDENCE.columns if column.name != "id")
_HEADER = tuple(column.name for column in RECORD.columns if column.name != "id")
# "label" and "summary" are derived, but not from columns that a format must therefore declare.
COMMON = ("label", *_HEADER, *_OF_THEMES, *_OF_EVIDENCE)


def own_paths(kind: str) -> tuple[str, ...]:
    """Every column of a kind's own, and of its parts as "part.column"."""
    own = KINDS[kind]
    in_parts = (f"{part}.{column.name}" for part in own.parts for column in PARTS[part].columns)
    return (*(column.name for column in own.table.columns), *(p for p in in_parts if not p.endswith(".id")))


@dataclass(frozen=True)
class Format:
    """A format: what its file is called, the kinds it writes, and what it reads of which kind.

    `reads` has for a kind its columns, "part.column", and of what every record has "status", "themes.code",
    "evidence.exact" and the like. Kinds that are read but not among `writes` appear only inside others, by
    name. `remarks` say what a column cannot tell. Raises ValueError for a column that is not there.
    """

    name: str
    file: str
    about: str
    writes: tuple[str, ...]
    reads: Mapping[str, frozenset[str]]
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for kind, paths in self.reads.items():
            unknown = paths - {*own_paths(kind), *_commons(kind)}
            if unknown:
                raise ValueError(f"{self.name} reads {kind} {', '.join(sorted(unknown))}: no such column")

    @cached_property
    def losses(self) -> dict[str, tuple[str, ...]]:
        """What is not carried, by kind: columns of its own, and under "" those that every record has.

        A kind that is not written is not in it, but for those that no record of the format reads at all.
        """
        lost = {
            kind: tuple(path for path in own_paths(kind) if path not in self.reads.get(kind, ()))
            for kind in KINDS
        }
        lost[""] = tuple(
            path
            for path in COMMON
            if not any(_common(path, kind) in self.reads[kind] for kind in self.writes)
        )
        return lost

    def cut(self, plain: Plain) -> Plain:
        """A record with the declared columns alone; any other raises KeyError where it is asked for."""
        kind = plain["kind"]
        own, parts, common = _sorted(kind, self.reads.get(kind, frozenset()))
        cut: Plain = {"id": plain["id"], "kind": kind}
        cut.update({name: plain[name] for name in common if "." not in name})
        cut["fields"] = {name: plain["fields"][name] for name in own}
        cut["parts"] = {part: _rows(plain["parts"].get(part, ()), names) for part, names in parts.items()}
        for listed in ("themes", "evidence"):
            names = [name.partition(".")[2] for name in common if name.startswith(f"{listed}.")]
            if names:
                cut[listed] = _rows(plain.get(listed, ()), names)
        return cut


def _rows(rows: Any, names: list[str]) -> list[Plain]:
    return [{"id": row["id"], **{name: row[name] for name in names}} for row in rows]


def _common(path: str, kind: str) -> str:
    # A statement's own "label" is its letter in a report; the derived one is then asked for as "label*".
    return f"{path}*" if path in KINDS[kind].table.by_name else path


def _commons(kind: str) -> set[str]:
    return {_common(path, kind) for path in COMMON}


@cache
def _sorted(kind: str, reads: frozenset[str]) -> tuple[list[str], dict[str, list[str]], list[str]]:
    """Declared columns: the kind's own, those of its parts, and those that every record has."""
    own, parts, common = [], {part: list[str]() for part in KINDS[kind].parts}, []
    by_name = KINDS[kind].table.by_name
    for path in sorted(reads):
        part, dot, column = path.partition(".")
        if dot and part in parts:
            parts[part].append(column)
        elif path in by_name:
            own.append(path)
        else:
            common.append(path.rstrip("*"))
    return own, {part: names for part, names in parts.items() if names}, common


def reading(**kinds: str) -> dict[str, frozenset[str]]:
    """Declarations written as words: `reading(event="type when involvements.actor")`."""
    return {kind: frozenset(paths.split()) for kind, paths in kinds.items()}
