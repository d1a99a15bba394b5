"""The log of a dossier: sightings and revisions in one line of time, the newest first.

Keepers read all of it; others what is noted of themselves. Which record it was is told as far as who reads
may see the record.
"""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Collection, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from django.db.models import Count, Q, QuerySet

from sourcebook.dossier.models import Account, Change, Record, Revision
from sourcebook.dossier.models.access import Sighting
from sourcebook.dossier.seen import as_system, current

# The acts of revisions are asked for by this one word.
CHANGED = "changed"
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the log is asked for. `act` is an act of a sighting, or `CHANGED`; days are in UTC."""

    person: uuid.UUID | None = None
    record: uuid.UUID | None = None
    act: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody saw or did. `records` counts those that a revision changed."""

    at: datetime
    id: uuid.UUID
    account: uuid.UUID | None
    act: str
    page: str = ""
    about: uuid.UUID | None = None
    detail: str = ""
    records: int = 0
    revision: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The lines, with names: of people and of records, by id, as far as they may be told."""

    lines: list[Line]
    people: dict[uuid.UUID, str]
    records: dict[uuid.UUID, str]


def lines(asked: Asked, after: tuple[datetime, uuid.UUID] | None, most: int) -> list[Line]:
    """The next lines of the log; two queries, and two for what revisions changed."""
    found = heapq.merge(
        (_seen(row) for row in _behind(_sightings(asked), after)[:most]),
        (_changed(row) for row in _behind(_revisions(asked), after)[:most]),
        key=_key,
    )
    return _with_records(list(islice(found, most)), asked.record)


def every_line(asked: Asked) -> Iterator[list[Line]]:
    """The whole log that is asked for, some lines at a time."""
    after = None
    while some := lines(asked, after, _AT_ONCE):
        yield some
        after = some[-1].at, some[-1].id


def named(found: list[Line]) -> Named:
    """The lines with the names that belong to them; two queries."""
    about = {line.about for line in found if line.about}
    accounts = {line.account for line in found if line.account}
    records = dict(Record.objects.filter(pk__in=about).values_list("pk", "label"))
    return Named(found, names_of(accounts | (about - records.keys())), records)


def names_of(accounts: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of accounts; to a keeper also of those who have no part any more."""
    with as_system() if current().may("people") else nullcontext():
        return dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name"))


def _sightings(asked: Asked) -> QuerySet[Sighting]:
    if asked.act == CHANGED:
        return Sighting.objects.none()
    found = Sighting.objects.filter(_within(asked), dossier_id=current().within)
    if asked.act:
        found = found.filter(act=asked.act)
    if asked.record:
        found = found.filter(about=asked.record)
    person = asked.person if current().may("people") else current().person
    return found.filter(account_id=person) if person else found


def _revisions(asked: Asked) -> QuerySet[Revision]:
    if asked.act not in ("", CHANGED):
        return Revision.objects.none()
    found = Revision.objects.filter(_within(asked), dossier_id=current().within)
    if asked.record:
        found = found.filter(pk__in=Change.objects.filter(record_id=asked.record).values("revision_id"))
    person = asked.person if current().may("people") else current().person
    return found.filter(who_id=person) if person else found


def _within(asked: Asked) -> Q:
    when = Q()
    if asked.since:
        when &= Q(at__gte=datetime.combine(asked.since, time(), UTC))
    if asked.until and asked.until < date.max:
        when &= Q(at__lt=datetime.combine(asked.until + timedelta(days=1), time(), UTC))
    return when


def _behind(found: QuerySet, after: tuple[datetime, uuid.UUID] | None) -> QuerySet:  # type: ignore[type-arg]
    if after is not None:
        at, last = after
        # The first condition alone would do; it is there for the index.
        found = found.filter(Q(at__lte=at) & (Q(at__lt=at) | Q(at=at, pk__gt=last)))
    return found.order_by("-at", "pk")


def _key(line: Line) -> tuple[float, int]:
    return -line.at.timestamp(), line.id.int


def _seen(row: Sighting) -> Line:
    return Line(row.at, row.pk, row.account_id, row.act, row.page, row.about, row.detail)


def _changed(row: Revision) -> Line:
    return Line(row.at, row.pk, row.who_id, row.act, "", None, row.why, revision=True)


def _with_records(found: list[Line], record: uuid.UUID | None) -> list[Line]:
    revisions = [line.id for line in found if line.revision]
    if not revisions:
        return found
    changes = Change.objects.filter(revision_id__in=revisions)
    count = dict(changes.values("revision_id").annotate(n=Count("pk")).values_list("revision_id", "n"))
    single = [pk for pk, n in count.items() if n == 1]
    one = dict(Change.objects.filter(revision_id__in=single).values_list("revision_id", "record_id"))
    return [
        Line(
            line.at, line.id, line.account, line.act, "", record or one.get(line.id), line.detail,
            count.get(line.id, 0), True,
        )
        if line.revision
        else line
        for line in found
    ]  # fmt: skip
