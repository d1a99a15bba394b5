"""Filters: which records a list or a search is about. What the viewer may not see is not among them.

kinds                          any of these kinds
status, level, origin          as the record has it
theme                          "codebook/code", or "codebook" for any of its codes
speaker                        statements of an actor, and of those merged with it
place                          what happened or was said in a place or its parts, claims about these
since, until                   records whose dates overlap with these days
source                         its captures, and records with evidence in it
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sourcebook.dossier.models import (
    Capture,
    Claim,
    Event,
    Evidence,
    Level,
    PartOf,
    Record,
    Speaker,
    Statement,
    Theme,
)

# No tree of places or chain of mergers is deeper; ends one that leads back to its beginning.
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Filters:
    """What a record must be. What is empty or None asks for nothing."""

    kinds: tuple[str, ...] = ()
    status: str = ""
    level: str = ""
    origin: str = ""
    theme: str = ""
    speaker: uuid.UUID | None = None
    place: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None
    source: uuid.UUID | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """The names of those that ask for something."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))


def matching(filters: Filters) -> QuerySet[Record]:
    """The records that pass, for whoever is bound as the viewer; in no order.

    Raises ValueError for a level that is none. A query more for each layer of parts and of mergers.
    """
    found = Record.objects.all()
    if filters.kinds:
        found = found.filter(kind__in=filters.kinds)
    for column in ("status", "origin"):
        value = getattr(filters, column)
        if value:
            found = found.filter(**{column: value})
    if filters.level:
        found = found.filter(level=_level(filters.level))
    if filters.since:
        found = found.filter(latest__gte=filters.since)
    if filters.until:
        found = found.filter(earliest__lte=filters.until)
    for name, chosen in _BY_LINKS.items():
        value = getattr(filters, name)
        if value:
            found = found.filter(chosen(value))
    return found


def _level(name: str) -> int:
    levels = {label: value for value, label in Level.choices}
    if name not in levels:
        raise ValueError(f"no such level {name!r}; it is one of {', '.join(levels)}")
    return levels[name]


def _theme(theme: str) -> Q:
    codebook, slash, code = theme.partition("/")
    rows = Theme.objects.filter(codebook=codebook)
    return Q(pk__in=(rows.filter(code=code) if slash else rows).values("record"))


def _speaker(actor: uuid.UUID) -> Q:
    return Q(pk__in=Speaker.objects.filter(actor__in=with_merged([actor])).values("record"))


def _place(place: uuid.UUID) -> Q:
    parts = _closed(
        with_merged([place]),
        lambda known: PartOf.objects.filter(whole__in=known).values_list("record", flat=True),
    )
    there = Event.objects.filter(place__in=parts).values("record")
    said = Statement.objects.filter(Q(place__in=parts) | Q(occasion__in=there)).values("record")
    about = Claim.objects.filter(about__in=parts).values("record")
    # One union of ids: a condition that is one of several joins would read every record.
    return Q(pk__in=list(parts)) | Q(pk__in=there.union(said, about))


def _source(source: uuid.UUID) -> Q:
    sources = with_merged([source])
    captures = list(Capture.objects.filter(source__in=sources).values_list("record", flat=True))
    into = Evidence.objects.filter(layer__record__in=captures).values("record")
    onto = Evidence.objects.filter(basis__in=[*sources, *captures]).values("record")
    return Q(pk__in=[*sources, *captures]) | Q(pk__in=into.union(onto))


_BY_LINKS: dict[str, Callable[[Any], Q]] = {
    "theme": _theme,
    "speaker": _speaker,
    "place": _place,
    "source": _source,
}


def with_merged(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """These records, those that were merged into them, and those that they were merged into."""
    up = _closed(
        set(ids),
        lambda known: Record.objects.filter(pk__in=known, merged_into__isnull=False).values_list(
            "merged_into", flat=True
        ),
    )
    return _closed(
        up, lambda known: Record.objects.filter(merged_into__in=known).values_list("pk", flat=True)
    )


def _closed(
    known: set[uuid.UUID], step: Callable[[list[uuid.UUID]], Iterable[uuid.UUID | None]]
) -> set[uuid.UUID]:
    """What can be reached by a step, again and again."""
    fresh = list(known)
    for _ in range(_DEEPEST):
        fresh = [one for one in set(step(fresh)) if one is not None and one not in known]
        if not fresh:
            break
        known = known | set(fresh)
    return known
