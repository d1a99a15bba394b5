"""Changed records into their tables: rows are made anew, a whole batch at a time, with few queries."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.models import Record, SearchText, TextLayer, Withheld
from sourcebook.dossier.vault import Vault
from sourcebook.dossier.write.storing import Rows, record_row, split

_TOGETHER = 2000
# What stands in the parent row alone, and nothing is derived from.
BARE = frozenset(
    {
        "status",
        "reviewed_by",
        "reviewed_at",
        "published_by",
        "published_at",
        "merged_into",
        "erased_at",
        "origin",
        "origin_key",
        "confidence",
    }
)
_NEVER = ("id", "dossier", "kind", "made_at")
_UPDATED = [field.name for field in Record._meta.concrete_fields if field.name not in _NEVER]


@dataclass(frozen=True, slots=True)
class Pair:
    """A record before and after a change, and the paths that differ."""

    before: Plain
    after: Plain
    paths: frozenset[str]

    @property
    def bare(self) -> bool:
        """Whether the parent row alone changes."""
        return self.paths <= BARE and self.after["level"] != "sealed"


def write_changed(
    pairs: Sequence[Pair], dossier: uuid.UUID, vault: Vault | None, texts: Mapping[str, str]
) -> None:
    """Writes changed records; in the transaction of whoever calls, as the system, while writing is open."""
    _update_bare([pair for pair in pairs if pair.bare])
    whole = [pair for pair in pairs if not pair.bare]
    if not whole:
        return
    old_texts = _layer_texts(whole)
    _remove(whole)
    rows = Rows(dossier, vault)
    records = []
    for pair in whole:
        after = pair.after
        known = {**old_texts, **pair.before.get("texts", {}), **after.get("texts", {}), **texts}
        clear, withheld = split(after, vault, known)
        records.append(record_row(clear, dossier))
        rows.rest(clear, after, withheld, known, _kept(pair))
    _upsert(records)
    rows.write()
    for pair in whole:
        kept = _kept(pair)
        old = {row["id"]: row for row in pair.before["parts"].get("layers", ())}
        for position, layer in enumerate(pair.after["parts"].get("layers", ())):
            if layer["id"] in kept:
                stays = TextLayer.objects.filter(pk=layer["id"])
                if layer["current"] != old[layer["id"]]["current"]:
                    stays.update(current=layer["current"], position=position)


def _update_bare(pairs: Sequence[Pair]) -> None:
    """One UPDATE for all that change alike: a thousand drafts that one person accepts are one statement."""
    alike: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        values = {path: pair.after[path] for path in sorted(pair.paths)}
        alike[json.dumps([pair.after["version"], values], sort_keys=True)].append(pair)
    for some in alike.values():
        first = some[0]
        columns = [RECORD.by_name[path] for path in first.paths]
        values = {column.attname: column.value(first.after[column.name]) for column in columns}
        for ids in _in_parts([uuid.UUID(pair.after["id"]) for pair in some]):
            Record.objects.filter(pk__in=ids).update(version=first.after["version"], **values)


def _upsert(records: Sequence[Record]) -> None:
    Record.objects.bulk_create(
        records, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=_UPDATED
    )


def _layer_texts(pairs: Sequence[Pair]) -> dict[str, str]:
    """Texts of layers that are made anew, or searched anew."""
    captures = [
        pair.after["id"]
        for pair in pairs
        if pair.after["kind"] == "capture" and pair.before["level"] != "sealed"
    ]
    found: dict[str, str] = {}
    for ids in _in_parts(captures):
        rows = TextLayer.objects.filter(record_id__in=ids).values_list("sha256", "text")
        found.update(rows.iterator(chunk_size=100))
    return found


def _kept(pair: Pair) -> set[str]:
    """Layers that stay in their rows: evidence points at them, and their text is long."""
    if "sealed" in (pair.before["level"], pair.after["level"]):
        return set()
    old = {row["id"] for row in pair.before["parts"].get("layers", ())}
    return {row["id"] for row in pair.after["parts"].get("layers", ()) if row["id"] in old}


def _remove(pairs: Sequence[Pair]) -> None:
    """Takes away the rows that are about to be written anew; what points at layers before the layers."""
    closed: dict[frozenset[str], list[Any]] = defaultdict(list)
    for pair in pairs:
        fields = frozenset(one["field"] for one in pair.after["withheld"] if one.get("closed"))
        closed[fields].append(uuid.UUID(pair.after["id"]))
    for fields, records in closed.items():
        for ids in _in_parts(records):
            rows = Withheld.objects.filter(record_id__in=ids).exclude(field__in=fields)
            rows.exclude(why="file").delete()
    everyone = [uuid.UUID(pair.after["id"]) for pair in pairs]
    for model in (SearchText, EVIDENCE.model, THEMES.model):
        _delete(model, everyone)
    by_kind: dict[str, list[uuid.UUID]] = defaultdict(list)
    for pair in pairs:
        by_kind[pair.before["kind"]].append(uuid.UUID(pair.after["id"]))
    for kind, ids in by_kind.items():
        _delete(KINDS[kind].table.model, ids)
        for part in KINDS[kind].parts:
            if part != "layers":
                _delete(PARTS[part].model, ids)
    for pair in pairs:
        kept = _kept(pair)
        gone = [row["id"] for row in pair.before["parts"].get("layers", ()) if row["id"] not in kept]
        if gone:
            TextLayer.objects.filter(pk__in=gone).delete()


def _delete(model: Any, records: Sequence[uuid.UUID]) -> None:
    for ids in _in_parts(records):
        model._default_manager.filter(record_id__in=ids).delete()


def _in_parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _TOGETHER] for start in range(0, len(values), _TOGETHER))
