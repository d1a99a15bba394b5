"""A plain record becomes one of the classes of `records`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypedDict

from sourcebook.checks.known.fields import Fields
from sourcebook.checks.known.records import (
    Actor,
    Capture,
    Claim,
    Coding,
    Event,
    FollowUp,
    Involvement,
    Layer,
    Name,
    Place,
    Record,
    Relation,
    Source,
    Speaker,
    Statement,
    Watch,
)

# By kind the fields and parts that need evidence once the record is published.
Needs = Mapping[str, tuple[str, ...]]


class _Shared(TypedDict):
    id: str
    kind: str
    status: str
    level: str
    label: str
    note: str
    origin: str
    merged_into: str | None
    closed: bool
    owed: tuple[str, ...]
    kept: tuple[str, ...]


def record_of(plain: Mapping[str, Any], needs: Needs) -> Record:
    """The record; one of an unknown kind, or whose content was not handed over, has only what all have."""
    row = Fields(plain)
    fields, parts = row.inner("fields"), row.inner("parts")
    kind, status = sys.intern(row.text("kind")), sys.intern(row.text("status"))
    level = sys.intern(row.text("level"))
    # A seal that nobody opened says so, or shows by having no content at all.
    closed = row.yes("closed") or not row.has("fields") or (level == "sealed" and not row.filled("fields"))
    published = status == "published"
    shared = _Shared(
        id=row.text("id"),
        kind=kind,
        status=status,
        level=level,
        label=row.text("label"),
        note=row.text("note"),
        origin=sys.intern(row.text("origin")),
        merged_into=row.link("merged_into"),
        closed=closed,
        owed=tuple(_owed(fields, parts, needs.get(kind, ()))) if published and not closed else (),
        kept=tuple(one.text("field") for one in row.rows("withheld") if one.text("field")),
    )
    make = _KINDS.get(kind)
    return Record(**shared) if make is None or closed else make(shared, fields, parts, row.inner("absent"))


def _owed(fields: Fields, parts: Fields, needed: tuple[str, ...]) -> Iterator[str]:
    return (sys.intern(name) for name in needed if fields.filled(name) or parts.filled(name))


def _names(parts: Fields, kept: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple(
        Name(
            value=name.text("value"),
            language=sys.intern(name.text("language")),
            script=sys.intern(name.text("script")),
            used_by=name.link("used_by"),
            main=name.yes("main"),
            kept="names" in kept or f"names/{name.text('id')}" in kept,
        )
        for name in parts.rows("names")
        if name.text("value").strip()
    )


def _source(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Source:
    return Source(
        **shared,
        form=sys.intern(fields.text("form")),
        title=fields.text("title"),
        publisher=fields.text("publisher"),
        published=fields.text("published"),
        accessed=fields.text("accessed"),
        cited=any(url.text("role") == "cited" for url in parts.rows("urls")),
    )


def _capture(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Capture:
    layers = tuple(
        Layer(layer.text("id"), sys.intern(layer.text("language")), layer.yes("current"))
        for layer in parts.rows("layers")
    )
    return Capture(**shared, source=fields.link("source"), layers=layers)


def _actor(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Actor:
    return Actor(
        **shared,
        form=sys.intern(fields.text("form")),
        visibility=sys.intern(fields.text("public")),
        minor=sys.intern(fields.text("minor")),
        consent=sys.intern(fields.text("consent")),
        consent_scope=fields.text("consent_scope"),
        pseudonym=fields.text("pseudonym"),
        names=_names(parts, shared["kept"]),
    )


def _relation(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Relation:
    return Relation(
        **shared,
        subject=fields.link("subject"),
        type=sys.intern(fields.text("type")),
        object=fields.link("object"),
        title=fields.text("title"),
        when=fields.text("when"),
    )


def _place(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Place:
    wholes = (whole.link("whole") for whole in parts.rows("wholes"))
    return Place(
        **shared, names=_names(parts, shared["kept"]), wholes=tuple(dict.fromkeys(filter(None, wholes)))
    )


def _event(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Event:
    involvements = tuple(
        Involvement(
            id=one.text("id"),
            actor=one.link("actor"),
            part=sys.intern(one.text("part")),
            attributed_to=one.link("attributed_to"),
            words=one.text("words"),
        )
        for one in parts.rows("involvements")
    )
    return Event(
        **shared,
        scheme=sys.intern(fields.text("scheme")),
        type=sys.intern(fields.text("type")),
        words=fields.text("words"),
        when=fields.text("when"),
        date_role=sys.intern(fields.text("date_role")),
        place=fields.link("place"),
        parent=fields.link("parent"),
        description=fields.text("description"),
        involvements=involvements,
    )


def _statement(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Statement:
    speakers = tuple(
        Speaker(
            id=one.text("id"),
            actor=one.link("actor"),
            part=sys.intern(one.text("part")),
            office=one.link("office"),
            words=one.text("words"),
            role_words=one.text("role_words"),
        )
        for one in parts.rows("speakers")
    )
    return Statement(
        **shared,
        form=sys.intern(fields.text("form")),
        when=fields.text("when"),
        published_when=fields.text("published"),
        occasion=fields.link("occasion"),
        text=fields.text("text"),
        language=sys.intern(fields.text("language")),
        translation=fields.text("translation"),
        translation_language=sys.intern(fields.text("translation_language")),
        translator=fields.text("translator"),
        manner=sys.intern(fields.text("manner")),
        speakers=speakers,
    )


def _claim(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Claim:
    return Claim(
        **shared,
        about=fields.link("about"),
        property=sys.intern(fields.text("property")),
        words=fields.text("words"),
        low=fields.number("low"),
        best=fields.number("best"),
        high=fields.number("high"),
        rule=sys.intern(fields.text("rule")),
        unit=sys.intern(fields.text("unit")),
        as_of=fields.text("as_of"),
        part_of=fields.link("part_of"),
        claimant=fields.link("claimant"),
        claimant_words=fields.text("claimant_words"),
        unclaimed_because=absent.text("claimant"),
    )


def _followup(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> FollowUp:
    return FollowUp(
        **shared,
        target=fields.link("target"),
        outcome=sys.intern(fields.text("outcome")),
        asserted_by=fields.link("asserted_by"),
        description=fields.text("description"),
    )


def _watch(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Watch:
    return Watch(**shared, criteria=fields.text("criteria"))


def _coding(shared: _Shared, fields: Fields, parts: Fields, absent: Fields) -> Coding:
    return Coding(
        **shared,
        codebook=sys.intern(fields.text("codebook")),
        codebook_version=sys.intern(fields.text("codebook_version")),
        code=sys.intern(fields.text("code")),
        about=fields.link("about"),
        passage=fields.text("passage"),
        coder=fields.link("coder"),
        decision=sys.intern(fields.text("decision")),
    )


_KINDS: dict[str, Callable[[_Shared, Fields, Fields, Fields], Record]] = {
    "source": _source,
    "capture": _capture,
    "actor": _actor,
    "relation": _relation,
    "place": _place,
    "event": _event,
    "statement": _statement,
    "claim": _claim,
    "followup": _followup,
    "watch": _watch,
    "coding": _coding,
}
