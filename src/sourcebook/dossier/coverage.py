"""How far the dossier covers its time: statements by month and source, what was watched, follow-ups due.

A month without a statement says nothing by itself: it is told whether anything was watched in it. A statement
stands in the month of the first day that its date allows. Counts are of what the viewer sees, and are kept
until somebody writes in the dossier, since they read every statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Substr

from sourcebook.dossier.models import Evidence, FollowUp, Record, Revision, Statement, Status, Watch
from sourcebook.dossier.models.followup import Outcome
from sourcebook.dossier.models.statement import StatementForm
from sourcebook.dossier.seen import as_system, current

State = tuple[Any, ...]
# So many counts are kept, for roles and organisations that see differently; the oldest goes first.
_MANY = 64
# A measure or recommendation of which nothing newer is known is due.
OLD = timedelta(days=180)
_SOURCES = 8
# Months that are shown; what is before is told in one number.
_MONTHS = 36
_ORDERS = (StatementForm.MEASURE, StatementForm.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class Month:
    """A month: "2031-03", how many statements are dated in it, and how many watches cover a part of it."""

    month: str
    statements: int
    watches: int

    @property
    def gap(self) -> bool:
        """Whether nothing was recorded of it."""
        return not self.statements


@dataclass(frozen=True, slots=True)
class Coverage:
    """Statements by month, from the first to the last, and by source, the most cited first; of all, how many
    have no date and how many rest on no source; how many watches there are."""

    statements: int
    months: tuple[Month, ...]
    earlier: int
    undated: int
    sources: tuple[tuple[str, str, int], ...]
    watches: int

    @property
    def unwatched(self) -> tuple[tuple[str, str], ...]:
        """Months without a statement, in which nothing was watched either: from one to another."""
        return tuple(_spans(self.months, lambda one: one.gap and not one.watches))

    @property
    def silent(self) -> tuple[tuple[str, str], ...]:
        """Months that were watched, and in which no statement was found: from one to another."""
        return tuple(_spans(self.months, lambda one: one.gap and bool(one.watches)))


@dataclass(frozen=True, slots=True)
class Due:
    """A measure or recommendation whose newest follow-up is old or missing ("" then)."""

    record: str
    label: str
    form: str
    as_of: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Dues:
    """Follow-ups that are due, the longest neglected first, how many, and of how many orders."""

    first: tuple[Due, ...]
    number: int
    of: int


def coverage() -> Coverage:
    """Of the viewer's dossier; four queries, one where nothing was written since it was asked last."""
    return _coverage_of(state_of_counts())


def drafts_by_kind(state: State | None = None) -> dict[str, int]:
    """How many drafts of each kind wait; two queries, none where `state` is that of counts that are kept."""
    return dict(_drafts_of(state or state_of_counts()))


def dues(today: date | None = None, first: int = 6, state: State | None = None) -> Dues:
    """Follow-ups that are due; two queries, none where nothing was written since, and one for the state."""
    return _dues_of(today or datetime.now(UTC).date(), first, state or state_of_counts())


def due_orders(day: date) -> QuerySet[Statement]:
    """Measures and recommendations, not withdrawn, of which nothing newer than `OLD` is known, but for those
    that were complied with as somebody says."""
    return orders().filter(is_due(day))


def orders() -> QuerySet[Statement]:
    """Measures and recommendations, with the newest that is known of each: its day, what became of it."""
    newest = FollowUp.objects.filter(target=OuterRef("record_id"))
    newest = newest.exclude(record__status=Status.WITHDRAWN).order_by(F("as_of_latest").desc(nulls_last=True))
    orders = Statement.objects.filter(
        form__in=_ORDERS, record__dossier_id=current().within, record__kind="statement"
    )
    return orders.exclude(record__status=Status.WITHDRAWN).annotate(
        known=Subquery(newest.values("as_of_latest")[:1]),
        known_words=Subquery(newest.values("as_of")[:1]),
        became=Subquery(newest.values("outcome")[:1]),
    )


def is_due(day: date) -> Q:
    """Of `orders`: nothing newer than `OLD` is known of it, and nobody says that it was complied with."""
    old = Q(known__isnull=True) | Q(known__lt=day - OLD)
    return old & (Q(became__isnull=True) | ~Q(became=Outcome.COMPLIED))


