"""Places, how exactly each is known, what happened or was said there, and by whom it is called what.

Whose a place is, nobody says here: of what it is part is told with whoever says so.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet

from sourcebook.dossier.coverage import State
from sourcebook.dossier.models import Claim, Event, Name, PartOf, Place, Record, Statement, Status, Withheld
from sourcebook.dossier.search import Filters
from sourcebook.dossier.seen import current
from sourcebook.dossier.views.kept import kept_places
from sourcebook.dossier.views.timeline import of_time

_KEPT = 32
_UNPLACED = 40
_STANDING = {"record__merged_into": None, "record__erased_at": None}
# What a filter asks of the record itself, without other tables.
_SIMPLE = {"kinds", "status", "since", "until"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A place with its geometry (GeoJSON), how exact that is, and its middle; `withheld` where not all see
    it."""

    record: str
    label: str
    form: str
    heritage: str
    precision: str
    geometry: Any
    level: int
    withheld: bool
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class There:
    """How many events, statements and claims there are of a place."""

    event: int = 0
    statement: int = 0
    claim: int = 0

    @property
    def all(self) -> int:
        """All together."""
        return self.event + self.statement + self.claim

    @property
    def told(self) -> list[tuple[str, int]]:
        """(kind, number) of those of which there are any."""
        kinds = (("event", self.event), ("statement", self.statement), ("claim", self.claim))
        return [one for one in kinds if one[1]]


@dataclass(frozen=True, slots=True)
class Called:
    """A name of a place, who uses it, and in which script it is written."""

    value: str
    used_by: str
    script: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Of what a place is part, according to whom, and when."""

    record: str
    label: str
    according_to: str
    when: str


@lru_cache(maxsize=_KEPT)
def placed(state: State) -> tuple[Placed, ...]:
    """The places with a geometry that the viewer sees; two queries."""
    rows = Place.objects.filter(**_STANDING, record__dossier_id=current().within, record__kind="place")
    rows = rows.exclude(record__status=Status.WITHDRAWN)
    columns = ("record_id", "record__label", "form", "heritage", "precision", "geometry", "record__level")
    hidden = Withheld.objects.filter(field="geometry", record__kind="place", sealed__isnull=True)
    kept = {pk: value for pk, value in hidden.values_list("record_id", "value") if value}
    told = []
    wanted = rows.filter(geometry__isnull=False).values_list(*columns)
    if kept:
        wanted = wanted.union(rows.filter(record_id__in=list(kept)).values_list(*columns), all=True)
    for pk, label, form, heritage, precision, geometry, level in wanted:
        shape = geometry or kept.get(pk)
        centre = middle(shape)
        if centre is not None:
            told.append(Placed(str(pk), label, form, heritage, precision, shape, level, pk in kept, *centre))
    return tuple(sorted(told, key=lambda one: (one.label, one.record)))


def middle(geometry: Any) -> tuple[float, float] | None:
    """Longitude and latitude of the middle of a geometry; None where it has no point."""
    points = list(_points(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates, list) and len(coordinates) >= 2 and not isinstance(coordinates[0], list):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for inner in coordinates if isinstance(coordinates, list) else ():
        yield from _points(inner)


@lru_cache(maxsize=_KEPT)
def there(state: State, filters: Filters, forms: tuple[str, ...]) -> dict[str, There]:
    """What there is of each place that has anything; five queries."""
    numbers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    said: Any = Statement.objects
    for kind, rows, column in (
        ("event", Event.objects.filter(place__isnull=False), "place_id"),
        ("statement", said.filter(place__isnull=False), "place_id"),
        (
            "statement",
            said.filter(place__isnull=True, occasion__event__place__isnull=False),
            "occasion__event__place_id",
        ),
        ("claim", Claim.objects.filter(about__kind="place"), "about_id"),
    ):
        if filters.kinds and kind not in filters.kinds:
            continue
        counted: Any = _passing(rows, kind, filters, forms)
        for pk, number in counted.order_by().values_list(column).annotate(Count("pk")):
            numbers[str(pk)][kind] += number
    for place, kinds in kept_places(of_time(filters, forms).order_by()).items():
        for kind in ("event", "statement", "claim"):
            numbers[place][kind] += kinds[kind]
    return {pk: There(**one) for pk, one in numbers.items()}


def _passing(rows: Any, kind: str, filters: Filters, forms: tuple[str, ...]) -> Any:
    """Those of a kind that pass; by a join where that can be said, since a set of all ids takes longer."""
    if forms or set(filters.given) - _SIMPLE:
        return rows.filter(record__in=of_time(filters, forms).filter(kind=kind).values("pk"))
    rows = rows.filter(record__kind=kind, record__dossier_id=current().within, **_STANDING)
    rows = (
        rows.filter(record__status=filters.status)
        if filters.status
        else rows.exclude(record__status=Status.WITHDRAWN)
    )
    if filters.since:
        rows = rows.filter(record__latest__gte=filters.since)
    return rows.filter(record__earliest__lte=filters.until) if filters.until else rows


def number_of_places(state: State) -> int:
    """How many places there are; the query of their labels."""
    return len(_labels(state))


@lru_cache(maxsize=_KEPT)
def _labels(state: State) -> dict[str, str]:
    """The label of every place, by its id; one query."""
    return {str(pk): label for pk, label in _places().values_list("pk", "label")}


def _places() -> QuerySet[Record]:
    rows = Record.objects.filter(kind="place", dossier_id=current().within, merged_into=None, erased_at=None)
    return rows.exclude(status=Status.WITHDRAWN)


def unplaced(state: State, known: dict[str, There], located: Sequence[Placed]) -> list[tuple[str, str]]:
    """(id, label) of places without a location of which something is known, those with most first; the query
    of the labels."""
    have, labels = {one.record for one in located}, _labels(state)
    full = sorted((pk for pk in known if pk not in have), key=lambda pk: (-known[pk].all, pk))[:_UNPLACED]
    return [(pk, labels[pk]) for pk in full if pk in labels]


def names_of(places: Sequence[str]) -> dict[str, list[Called]]:
    """The names of places, each with who uses it; one query."""
    rows = Name.objects.filter(record_id__in=_ids(places)).order_by("-main", "position", "id")
    found: dict[str, list[Called]] = defaultdict(list)
    for pk, value, by, script in rows.values_list("record_id", "value", "used_by__label", "script"):
        found[str(pk)].append(Called(value, by or "", script))
    return found


def wholes_of(places: Sequence[str]) -> dict[str, list[Whole]]:
    """Of what places are part, according to whom; one query."""
    rows = PartOf.objects.filter(record_id__in=_ids(places), whole__isnull=False).order_by("position", "id")
    found: dict[str, list[Whole]] = defaultdict(list)
    columns = ("record_id", "whole_id", "whole__label", "according_to__label", "when")
    for pk, whole, label, by, when in rows.values_list(*columns):
        found[str(pk)].append(Whole(str(whole), label or "", by or "", when))
    return found


def _ids(places: Sequence[str]) -> list[uuid.UUID]:
    return [uuid.UUID(one) for one in places]
