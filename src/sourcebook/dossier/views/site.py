"""A site over time: its condition as observers saw it, each on the day of its image, and what changed.

Damage that nobody saw happen lies between the last image on which the site was as before and the first on
which it was not: a span, not a day. Observers who disagree stand beside each other; nothing is averaged.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Q

from sourcebook.dossier.models import Claim, Event, Evidence, Place, Record, Status

CONDITION = "condition"
_CLAIMS, _EVENTS = 120, 60


@dataclass(frozen=True, slots=True)
class Assessment:
    """What somebody says of the condition, as of a day (that of the image), and where it rests."""

    record: str
    term: str
    words: str
    when: str
    first: date | None
    last: date | None
    observer: str
    observer_label: str
    relayed_by: str
    status: str
    level: int
    sources: tuple[tuple[str, str], ...] = ()

    @property
    def who(self) -> str:
        """By which an observer is told from another."""
        return self.observer or self.observer_label

    @property
    def says(self) -> str:
        """The term, or the words where there is none."""
        return self.term or self.words


@dataclass(frozen=True, slots=True)
class Change:
    """Between two images of one observer the condition became another."""

    observer: str
    before: Assessment
    after: Assessment

    @property
    def first(self) -> date | None:
        """The first day on which it may have happened."""
        return self.before.first

    @property
    def last(self) -> date | None:
        """The last day on which it may have happened."""
        return self.after.last


@dataclass(frozen=True, slots=True)
class Happened:
    """An event there, with its days."""

    record: str
    label: str
    type: str
    words: str
    when: str
    first: date | None
    last: date | None
    evidence_date: bool
    status: str
    level: int


@dataclass(frozen=True, slots=True)
class Rival:
    """Assessments of several observers for days that overlap or follow each other, which do not agree."""

    one: Assessment
    other: Assessment

    @property
    def sides(self) -> tuple[Assessment, Assessment]:
        """Both, the earlier first."""
        return self.one, self.other


def site_of(record: uuid.UUID) -> tuple[Record, Place] | None:
    """The place; None where the viewer sees none of this id. One query."""
    place = Place.objects.select_related("record").filter(pk=record).first()
    return (place.record, place) if place is not None else None


def assessments(ids: Iterable[uuid.UUID], kept: Iterable[uuid.UUID] = ()) -> list[Assessment]:
    """What is said of the condition, by time, also by claims whose link is kept apart; two queries."""
    rows = Claim.objects.filter(Q(about__in=list(ids)) | Q(pk__in=list(kept)), record__merged_into=None)
    rows = rows.filter(Q(property__iexact=CONDITION) | ~Q(term="")).exclude(record__status=Status.WITHDRAWN)
    columns = (
        "record_id", "term", "words", "as_of", "as_of_earliest", "as_of_latest", "claimant_id",
        "claimant__label", "claimant_words", "relayed_by__label", "record__status", "record__level",
    )  # fmt: skip
    found = list(rows.order_by("as_of_earliest", "record_id").values_list(*columns)[:_CLAIMS])
    sources = _sources([row[0] for row in found])
    return [
        Assessment(
            str(pk), term, words, when, first, last, str(who or "") if label else "", label or said, by or "",
            status, level, tuple(sources.get(pk, ())),
        )
        for pk, term, words, when, first, last, who, label, said, by, status, level in found
    ]  # fmt: skip


def _sources(claims: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, str]]]:
    """The sources that claims rest on: of the copies that are quoted, and those that are cited."""
    of_copy = ("layer__record__capture__source_id", "layer__record__capture__source__label")
    rows = Evidence.objects.filter(record__in=claims).order_by("id")
    found: dict[uuid.UUID, list[tuple[str, str]]] = defaultdict(list)
    for pk, source, label, basis, cited in rows.values_list(
        "record_id", *of_copy, "basis_id", "basis__label"
    ):
        one = (str(source), label) if label else (str(basis), cited)
        if one[1] and one not in found[pk]:
            found[pk].append(one)
    return found


def changes(seen: Sequence[Assessment]) -> list[Change]:
    """Where the condition of two images that follow each other differs, for each observer; of dated ones."""
    told = []
    by_observer: dict[str, list[Assessment]] = defaultdict(list)
    for one in seen:
        if one.first is not None and one.term:
            by_observer[one.who].append(one)
    for observer, mine in by_observer.items():
        told += [
            Change(observer, before, after) for before, after in pairwise(mine) if before.term != after.term
        ]
    return sorted(told, key=lambda one: (one.first or date.min, one.observer))


def between_observers(seen: Sequence[Assessment]) -> list[Change]:
    """A condition that nobody saw change themselves: another's later image shows what none before it did."""
    dated = [one for one in seen if one.first is not None and one.term]
    told = []
    for number, one in enumerate(dated):
        before = [
            other
            for other in dated[:number]
            if other.last is not None and other.last < (one.first or date.min)
        ]
        own = [other for other in before if other.who == one.who]
        if before and not own and all(other.term != one.term for other in before):
            told.append(Change(one.who, before[-1], one))
    return told


def rivals(seen: Sequence[Assessment]) -> list[Rival]:
    """Of an observer's image and the next of another, those that say different things of one stretch of time:
    the later one says what is as it was before the change that the earlier one shows. Of two observers who
    say the same against each other again, the first pair."""
    dated = [one for one in seen if one.first is not None and one.term]
    told: dict[tuple[str, str, str, str], Rival] = {}
    for number, one in enumerate(dated):
        for other in dated[number + 1 :]:
            if other.who == one.who or other.term == one.term:
                continue
            overlap = one.last is not None and other.first is not None and other.first <= one.last
            # What was gone is said to be there again by somebody else.
            again = any(earlier.term == other.term for earlier in dated[:number])
            if overlap or again:
                told.setdefault((one.who, one.term, other.who, other.term), Rival(one, other))
    return list(told.values())


def happened_at(ids: Iterable[uuid.UUID], kept: Iterable[uuid.UUID] = ()) -> list[Happened]:
    """The events there, by time, also those whose link is kept apart; one query."""
    rows = Event.objects.filter(Q(place__in=list(ids)) | Q(pk__in=list(kept)), record__merged_into=None)
    rows = rows.exclude(record__status=Status.WITHDRAWN)
    columns = (
        "record_id", "record__label", "type", "words", "when", "when_words", "when_earliest", "when_latest",
        "date_role", "record__status", "record__level",
    )  # fmt: skip
    return [
        Happened(
            str(pk), label, type_, words, when or written, first, last, role == "evidence", status, level
        )
        for pk, label, type_, words, when, written, first, last, role, status, level in rows.order_by(
            "when_earliest", "record_id"
        ).values_list(*columns)[:_EVENTS]
    ]
