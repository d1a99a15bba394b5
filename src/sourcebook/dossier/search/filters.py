"""Filters: which records a list or a search is about. What the viewer may not see is not among them.

kinds                          any of these kinds
status, level, origin          as the record has it
theme                          "codebook/code", or "codebook" for any of its codes
speaker                        statements of an actor, and of those merged with it
place                          what happened or was said in a place or its parts, claims about these
since, until                   records whose dates overlap with these days
source                         its captures, and records with evidence in it
actor                          whatever somebody had a part in: said, done, claimed, held, been told
language                       statements, sources and watches in a language
owner, made_by                 the organisation that keeps a record, the person who made it
unevidenced                    records that nothing is given for
proposed                       records about which something is proposed and not decided
undated                        records that stand under no date
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sourcebook.dossier.models import (
    Addressee,
    Capture,
    Claim,
    Event,
    Evidence,
    FollowUp,
    Involvement,
    Level,
    PartOf,
    Proposal,
    Record,
    Relation,
    Source,
    Speaker,
    Statement,
    Theme,
    Watch,
)
from sourcebook.dossier.models.history import Decided

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
    actor: uuid.UUID | None = None
    language: str = ""
    owner: uuid.UUID | None = None
    made_by: uuid.UUID | None = None
    unevidenced: bool = False
    proposed: bool = False
    undated: bool = False

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
    for column in ("status", "origin", "owner", "made_by"):
        value = getattr(filters, column)
        if value:
            found = found.filter(**{column: value})
    if filters.level:
        found = found.filter(level=_level(filters.level))
    if filters.unevidenced:
        found = found.filter(~Exists(Evidence.objects.filter(record=OuterRef("pk"))))
    if filters.since:
        found = found.filter(latest__gte=filters.since)
    if filters.until:
        found = found.filter(earliest__lte=filters.until)
    if filters.undated:
        found = found.filter(earliest__isnull=True)
    if filters.proposed:
        found = found.filter(_proposed())
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


def _actor(actor: uuid.UUID) -> Q:
    """Everything that links to the actor, by whichever name; one union of ids, as for places."""
    known = with_merged([actor])
    said, told = (model.objects.filter(actor__in=known).values("record") for model in (Speaker, Addressee))
    done = Involvement.objects.filter(Q(actor__in=known) | Q(attributed_to__in=known)).values("record")
    held = Relation.objects.filter(Q(subject__in=known) | Q(object__in=known)).values("record")
    claimed = Claim.objects.filter(Q(claimant__in=known) | Q(relayed_by__in=known)).values("record")
    asserted = FollowUp.objects.filter(asserted_by__in=known).values("record")
    return Q(pk__in=list(known)) | Q(pk__in=said.union(told, done, held, claimed, asserted))


def _language(language: str) -> Q:
    rows = [model.objects.filter(language=language).values("record") for model in (Statement, Source, Watch)]
    return Q(pk__in=rows[0].union(*rows[1:]))


def _proposed() -> Q:
    waiting = Proposal.objects.filter(state=Decided.OPEN)
    return Q(pk__in=waiting.values("record").union(waiting.filter(other__isnull=False).values("other")))


_BY_LINKS: dict[str, Callable[[Any], Q]] = {
    "theme": _theme,
    "speaker": _speaker,
    "place": _place,
    "source": _source,
    "actor": _actor,
    "language": _language,
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