def _dues(day: date, first: int) -> Dues:
    found = due_orders(day)
    columns = ("record_id", "record__label", "form", "known_words", "became")
    rows = found.order_by(F("known").asc(nulls_first=True), "when_earliest", "record_id")
    shown = tuple(
        Due(str(pk), label, form, as_of or "", outcome or "")
        for pk, label, form, as_of, outcome in rows.values_list(*columns)[:first]
    )
    numbers = orders().aggregate(of=Count("pk"), due=Count("pk", filter=is_due(day)))
    return Dues(shown, numbers["due"], numbers["of"])


def _coverage() -> Coverage:
    said = Record.objects.filter(dossier_id=current().within, kind="statement", merged_into=None)
    said = said.exclude(status=Status.WITHDRAWN).order_by()
    # As text: the databases agree on how a date is written, and SQLite cuts it without asking Python.
    month = Substr(Cast("earliest", CharField()), 1, 7)
    by_month = Counter(dict(said.annotate(month=month).values_list("month").annotate(Count("pk"))))
    # "Until 14 June" has a first day that nobody means.
    undated = by_month.pop(None, 0) + by_month.pop("0001-01", 0)
    watches = Watch.objects.filter(record__dossier_id=current().within, record__kind="watch")
    spans = list(
        watches.exclude(record__status=Status.WITHDRAWN).values_list("period_earliest", "period_latest")
    )
    months = tuple(_months(by_month, spans))
    first = months[0].month if months else ""
    return Coverage(
        sum(by_month.values()) + undated,
        months,
        sum(number for month, number in by_month.items() if month < first),
        undated,
        tuple(_sources(said)),
        len(spans),
    )


def _months(by_month: Counter[str], spans: list[tuple[Any, Any]]) -> Iterator[Month]:
    """The months to the last with a statement or a watch, as many as are shown; a watch with an open end is
    one of no month."""
    watched = [
        (_number(low), _number(high))
        for low, high in spans
        if low and high and low != date.min and high != date.max
    ]
    said = {int(month[:4]) * 12 + int(month[5:]) - 1: number for month, number in by_month.items()}
    ends = [*said, *(month for span in watched for month in span)]
    if not ends:
        return
    for at in range(max(min(ends), max(ends) - _MONTHS + 1), max(ends) + 1):
        covering = sum(low <= at <= high for low, high in watched)
        yield Month(f"{at // 12:04}-{at % 12 + 1:02}", said.get(at, 0), covering)


def _spans(months: tuple[Month, ...], asked: Callable[[Month], bool]) -> Iterator[tuple[str, str]]:
    """Months that follow each other as one span, by its first and last."""
    for wanted, run in groupby(months, key=asked):
        if wanted:
            these = list(run)
            yield these[0].month, these[-1].month


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _sources(said: QuerySet[Record]) -> Iterator[tuple[str, str, int]]:
    """(id, label, statements) of the sources that most statements rest on by a preserved copy."""
    rows = Evidence.objects.filter(record__in=said, layer__isnull=False).order_by()
    source = rows.values_list("layer__record__capture__source_id", "layer__record__capture__source__label")
    counted = source.annotate(number=Count("record_id", distinct=True)).order_by("-number")
    for pk, label, number in counted[:_SOURCES]:
        if pk and label:
            yield str(pk), label, number


def state_of_counts() -> State:
    """By which it is known that counts still hold: who sees alike, and what was written last; one query."""
    viewer = current()
    with as_system():
        rows = Revision.objects.filter(dossier_id=viewer.within).order_by("-at", "id")
        newest = rows.values_list("pk", flat=True).first()
    return viewer.within, viewer.role, viewer.organisation, newest


# In the memory of this process alone: what was counted for a keeper is written nowhere.
@lru_cache(maxsize=_MANY)
def _coverage_of(state: State) -> Coverage:
    return _coverage()


@lru_cache(maxsize=_MANY)
def _drafts_of(state: State) -> tuple[tuple[str, int], ...]:
    drafts = Record.objects.filter(dossier_id=current().within, status=Status.DRAFT)
    drafts = drafts.filter(merged_into=None, erased_at=None).order_by()
    return tuple(drafts.values_list("kind").annotate(Count("pk")))


@lru_cache(maxsize=_MANY)
def _dues_of(day: date, first: int, state: State) -> Dues:
    return _dues(day, first)
