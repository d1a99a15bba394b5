"""Records along time: how many in each part of a window, the records themselves where they are few, and what
was watched meanwhile, without which no number means anything.

A record stands in a part of the window only where its date lies wholly in it. What is known less exactly
spans several parts and is counted as a span; what has no date is counted apart.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr

from sourcebook.dossier.coverage import State
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.listing import listed
from sourcebook.dossier.models import Involvement, Record, Speaker, Status, Theme, Watch
from sourcebook.dossier.search import Filters
from sourcebook.dossier.seen import current
from sourcebook.dossier.views.window import Window

# What happens or is said in time; the others only where somebody asks for their kind.
USUAL = ("event", "statement", "claim", "followup")
LANES = ("kind", "theme", "actor")
# So many records are drawn one by one; of more, how many there are.
FEW = 120
_LANES, _WATCHES, _KEPT = 8, 12, 128


@dataclass(frozen=True, slots=True)
class Group:
    """So many records of a lane whose dates begin in one part of the window and end in another, or the same;
    parts by their names ("2031-03")."""

    lane: str
    first: str
    last: str
    number: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Records in a window: all of them, by lane, and the names of lanes that are records (actors)."""

    number: int
    rows: tuple[Group, ...]
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A record with a date: its days, and the date as EDTF writes it."""

    record: str
    kind: str
    label: str
    status: str
    level: int
    first: date
    last: date
    when: str
    lanes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watched:
    """What was watched, and when; an open end is None."""

    record: str
    outlet: str
    first: date | None
    last: date | None


def of_time(filters: Filters, forms: tuple[str, ...]) -> QuerySet[Record]:
    """The records of a timeline, dated or not; withdrawn ones only where somebody asks for them."""
    found = listed(filters, forms).filter(dossier_id=current().within, merged_into=None, erased_at=None)
    if not filters.kinds:
        found = found.filter(kind__in=USUAL)
    return found if filters.status else found.exclude(status=Status.WITHDRAWN)


@lru_cache(maxsize=_KEPT)
def years(state: State, filters: Filters, forms: tuple[str, ...]) -> dict[str, int]:
    """How many records begin in each year; those without a date under "". One query."""
    year = Substr(Cast("earliest", CharField()), 1, 4)
    rows = of_time(filters, forms).order_by().values_list(year).annotate(Count("pk"))
    return {name or "": number for name, number in rows}


@lru_cache(maxsize=_KEPT)
def counts(state: State, filters: Filters, forms: tuple[str, ...], window: Window, lanes: str) -> Counts:
    """The counts of a window; a query by kind, two more for other lanes."""
    found = within(filters, forms, window).order_by()
    by_kind = _grouped(found, "", window, "kind")
    number = sum(row[-1] for row in by_kind)
    if lanes == "theme":
        themes = Theme.objects.filter(record__in=found.values("pk")).order_by()
        rows = [
            (f"{book}/{code}", *rest)
            for book, code, *rest in _grouped(themes, "record__", window, "codebook", "code")
        ]
        bare = found.exclude(pk__in=Theme.objects.values("record"))
        return Counts(number, _few([*rows, *(("", *row[1:]) for row in _grouped(bare, "", window, "kind"))]))
    if lanes == "actor":
        rows, names = [], {}
        for model in (Speaker, Involvement):
            parts = model.objects.filter(record__in=found.values("pk"), actor__isnull=False).order_by()
            for actor, label, *rest in _grouped(parts, "record__", window, "actor_id", "actor__label"):
                names[str(actor)] = label
                rows.append((str(actor), *rest))
        told = _few(rows)
        shown = {one.lane for one in told}
        return Counts(number, told, tuple((pk, label) for pk, label in names.items() if pk in shown))
    return Counts(number, tuple(Group(*row) for row in by_kind))


def within(filters: Filters, forms: tuple[str, ...], window: Window) -> QuerySet[Record]:
    """The records whose dates touch the window."""
    return of_time(filters, forms).filter(earliest__lte=window.last, latest__gte=window.first)


def _grouped(found: Any, to_record: str, window: Window, *lane: str) -> list[Any]:
    first, last = (
        Substr(Cast(f"{to_record}{bound}", CharField()), 1, window.letters)
        for bound in ("earliest", "latest")
    )
    number = Count("record_id" if to_record else "pk", distinct=bool(to_record))
    rows = found.annotate(first_part=first, last_part=last)
    return list(
        rows.values_list(*lane, "first_part", "last_part")
        .annotate(number)
        .order_by(*lane, "first_part", "last_part")
    )


def _few(rows: Iterable[tuple[str, str, str, int]]) -> tuple[Group, ...]:
    """Of the fullest lanes; that of what has none is always among them."""
    summed: Counter[tuple[str, str, str]] = Counter()
    for lane, first, last, number in rows:
        summed[lane, first, last] += number
    by_lane: Counter[str] = Counter()
    for (lane, _, _), number in summed.items():
        by_lane[lane] += number
    shown = {lane for lane, _ in sorted(by_lane.items(), key=lambda one: (-one[1], one[0])) if lane}
    ranked = sorted(shown, key=lambda lane: (-by_lane[lane], lane))[:_LANES]
    kept = {*ranked, ""}
    order = {lane: number for number, lane in enumerate([*ranked, ""])}
    told = [Group(*key, number) for key, number in summed.items() if key[0] in kept]
    return tuple(sorted(told, key=lambda one: (order[one.lane], one.first, one.last)))


def dated(filters: Filters, forms: tuple[str, ...], window: Window, lanes: str) -> list[Dated]:
    """The records of a window one by one, so many at most as are few; two queries, one more for lanes of
    themes, two for those of actors."""
    columns = ("pk", "kind", "label", "status", "level", "earliest", "latest")
    rows = list(
        within(filters, forms, window).order_by("earliest", "latest", "id").values_list(*columns)[:FEW]
    )
    ids = [row[0] for row in rows]
    written = _written(ids, {row[1] for row in rows})
    inside = _lanes_of(ids, lanes) if lanes != "kind" else {row[0]: (row[1],) for row in rows}
    return [
        Dated(
            str(pk), kind, label, status, level, first, last, written.get(pk, ""),
            tuple(inside.get(pk, ("",) if lanes == "theme" else ())),
        )
        for pk, kind, label, status, level, first, last in rows
    ]  # fmt: skip


def _written(ids: Sequence[uuid.UUID], kinds: Iterable[str]) -> dict[uuid.UUID, str]:
    """The dates of records as EDTF writes them; one query."""
    asked: list[Any] = [
        KINDS[kind]
        .model._default_manager.filter(pk__in=ids)
        .values_list("record_id", KINDS[kind].model.dated)
        for kind in sorted(kinds)
        if KINDS[kind].model.dated
    ]
    return dict(asked[0].union(*asked[1:], all=True)) if asked else {}


def _lanes_of(ids: Sequence[uuid.UUID], lanes: str) -> dict[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    if lanes == "theme":
        for pk, book, code in Theme.objects.filter(record__in=ids).values_list(
            "record_id", "codebook", "code"
        ):
            found[pk].append(f"{book}/{code}")
        return found
    for model in (Speaker, Involvement):
        parts = model.objects.filter(record__in=ids, actor__isnull=False)
        for pk, actor in parts.values_list("record_id", "actor_id").distinct():
            found[pk].append(str(actor))
    return found


def watched(window: Window) -> tuple[list[Watched], int]:
    """What was watched in a window, and of how many more there is no room; one query, two for very many."""
    touching = Watch.objects.filter(record__dossier_id=current().within, record__kind="watch").exclude(
        record__status=Status.WITHDRAWN
    )
    touching = touching.filter(period_earliest__lte=window.last, period_latest__gte=window.first)
    rows = touching.values_list("record_id", "outlet", "record__label", "period_earliest", "period_latest")
    first = list(rows.order_by("period_earliest", "record_id")[: _WATCHES + 1])
    more = touching.count() - _WATCHES if len(first) > _WATCHES else 0
    told = [
        Watched(
            str(pk), outlet or label, None if low == date.min else low, None if high == date.max else high
        )
        for pk, outlet, label, low, high in first[:_WATCHES]
    ]
    return told, more
