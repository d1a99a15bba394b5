"""A mapping as it is used: which columns, records and evidence a sheet has, all checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.ingest.schema import Schema
from sourcebook.dossier.ingest.sheet.cells import Manner
from sourcebook.dossier.ingest.sheet.targets import Target


class MappingError(ValueError):
    """A mapping that cannot be used. One line: what is wrong in it, where, and what to do."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column of the sheet: where its values go, and how a cell is read."""

    name: str
    targets: tuple[Target, ...]
    values: dict[str, Any]
    split: str
    optional: bool
    manner: Manner


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """A record that a row makes."""

    name: str
    kind: str
    level: str
    same: tuple[Target, ...]
    constants: tuple[tuple[Target, Any], ...]
    links: tuple[tuple[Target, str], ...]


@dataclass(frozen=True, slots=True)
class EvidencePlan:
    """Evidence that a row makes: names of records, and of the columns that say where it stands."""

    record: str
    field: str
    basis: str
    locator: str
    exact: str
    on_file: str
    stance: str


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How one sheet is read. `sheets` are its names; empty for the first, "*" for every sheet."""

    sheets: tuple[str, ...]
    header: tuple[int, ...]
    key: tuple[str, ...]
    fill_down: tuple[str, ...]
    obligatory: tuple[str, ...]
    ignored: tuple[str, ...]
    records: tuple[RecordPlan, ...]
    columns: tuple[ColumnPlan, ...]
    evidence: tuple[EvidencePlan, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that the sheet must have."""
        mapped = [column.name for column in self.columns if not column.optional]
        told = [name for e in self.evidence for name in (e.locator, e.exact, e.on_file) if name]
        return tuple(dict.fromkeys([*mapped, *self.key, *self.fill_down, *self.obligatory, *told]))


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file, read and checked against the kinds of record."""

    name: str
    language: str
    decimal: str
    encoding: str
    empty: frozenset[str]
    plans: tuple[SheetPlan, ...]
    schema: Schema
