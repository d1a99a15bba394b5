"""Measures and recommendations: what was asked, of whom, and what became of it, as somebody asserts.

What is due is what the home of a dossier calls due (`coverage.due_orders`). Assertions that do not agree
stand beside each other.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, F

from sourcebook.dossier.coverage import State, is_due, orders
from sourcebook.dossier.models import Addressee, FollowUp, Speaker, Statement, Status

PAGE = 30
GROUPS = ("addressee", "body")
_KEPT, _MOST_GROUPS, _ASSERTIONS = 32, 40, 400
_BY: dict[str, Any] = {"addressee": Addressee, "body": Speaker}


@dataclass(frozen=True, slots=True)
class Someone:
    """Who asked or was asked: a record where it is known who, else the words."""

    record: str
    label: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """What became of an order by a day, according to somebody."""

    record: str
    outcome: str
    as_of: str
    by: Someone
    words: str
    status: str


@dataclass(frozen=True, slots=True)
class Order:
    """A measure or recommendation, with who asked whom, and all that is asserted of it, the newest first."""

    record: str
    label: str
    form: str
    text: str
    points: tuple[str, ...]
    when: str
    case: str
    instrument: str
    status: str
    level: int
    due: bool
    by: tuple[Someone, ...]
    to: tuple[Someone, ...]
    assertions: tuple[Assertion, ...]

    @property
    def contested(self) -> bool:
        """Whether those who assert something last do not agree."""
        newest: dict[str, str] = {}
        for one in self.assertions:
            newest.setdefault(one.by.record or one.by.label, one.outcome)
        return len(set(newest.values())) > 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """All orders of a board in their order, those that are due first, by id."""

    ids: tuple[uuid.UUID, ...]
    due: frozenset[uuid.UUID]


@lru_cache(maxsize=_KEPT)
def ranked(state: State, day: date, form: str, group: str, who: uuid.UUID | None, due_only: bool) -> Ranked:
    """The orders of one form ("" for both), of one addressee or body; due first, the longest neglected before
    the others. Two queries."""
    found = orders()
    if form:
        found = found.filter(form=form)
    if who is not None:
        found = found.filter(pk__in=_BY[group].objects.filter(actor=who).values("record"))
    late = set(found.filter(is_due(day)).values_list("pk", flat=True))
    rows = found.order_by(
        F("known").asc(nulls_first=True), F("when_earliest").asc(nulls_last=True), "record_id"
    )
    ids = [pk for pk in rows.values_list("pk", flat=True) if pk in late or not due_only]
    return Ranked(tuple(sorted(ids, key=lambda pk: pk not in late)), frozenset(late))


@lru_cache(maxsize=_KEPT)
def groups(state: State, group: str) -> tuple[tuple[str, str, int], ...]:
    """(id, label, orders) of addressees or bodies, the one with most first; one query."""
    rows = _BY[group].objects.filter(record__in=orders().values("pk"), actor__isnull=False).order_by()
    counted = rows.values_list("actor_id", "actor__label").annotate(number=Count("record_id", distinct=True))
    return tuple(
        (str(pk), label, number)
        for pk, label, number in counted.order_by("-number", "actor__label")[:_MOST_GROUPS]
    )


def told(ids: Sequence[uuid.UUID], due: frozenset[uuid.UUID]) -> list[Order]:
    """These orders, in this order; four queries."""
    columns = (
        "pk", "record__label", "form", "text", "points", "when", "when_words", "case", "instrument",
        "record__status", "record__level",
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in Statement.objects.filter(pk__in=ids).values_list(*columns)}
    by, to = _people(Speaker, ids), _people(Addressee, ids)
    asserted = _asserted(ids)
    found = []
    for pk in ids:
        if pk not in rows:
            continue
        label, form, text, points, when, words, case, instrument, status, level = rows[pk]
        found.append(
            Order(
                str(pk), label, form, text, tuple(map(str, points or ())), when or words, case, instrument,
                status, level, pk in due, tuple(by[pk]), tuple(to[pk]), tuple(asserted[pk]),
            )
        )  # fmt: skip
    return found


def _people(model: Any, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Someone]]:
    found: dict[uuid.UUID, list[Someone]] = defaultdict(list)
    rows = model.objects.filter(record__in=ids).order_by("position", "id")
    for pk, actor, label, words in rows.values_list("record_id", "actor_id", "actor__label", "words"):
        if label or words:
            found[pk].append(Someone(str(actor) if label else "", label or words))
    return found


def _asserted(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Assertion]]:
    rows = FollowUp.objects.filter(target__in=ids, record__merged_into=None)
    rows = rows.exclude(record__status=Status.WITHDRAWN)
    columns = (
        "target_id", "record_id", "outcome", "as_of", "as_of_words", "asserted_by_id", "asserted_by__label",
        "description", "record__status",
    )  # fmt: skip
    found: dict[uuid.UUID, list[Assertion]] = defaultdict(list)
    ordered = rows.order_by(F("as_of_latest").desc(nulls_last=True), "record_id")
    for target, pk, outcome, as_of, words, by, label, said, status in ordered.values_list(*columns)[
        :_ASSERTIONS
    ]:
        someone = Someone(str(by) if label else "", label or "")
        found[target].append(Assertion(str(pk), outcome, as_of or words, someone, said, status))
    return found
