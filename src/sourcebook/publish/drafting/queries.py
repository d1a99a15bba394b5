"""Queries over published records: `statement form:remark theme:threat-of-force since:2031 until:2031-06`.

    count:KIND [form:X] [type:X] [theme:X] [since:EDTF] [until:EDTF] [speaker:ID] [about:ID]
    [place:ID] [id:ID] [not-theme:X]

A filter that stands twice means either of its values; different filters must all hold. `since` and `until`
take a record whose date can lie within them by its bounds; one without a date is then left out. An `event`
without a type is an act: occasions of statements (a speech, a meeting) are meant by `type:occasion` alone.
`speaker:unnamed` takes statements of which a speaker is recorded and kept from the public.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sourcebook.dates import DateError, bounds
from sourcebook.publish.material import Material, Plain

# The kinds that can be asked for, and the date of each.
DATES = {
    "statement": "when",
    "event": "when",
    "claim": "as_of",
    "followup": "as_of",
    "source": "published",
    "relation": "when",
    "actor": "",
    "place": "",
    "capture": "",
}
OCCASION = "occasion"
UNNAMED = "unnamed"
_MANY = ("form", "type", "theme", "speaker", "about", "place", "id", "not_theme")


class QueryError(ValueError):
    """A query that cannot be read; the message says what is wrong and what may stand there."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read. Filters with several values hold for any of them; `since`, `until` are EDTF.

    `not_theme` (written `not-theme:`) takes records that have none of its themes.
    """

    kind: str
    form: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    speaker: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    not_theme: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The query as it is written, filters in the order of the syntax."""
        told = [self.kind]
        for one in fields(self)[1:]:
            value = getattr(self, one.name)
            values = (value,) if isinstance(value, str) else value
            told += [f"{one.name.replace('_', '-')}:{given}" for given in values if given]
        return " ".join(told)


def parse(text: str) -> Query:
    """A query out of its words, with `count:` in front or without. Raises QueryError."""
    words = text.strip().removeprefix("count:").split()
    if not words:
        raise QueryError("an empty query; write count:statement, or another kind")
    kind, *filters = words
    if kind not in DATES:
        raise QueryError(f"{text!r}: {kind!r} is no kind of record; there are {', '.join(DATES)}")
    many: dict[str, list[str]] = {name: [] for name in _MANY}
    one: dict[str, Any] = {"since": "", "until": ""}
    for word in filters:
        name, colon, value = word.partition(":")
        name = name.replace("-", "_")
        if not colon or not value or (name not in many and name not in one):
            told = ", ".join(name.replace("_", "-") for name in (*many, *one))
            raise QueryError(
                f"{text!r}: {word!r} is no filter; write one of {told} with a value behind the colon"
            )
        if name in many:
            many[name].append(value)
        elif one[name]:
            raise QueryError(f"{text!r}: {name} stands twice")
        else:
            one[name] = _day(value, text)
    values: dict[str, Any] = {name: tuple(given) for name, given in many.items()}
    return Query(kind, **values, **one)


def _day(value: str, text: str) -> str:
    try:
        bounds(value)
    except DateError as error:
        raise QueryError(f"{text!r}: {error}") from None
    return value


def count(query: Query, material: Material) -> int:
    """How many published records a query takes."""
    if material.counts is not None:
        return material.counts(str(query))
    return len(select(query, material))


def select(query: Query, material: Material) -> list[Plain]:
    """The published records that a query takes, ordered by date (those without one last) and id."""
    tests = [test for test in (_within(query), *_filters(query, material)) if test is not None]
    found = [record for record in material.of_kind.get(query.kind, ()) if all(test(record) for test in tests)]
    return sorted(found, key=order)


def order(record: Plain) -> tuple[str, str]:
    """The place of a record among others: by the first day of its date, then by id."""
    edtf = record["fields"].get(DATES.get(record["kind"]) or "", "")
    return bounds(edtf)[0].isoformat() if edtf else "9999-99", str(record["id"])


def _filters(query: Query, material: Material) -> list[Callable[[Plain], bool] | None]:
    themes = material.themes
    return [
        _field("form", query.form),
        _types(query),
        (lambda record: not set(query.theme).isdisjoint(themes.get(record["id"], ())))
        if query.theme
        else None,
        (lambda record: set(query.not_theme).isdisjoint(themes.get(record["id"], ())))
        if query.not_theme
        else None,
        _speakers(query.speaker, material),
        (lambda record: any(_is(record["fields"].get(link), query.about) for link in LINKS))
        if query.about
        else None,
        (lambda record: _is(record["fields"].get("place"), query.place)) if query.place else None,
        (lambda record: _is(record["id"], query.id)) if query.id else None,
    ]


# Links by which a record is about another one.
LINKS = ("about", "parent", "occasion", "target")


def _speakers(keys: tuple[str, ...], material: Material) -> Callable[[Plain], bool] | None:
    if not keys:
        return None

    def test(record: Plain) -> bool:
        if UNNAMED in keys and "speakers" in material.hidden.get(record["id"], ()):
            return True
        return any(_is(row["actor"], keys) for row in record["parts"].get("speakers", ()))

    return test


def _field(name: str, values: tuple[str, ...]) -> Callable[[Plain], bool] | None:
    return (lambda record: record["fields"].get(name) in values) if values else None


def _types(query: Query) -> Callable[[Plain], bool] | None:
    if query.type:
        return _field("type", query.type)
    if query.kind == "event":
        return lambda record: record["fields"]["type"] != OCCASION
    return None


def _is(id: str | None, keys: tuple[str, ...]) -> bool:
    """Whether an id is one of those, which may be written by their first eight digits or more."""
    bare = (id or "").replace("-", "")
    return bool(bare) and any(bare.startswith(key.replace("-", "").casefold()) for key in keys)


def _within(query: Query) -> Callable[[Plain], bool] | None:
    if not query.since and not query.until:
        return None
    first = bounds(query.since)[0] if query.since else date.min
    last = bounds(query.until)[1] if query.until else date.max
    column = DATES[query.kind]

    def test(record: Plain) -> bool:
        edtf = record["fields"].get(column) if column else ""
        if not edtf:
            return False
        low, high = bounds(edtf)
        return low <= last and first <= high

    return test
