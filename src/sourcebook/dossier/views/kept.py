"""Links that are kept apart, for those who may see them.

A link to a record that not everybody may see is not in the tables of whoever has it, but beside them at its
own level (`write/levels.py`). A view of a protected person or place asks for such links here: to those who
may see them it would else say that nothing is known.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from sourcebook.dossier.models import Record, Withheld


@dataclass(frozen=True, slots=True)
class Kept:
    """A link of a record that is kept apart: by which field or part, and the row of the part."""

    record: uuid.UUID
    kind: str
    column: str
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Apart:
    """Fields of a record that are withheld from some, and links to it that are kept apart elsewhere."""

    fields: tuple[str, ...]
    links: tuple[Kept, ...]

    def of(self, kind: str, *columns: str) -> set[uuid.UUID]:
        """The records of a kind that have such a link, by one of these fields or parts."""
        return {
            one.record for one in self.links if one.kind == kind and (not columns or one.column in columns)
        }


def apart(record: uuid.UUID, ids: Iterable[uuid.UUID]) -> Apart:
    """What is kept apart of a record and of links to it and to those that were merged with it; one query."""
    wanted = sorted(map(str, ids))
    rows = Withheld.objects.filter(
        Q(record=record) | Q(value__row__actor__in=wanted) | Q(value__in=wanted), sealed__isnull=True
    )
    fields, links = set(), []
    columns = ("record_id", "record__kind", "field", "value")
    for pk, kind, field, value in rows.order_by("record_id", "field").values_list(*columns):
        column = field.partition("/")[0]
        if pk == record:
            fields.add(column)
        else:
            links.append(Kept(pk, kind, column, value["row"] if isinstance(value, dict) else {}))
    return Apart(tuple(sorted(fields)), tuple(links))


def kept_places(found: QuerySet[Record]) -> dict[str, Counter[str]]:
    """By place, how many of these records of each kind have a link to it that is kept apart; one query."""
    rows = Withheld.objects.filter(
        field__in=("place", "about"), record__in=found.values("pk"), sealed__isnull=True
    )
    told: dict[str, Counter[str]] = {}
    for kind, value in rows.values_list("record__kind", "value"):
        if isinstance(value, str):
            told.setdefault(value, Counter())[kind] += 1
    return told
