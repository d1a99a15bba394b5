"""Plain records into rows: what is withheld is taken out first, what is sealed never reaches a column."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models as django

from sourcebook.dates import bounds
from sourcebook.dossier.kinds.fetch import take_value, value_at
from sourcebook.dossier.kinds.labels import label_of
from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.models import Level, Record, SearchText, TextLayer, Withheld
from sourcebook.dossier.search.index import search_rows
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import Vault, VaultError, context
from sourcebook.dossier.write.settling import is_under

__all__ = ["NoVault", "Rows", "evidence_rows", "is_under", "record_row", "seal", "split"]

SEALED = "sealed"
_TOGETHER = 500
# What of a sealed record stays in clear: nothing that tells of its content.
_CLEAR = (
    "id",
    "kind",
    "status",
    "level",
    "owner",
    "made_by",
    "made_at",
    "version",
    "merged_into",
    "erased_at",
)
# Made of the others, or kept beside them.
_DERIVED = ("label", "summary", "texts", "closed")


class NoVault(VaultError):
    """Something is to be sealed in a dossier that has no passphrase yet."""

    def __init__(self) -> None:
        super().__init__("nothing can be sealed yet: choose a passphrase first (sourcebook passphrase)")


@dataclass
class Rows:
    """Rows that wait to be written, by model, in an order that links allow."""

    dossier: uuid.UUID
    vault: Vault | None
    waiting: dict[type[django.Model], list[Any]] = field(default_factory=lambda: defaultdict(list))

    def add(self, plain: Plain, texts: Mapping[str, str] | None = None) -> None:
        """The rows of a record. `texts` holds the text of new layers by sha256."""
        clear, withheld = split(plain, self.vault, texts)
        self.waiting[Record].append(record_row(clear, self.dossier))
        self.rest(clear, plain, withheld, texts or {})

    def rest(
        self,
        clear: Plain,
        whole: Plain,
        withheld: list[Withheld],
        texts: Mapping[str, str],
        kept: Container[str] = (),
    ) -> None:
        """All rows of a record but its parent row; `kept` are the layers whose rows are there already."""
        self.waiting[Withheld].extend(withheld)
        if whole["level"] != SEALED:
            self._own(clear)
            self._parts(clear, texts, kept)
            self._beside(clear, whole, texts)

    def _own(self, plain: Plain) -> None:
        table = KINDS[plain["kind"]].table
        row = table.row(plain["fields"], record_id=uuid.UUID(plain["id"]))
        self.waiting[table.model].append(row)

    def _parts(self, plain: Plain, texts: Mapping[str, str], kept: Container[str]) -> None:
        for part, rows in plain["parts"].items():
            for position, row in enumerate(rows):
                if row["id"] in kept:
                    continue
                more: dict[str, Any] = {"record_id": uuid.UUID(plain["id"]), "position": position}
                if part == "layers":
                    more["text"] = texts[row["sha256"]]
                self.waiting[PARTS[part].model].append(PARTS[part].row(row, **more))

    def _beside(self, plain: Plain, whole: Plain, texts: Mapping[str, str]) -> None:
        record = uuid.UUID(plain["id"])
        for position, row in enumerate(plain["themes"]):
            self.waiting[THEMES.model].append(THEMES.row(row, record_id=record, position=position))
        self.waiting[EVIDENCE.model].extend(evidence_rows(plain))
        self.waiting[SearchText].extend(search_rows(whole, texts))

    def write(self) -> None:
        """Writes them all; within the transaction of whoever calls."""
        # Records first, since all else points at them; text layers before the evidence that points into them.
        first: list[type[django.Model]] = [Record, TextLayer]
        for model in [*first, *(m for m in self.waiting if m not in first)]:
            rows = self.waiting.pop(model, [])
            if rows:
                model._default_manager.bulk_create(rows, batch_size=_TOGETHER)


def split(
    plain: Plain, vault: Vault | None, texts: Mapping[str, str] | None = None
) -> tuple[Plain, list[Withheld]]:
    """(what goes into the tables, what is withheld). Raises NoVault where something is sealed without one."""
    if plain["level"] == SEALED:
        return _sealed(plain, vault, texts or {})
    if not plain["withheld"]:
        return plain, []
    clear = {
        **plain,
        "fields": {**plain["fields"]},
        "parts": {part: [*rows] for part, rows in plain["parts"].items()},
        "evidence": [*plain["evidence"]],
    }
    rows = []
    for one in plain["withheld"]:
        # The place is that in the whole record: the others may be taken before or after.
        value = value_at(plain, one["field"])
        take_value(clear, one["field"])
        if one.get("closed"):
            # Nobody opened it: its row stays as it is.
            continue
        row = Withheld(
            record_id=uuid.UUID(plain["id"]),
            field=one["field"],
            level=LEVELS[one["level"]],
            owner_id=uuid.UUID(one["owner"]) if one["owner"] else None,
            why=one["why"],
        )
        if one["level"] == SEALED:
            row.sealed = seal(vault, value, plain["id"], one["field"])
        else:
            row.value = value
        rows.append(row)
    return clear, rows


def seal(vault: Vault | None, value: Any, record: str, field: str) -> bytes:
    """A value sealed for one field of one record."""
    if vault is None:
        raise NoVault
    return vault.seal(json.dumps(value, ensure_ascii=False).encode(), context(record, field))


def _sealed(plain: Plain, vault: Vault | None, texts: Mapping[str, str]) -> tuple[Plain, list[Withheld]]:
    content = {name: value for name, value in plain.items() if name not in (*_CLEAR, *_DERIVED)}
    content["withheld"] = [
        {name: value for name, value in one.items() if name != "closed"} for one in plain["withheld"]
    ]
    layers = [layer["sha256"] for layer in plain["parts"].get("layers", ())]
    # The text of a layer has no other place: no table may hold it.
    content["texts"] = {
        sha: text for sha, text in {**plain.get("texts", {}), **texts}.items() if sha in layers
    }
    clear = empty_plain(plain["kind"])
    clear.update({name: plain[name] for name in _CLEAR})
    row = Withheld(
        record_id=uuid.UUID(plain["id"]),
        field="",
        level=Level.SEALED,
        owner_id=uuid.UUID(plain["owner"]) if plain["owner"] else None,
        why="record",
        sealed=seal(vault, content, plain["id"], ""),
    )
    return clear, [row]


def record_row(plain: Plain, dossier: uuid.UUID) -> Record:
    """The parent row of a plain record, with what is derived from its own columns."""
    if plain["level"] == SEALED:
        label, summary = f"(sealed {plain['kind']})", ""
        low = high = None
    else:
        label, summary = label_of(plain)
        low, high = _bounds(plain)
    row: Record = RECORD.row(
        {column.name: plain.get(column.name) for column in RECORD.columns},
        dossier_id=dossier,
        kind=plain["kind"],
        label=label,
        summary=summary,
        earliest=low,
        latest=high,
    )
    return row


def _bounds(plain: Plain) -> tuple[date | None, date | None]:
    dated = KINDS[plain["kind"]].dated
    value = plain["fields"].get(dated) if dated else ""
    return bounds(value) if value else (None, None)


def evidence_rows(plain: Plain) -> Iterable[Any]:
    """The rows of a record's evidence, at the level of the field that each is for."""
    levels = {one["field"]: one for one in plain["withheld"] if one["level"] != SEALED}
    for row in plain["evidence"]:
        over = next((one for field, one in levels.items() if is_under(row["field"], field)), None)
        yield EVIDENCE.row(
            row,
            record_id=uuid.UUID(plain["id"]),
            level=LEVELS[over["level"]] if over else Level.PUBLIC,
            owner_id=uuid.UUID(over["owner"]) if over and over["owner"] else None,
        )
