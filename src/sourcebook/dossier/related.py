"""Records that point to one: what somebody said, what happened at a place, what rests on a source."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from sourcebook.dossier.kinds import EVIDENCE, KINDS, PARTS
from sourcebook.dossier.models import Record

MOST = 24


def related_to(record: str, kind: str, most: int = MOST) -> QuerySet[Record]:
    """The newest records that link to one, by a field, a part or as evidence, so many at most; one query."""
    found: list[Any] = [EVIDENCE.model._default_manager.filter(basis_id=record).values("record_id")]
    for own in KINDS.values():
        columns = [column.attname for column in own.table.links if _may(own.targets, column.name, kind)]
        if columns:
            found.append(_pointing(own.model, columns, record))
        for part in own.parts:
            names = [
                column.attname
                for column in PARTS[part].links
                if _may(own.targets, f"{part}.{column.name}", kind)
            ]
            if names:
                found.append(_pointing(PARTS[part].model, names, record))
    ids = found[0].union(*found[1:]) if len(found) > 1 else found[0]
    return Record.objects.filter(pk__in=ids).exclude(pk=record).order_by("-made_at", "id")[:most]


def _pointing(model: Any, columns: list[str], record: str) -> Any:
    any_of = Q()
    for column in columns:
        any_of |= Q(**{column: record})
    return model._default_manager.filter(any_of).values("record_id")


def _may(targets: dict[str, tuple[str, ...]], column: str, kind: str) -> bool:
    return column not in targets or kind in targets[column]
