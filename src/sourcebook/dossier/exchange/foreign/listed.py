"""What may be in a file for the public: the list `public.yaml`, and records with nothing else in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sourcebook.dossier.exchange.foreign.format import own_paths
from sourcebook.dossier.kinds import EVIDENCE, KINDS, PARTS, RECORD, Plain
from sourcebook.dossier.kinds.plain import empty_value


@cache
def rules() -> dict[str, Any]:
    """`public.yaml`: `kinds` and `evidence` as sets of columns, `csl` as a set, `decimals`."""
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("public.yaml").read_text("utf-8"))
    kinds = {kind: frozenset(paths.split()) for kind, paths in read["kinds"].items()}
    for kind, paths in kinds.items():
        unknown = paths - {*own_paths(kind)}
        if unknown:
            raise ValueError(f"public.yaml: {kind} has no {', '.join(sorted(unknown))}")
    listed = {name: frozenset(read[name].split()) for name in ("evidence", "csl")}
    return {**listed, "kinds": kinds, "decimals": read["decimals"]}


@cache
def empty_row() -> dict[str, Any]:
    """A row of evidence that says nothing."""
    return {column.name: empty_value(EVIDENCE, column.name) for column in EVIDENCE.columns}


@cache
def listed_row() -> frozenset[str]:
    """The columns of evidence that the public may have."""
    return frozenset({"id", *rules()["evidence"]})


@cache
def _not_listed(kind: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]], dict[str, Any]]:
    """The empty values of what is not listed: of fields, of parts' columns, of what every record has."""
    listed = rules()["kinds"][kind]
    own = KINDS[kind]
    fields = {c.name: empty_value(own.table, c.name) for c in own.table.columns if c.name not in listed}
    parts = {
        part: {
            c.name: empty_value(PARTS[part], c.name)
            for c in PARTS[part].columns
            if c.name != "id" and f"{part}.{c.name}" not in listed
        }
        for part in own.parts
    }
    kept = ("id", "status", "level")
    return fields, parts, {c.name: empty_value(RECORD, c.name) for c in RECORD.columns if c.name not in kept}


def keep_listed(plain: Plain) -> None:
    """Empties everything in a record that is not on the list. Evidence is left to be looked at by itself."""
    fields, parts, header = _not_listed(plain["kind"])
    # Why a listed field is empty is as public as its value would be.
    listed_fields = rules()["kinds"][plain["kind"]]
    absent = {name: why for name, why in (plain["absent"] or {}).items() if name in listed_fields}
    plain.update(header, absent=absent, themes=[], withheld=[])
    plain["fields"].update(fields)
    listed = {path.partition(".")[0] for path in rules()["kinds"][plain["kind"]]}
    for part, empty in parts.items():
        if part not in listed:
            plain["parts"][part] = []
        for row in plain["parts"].get(part, ()):
            row.update(empty)
