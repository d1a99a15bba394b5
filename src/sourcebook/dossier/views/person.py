"""Somebody over time: names and who uses them, offices, what they said, what they are said to have done.

What is said of a person is said by somebody: a part in an event never stands without its attribution. What is
withheld from some is told to be there, and stands on the record itself.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.forms.models import model_to_dict

from sourcebook.dossier.exchange.foreign.names import is_named
from sourcebook.dossier.models import (
    Actor,
    Involvement,
    Name,
    Record,
    Relation,
    Speaker,
    Status,
    Theme,
)  # fmt: skip
from sourcebook.dossier.models.relation import RelationType
from sourcebook.dossier.search.filters import with_merged
from sourcebook.dossier.views.kept import Apart

STATEMENTS, EVENTS, _TIES = 40, 60, 200
_GONE = Status.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, what protects them, and the names by which they are called."""

    record: Record
    actor: Actor
    names: tuple[dict[str, Any], ...]

    @property
    def protected(self) -> bool:
        """Whether the public does not read the names: the rule is that of public exports."""
        return not is_named({"fields": model_to_dict(self.actor)})


@dataclass(frozen=True, slots=True)
class Tie:
    """An office or another tie in time; `other` is who it ties to, `of` whether this one is its subject."""

    record: str
    type: str
    title: str
    other: str
    other_label: str
    when: str
    first: date | None
    last: date | None
    of: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: what part they had in it, its date, its form and the codes put on it."""

    record: str
    label: str
    text: str
    form: str
    when: str
    status: str
    level: int
    part: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part in an event, according to whom."""

    record: str
    label: str
    type: str
    part: str
    by: str
    by_label: str
    words: str
    when: str
    first: date | None
    last: date | None
    place: str
    place_label: str
    status: str
    level: int


def person_of(record: uuid.UUID) -> Person | None:
    """Whom a record is about; None where the viewer sees no actor of this id. Two queries."""
    actor = Actor.objects.select_related("record").filter(pk=record).first()
    if actor is None:
        return None
    names = Name.objects.filter(record=record).order_by("-main", "position", "id")
    columns = ("value", "language", "script", "used_by", "used_by__label", "since", "until")
    return Person(actor.record, actor, tuple(names.values(*columns)))


def same_as(record: uuid.UUID) -> set[uuid.UUID]:
    """Its id and those of the records that were merged with it; two queries."""
    return with_merged([record])


def ties_of(ids: set[uuid.UUID], hidden: Apart) -> list[Tie]:
    """Offices first, then other ties, by time; one query."""
    columns = (
        "record_id", "type", "title", "subject_id", "subject__label", "object_id", "object__label", "when",
        "when_earliest", "when_latest",
    )  # fmt: skip
    rows: Any = Relation.objects.filter(_of_them(ids, hidden), record__merged_into=None)
    rows = rows.exclude(record__status=_GONE).order_by("when_earliest", "record_id")
    subjects = hidden.of("relation", "subject")
    found = []
    for pk, type_, title, subject, by, object_, of, when, first, last in rows.values_list(*columns)[:_TIES]:
        own = subject in ids or pk in subjects
        other, label = (object_, of) if own else (subject, by)
        found.append(Tie(str(pk), type_, title, str(other or ""), label or "", when, first, last, own))
    return sorted(found, key=lambda one: (not (one.of and one.type == RelationType.HOLDS_OFFICE), not one.of))


def _of_them(ids: set[uuid.UUID], hidden: Apart) -> Q:
    return Q(subject__in=ids) | Q(object__in=ids) | Q(pk__in=hidden.of("relation", "subject", "object"))


def forms_of_speech(ids: set[uuid.UUID]) -> list[tuple[str, int]]:
    """(form, number) of the statements; one query."""
    rows = _said(ids).values_list("record__statement__form").annotate(Count("record", distinct=True))
    return sorted(rows.order_by(), key=lambda one: (-one[1], one[0] or ""))


