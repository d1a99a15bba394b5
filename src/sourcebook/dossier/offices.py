"""Offices in time: which office somebody held on a day is found, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sourcebook.dates import DateError, bounds
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.whole import completed
from sourcebook.dossier.models import Relation, Status
from sourcebook.dossier.models.relation import RelationType
from sourcebook.text.folding import skeleton

_TOGETHER = 5000


@dataclass(frozen=True, slots=True)
class Held:
    """An office that somebody held: the relation, its title and time.

    `certain` where it was held on every day that the date asked for allows, else it may have been.
    """

    relation: str
    title: str
    when: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Tie:
    relation: str
    title: str
    when: str
    first: date | None
    last: date | None


def office_on(actor: str, edtf: str) -> list[Held]:
    """The offices that an actor held on a day, as far as the viewer sees: certain ones first.

    By the bounds of both dates: an office known "until 2024" may have been held on a day in that year, one of
    an unknown time may always have been. Raises DateError for what is no EDTF.
    """
    return offices_on([actor], edtf)[actor]


def offices_on(actors: Sequence[str], edtf: str) -> dict[str, list[Held]]:
    """By actor, the offices that each held on a day, as `office_on`; a query for each 5,000 actors."""
    days = bounds(edtf)
    ties = _ties(list(dict.fromkeys(actors)))
    return {actor: _on(ties.get(actor, ()), days) for actor in actors}


def with_offices(plains: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """The same records; the speakers of new statements have the office they held on its day.

    Only where it is not given, and where one office alone was held for certain, or one of several by the name
    that is printed; where none or more than one is left, it stays open. What cannot be read is left for the
    write path to refuse. Copies; two queries for each 5,000 speakers.
    """
    whole = [completed(plain) for plain in plains]
    asked = [(plain, row, days) for plain in whole for row, days in _open(plain)]
    ties = _ties(sorted({row["actor"] for _, row, _ in asked}))
    for _, row, days in asked:
        held = _on(ties.get(row["actor"], ()), days)
        chosen = _chosen(held, row.get("role_words") or "")
        if chosen is not None:
            row["office"] = chosen.relation
    return whole


def _open(plain: Plain) -> Iterable[tuple[Plain, tuple[date, date]]]:
    """The speakers whose office is not given, with the days of the statement."""
    if plain.get("kind") != "statement":
        return
    try:
        days = bounds(plain["fields"]["when"])
        rows = [row for row in plain["parts"]["speakers"] if row["actor"] and not row["office"]]
    except (DateError, KeyError, TypeError, AttributeError):
        return
    for row in rows:
        if isinstance(row["actor"], str):
            yield row, days


def _ties(actors: Sequence[str]) -> dict[str, list[_Tie]]:
    found: dict[str, list[_Tie]] = {}
    for start in range(0, len(actors), _TOGETHER):
        rows = Relation.objects.filter(
            subject_id__in=actors[start : start + _TOGETHER], type=RelationType.HOLDS_OFFICE
        ).exclude(record__status=Status.WITHDRAWN)
        columns = ("subject_id", "record_id", "title", "when", "when_earliest", "when_latest")
        for actor, record, title, when, first, last in rows.order_by(
            "when_earliest", "record_id"
        ).values_list(*columns):
            found.setdefault(str(actor), []).append(_Tie(str(record), title, when, first, last))
    return found


def _on(ties: Iterable[_Tie], days: tuple[date, date]) -> list[Held]:
    held = []
    for tie in ties:
        first, last = tie.first or date.min, tie.last or date.max
        if first <= days[1] and days[0] <= last:
            certain = _sure(tie, days)
            held.append(Held(tie.relation, tie.title, tie.when, certain))
    return sorted(held, key=lambda one: not one.certain)


def _sure(tie: _Tie, days: tuple[date, date]) -> bool:
    """Whether an office was held on all these days, whatever its rough ends mean."""
    sure = sure_days(tie.when)
    return sure is not None and sure[0] <= days[0] and days[1] <= sure[1]


def sure_days(when: str) -> tuple[date, date] | None:
    """The first and last day that a time in EDTF has for certain; None where no day is certain.

    "2021/2024" began some day of 2021 and ended some day of 2024: certain is only what lies between.
    """
    if not when or any(mark in when for mark in "?~%"):
        return None
    begin, slash, end = when.partition("/")
    try:
        latest_begin = date.min if begin in ("", "..") else bounds(begin)[1]
        earliest_end = date.max if end in ("", "..") else bounds(end)[0]
        if not slash:
            # Known for one day, month or year: for a day it is certain, else it is somewhere within.
            latest_begin, earliest_end = bounds(begin)[1], bounds(begin)[0]
    except DateError:
        return None
    return (latest_begin, earliest_end) if latest_begin <= earliest_end else None


def _chosen(held: Sequence[Held], role_words: str) -> Held | None:
    """The one office that it must have been."""
    words = skeleton(role_words)
    by_words = [one for one in held if one.title and words and _same(skeleton(one.title), words)]
    for some in (by_words, [one for one in held if one.certain] if not words else []):
        if len(some) == 1:
            return some[0]
    certain = [one for one in by_words if one.certain]
    return certain[0] if len(certain) == 1 else None


def _same(title: str, words: str) -> bool:
    return title == words or title.startswith(f"{words} ") or words.startswith(f"{title} ")
