"""A page of a list by its keys: the next page begins after the last record shown, however far down it is."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from sourcebook.dossier.models import Record

AT_ONCE = 50
# No list is counted further: it is then said to have more.
COUNTED = 1000
# By name: the column, and whether it falls.
SORTS = {
    "new": ("made_at", True), "old": ("made_at", False), "date": ("earliest", False),
    "-date": ("earliest", True), "name": ("label", False),
}  # fmt: skip


class NoSuchPlace(ValueError):
    """The address names a place in the list that is none."""


@dataclass(frozen=True, slots=True)
class Part:
    """Records of a list, and where the next ones begin ("" after the last)."""

    records: list[Record]
    next: str


def part_of(found: QuerySet[Record], sort: str, after: str = "") -> Part:
    """The next records of a list; one query. Sorted by date, those without one are left out.

    Raises NoSuchPlace for an `after` that no list gave out.
    """
    column, falls = SORTS[sort]
    if column == "earliest":
        found = found.filter(earliest__isnull=False)
    if after:
        found = found.filter(_behind(column, falls, after))
    rows = list(found.order_by(f"-{column}" if falls else column, "id")[: AT_ONCE + 1])
    shown = rows[:AT_ONCE]
    return Part(shown, _key(shown[-1], column) if len(rows) > AT_ONCE else "")


def counted(found: QuerySet[Record], sort: str) -> int:
    """How many there are, `COUNTED` + 1 where there are more; one query."""
    if SORTS[sort][0] == "earliest":
        found = found.filter(earliest__isnull=False)
    return found.order_by().values("pk")[: COUNTED + 1].count()


def _key(record: Record, column: str) -> str:
    value: Any = getattr(record, column)
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(tzinfo=None)
    told = value if isinstance(value, str) else value.isoformat()
    return f"{told}_{record.pk}"


_READ: dict[str, Callable[[str], Any]] = {
    "made_at": lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    "earliest": date.fromisoformat,
    "label": str,
}


def _behind(column: str, falls: bool, after: str) -> Q:
    text, _, last = after.replace("\x00", "").rpartition("_")
    try:
        pk = uuid.UUID(last)
        value = _READ[column](text)
    except ValueError:
        raise NoSuchPlace(after) from None
    way = "lt" if falls else "gt"
    # The first condition alone would do; it is there for the index.
    reached = Q(**{f"{column}__{way}e": value})
    return reached & (Q(**{f"{column}__{way}": value}) | Q(**{column: value, "pk__gt": pk}))