def said_by(ids: set[uuid.UUID]) -> list[Said]:
    """The newest statements; two queries."""
    of = "record__statement__"
    columns = (
        "record_id", "record__label", f"{of}text", f"{of}form", f"{of}when", f"{of}when_words",
        "record__status", "record__level", "part",
    )  # fmt: skip
    newest = _said(ids).order_by(F("record__latest").desc(nulls_last=True), "-record_id", "position")
    rows = {row[0]: row for row in reversed(newest.values_list(*columns)[:STATEMENTS])}
    themes: dict[Any, list[str]] = defaultdict(list)
    put = Theme.objects.filter(record__in=list(rows)).order_by("position")
    for pk, book, code in put.values_list("record_id", "codebook", "code"):
        themes[pk].append(f"{book}/{code}")
    return [
        Said(
            str(pk), label, text or "", form or "", when or words or "", status, level, part,
            tuple(themes[pk]),
        )
        for pk, label, text, form, when, words, status, level, part in reversed(list(rows.values()))
    ]  # fmt: skip


def _said(ids: set[uuid.UUID]) -> Any:
    speaking = Speaker.objects.filter(actor__in=ids, record__merged_into=None)
    return speaking.exclude(record__status=_GONE)


def parts_of(ids: set[uuid.UUID]) -> list[Part]:
    """Their parts in events, by time; one query."""
    rows = Involvement.objects.filter(actor__in=ids, record__merged_into=None).exclude(record__status=_GONE)
    event = "record__event__"
    columns = (
        "record_id", "record__label", f"{event}type", "part", "attributed_to_id", "attributed_to__label",
        "words", f"{event}when", "record__earliest", "record__latest", f"{event}place_id",
        f"{event}place__label", "record__status", "record__level",
    )  # fmt: skip
    found: Any = rows.order_by("record__earliest", "record_id", "position").values_list(*columns)[:EVENTS]
    return [
        Part(
            str(pk), label, type_ or "", part, str(by or ""), by_label or "", words, when or "", first, last,
            str(place or ""), place_label or "", status, level,
        )
        for (
            pk, label, type_, part, by, by_label, words, when, first, last, place, place_label, status, level
        ) in found
    ]  # fmt: skip


def kept_apart(hidden: Apart) -> tuple[list[Part], list[Said]]:
    """Parts in events and statements whose link to somebody is kept apart; one query, none where there is
    no such link."""
    links = [one for one in hidden.links if one.column in ("involvements", "speakers")]
    if not links:
        return [], []
    others = {one.row.get("attributed_to") for one in links} - {None}
    event, said = "event__", "statement__"
    columns = (
        "pk", "label", "status", "level", "earliest", "latest", f"{event}type", f"{event}when",
        f"{event}place_id", f"{event}place__label", f"{said}text", f"{said}form", f"{said}when",
    )  # fmt: skip
    wanted = Q(pk__in=[one.record for one in links]) | Q(pk__in=list(others))
    rows = Record.objects.filter(wanted, merged_into=None).exclude(status=_GONE).values(*columns)
    known = {str(row["pk"]): row for row in rows}
    parts, spoken = [], []
    for one in links:
        row = known.get(str(one.record))
        if row is None:
            continue
        if one.column == "speakers":
            spoken.append(_kept_speech(one.row, row))
            continue
        by = str(one.row.get("attributed_to") or "")
        source = known[by]["label"] if by in known else ""
        parts.append(_kept_part(one.row, row, by, source))
    return parts, spoken


def _kept_speech(part: dict[str, Any], row: dict[str, Any]) -> Said:
    of = "statement__"
    return Said(
        str(row["pk"]), row["label"], row[f"{of}text"] or "", row[f"{of}form"] or "", row[f"{of}when"] or "",
        row["status"], row["level"], part["part"], (),
    )  # fmt: skip


def _kept_part(part: dict[str, Any], row: dict[str, Any], by: str, source: str) -> Part:
    of = "event__"
    return Part(
        str(row["pk"]), row["label"], row[f"{of}type"] or "", part["part"], by, source, part.get("words", ""),
        row[f"{of}when"] or "", row["earliest"], row["latest"], str(row[f"{of}place_id"] or ""),
        row[f"{of}place__label"] or "", row["status"], row["level"],
    )  # fmt: skip
