"""What follows when a record moves: which records link to it, and how their links lead elsewhere."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS
from sourcebook.dossier.models import Record, Withheld
from sourcebook.dossier.seen import as_system


def referring(ids: Sequence[str]) -> list[str]:
    """The records that link to any of these, whoever may see them; not those whose link is sealed."""
    found: dict[str, None] = {}
    with as_system():
        for table in [*(kind.table for kind in KINDS.values()), *PARTS.values(), EVIDENCE]:
            for column in table.links:
                for some in _in_parts(list(ids)):
                    rows = table.model._default_manager.filter(**{f"{column.attname}__in": some})
                    found.update({str(pk): None for pk in rows.values_list("record_id", flat=True)})
        found.update(dict.fromkeys(_withheld_links(ids)))
    return list(found)


def _withheld_links(ids: Sequence[str]) -> Iterable[str]:
    """Records with a link to these in a value withheld from some: a field, or a whole part."""
    if not ids:
        return
    wanted = set(ids)
    of = Record.objects.filter(pk=ids[0]).values("dossier")
    rows = Withheld.objects.filter(record__dossier__in=of, sealed=None, value__isnull=False)
    told = rows.annotate(told=Cast("value", TextField())).values_list("record_id", "told", "value")
    for record, text, value in told.iterator(chunk_size=2000):
        if any(one in text for one in wanted) if len(wanted) < 20 else _names(value, wanted):
            yield str(record)


def _names(value: Any, wanted: set[str]) -> bool:
    row = value["row"] if isinstance(value, dict) and "row" in value else {"": value}
    return any(isinstance(one, str) and one in wanted for one in row.values())


def _in_parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + 5000] for start in range(0, len(values), 5000))


def relinked(plain: Plain, moves: Mapping[str, str]) -> Plain:
    """The record with links to what moved leading to where it went."""
    new = copy.deepcopy(plain)
    if new.get("closed"):
        return new
    for column in KINDS[plain["kind"]].table.links:
        target = new["fields"].get(column.name)
        if target in moves:
            new["fields"][column.name] = moves[target]
    for part, rows in new["parts"].items():
        for column in PARTS[part].links:
            for row in rows:
                row[column.name] = moves.get(row[column.name], row[column.name])
    for row in new["evidence"]:
        row["basis"] = moves.get(row["basis"], row["basis"])
    return new
