"""What makes a record valid by itself, without a look at others: values, dates, numbers, evidence."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sourcebook.dates import DateError, bounds
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES

ABSENT = ("unknown", "none", "not-stated", "withheld")
_LISTS = ("themes", "evidence")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record is refused: which record, which field, and the reason."""

    record: str
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.record}: {self.field}: {self.reason}"


def problems_of(plain: Plain) -> list[Problem]:
    """Everything that keeps a plain record from being saved, by its own content."""
    name = str(plain.get("id", ""))
    if plain.get("kind") not in KINDS:
        return [Problem(name, "kind", f"{plain.get('kind')!r} is none of {', '.join(KINDS)}")]
    found = list(_values(plain))
    if not found:
        found = [*_meaning(plain)]
    return [Problem(name, field, reason) for field, reason in found]


def _values(plain: Plain) -> Iterator[tuple[str, str]]:
    kind = KINDS[plain["kind"]]
    header = {
        name: value
        for name, value in plain.items()
        if name
        not in ("kind", "label", "summary", "fields", "parts", "themes", "evidence", "withheld", "texts")
    }
    yield from RECORD.problems(header)
    yield from kind.table.problems(plain.get("fields", {}))
    for part, rows in plain.get("parts", {}).items():
        if part not in kind.parts:
            yield part, f"a {kind.name} has no such part"
            continue
        for row in rows:
            yield from PARTS[part].problems(row, f"{part}.")
    for row in plain.get("themes", ()):
        yield from THEMES.problems(row, "themes.")
    for row in plain.get("evidence", ()):
        yield from EVIDENCE.problems(row, "evidence.")


def _meaning(plain: Plain) -> Iterator[tuple[str, str]]:
    kind = KINDS[plain["kind"]]
    fields = plain["fields"]
    for column in kind.table.bounded:
        yield from _date(fields.get(column.name), column.name)
    for part in kind.parts:
        for column in PARTS[part].bounded:
            for row in plain["parts"].get(part, ()):
                yield from _date(row.get(column.name), f"{part}.{column.name}")
    for field, reason in plain.get("absent", {}).items():
        if reason not in ABSENT:
            yield f"absent.{field}", f"{reason!r} is none of {', '.join(ABSENT)}"
        elif field not in fields and field not in kind.parts:
            yield f"absent.{field}", f"a {kind.name} has no such field"
    yield from _unique_ids(plain)
    yield from _OWN.get(kind.name, _nothing)(plain)
    if plain.get("status") == "published":
        yield from ((field, "published without evidence") for field in unevidenced(plain))


def _date(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if value:
        try:
            bounds(value)
        except DateError as error:
            yield name, f"{error}; write dates as EDTF: 2023-04-18, 2023-04, 2023-04-18/2023-04-20"


def _unique_ids(plain: Plain) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    rows = [row for part in plain["parts"].values() for row in part]
    for row in [*rows, *(row for name in _LISTS for row in plain.get(name, ()))]:
        try:
            key = str(uuid.UUID(str(row.get("id"))))
        except ValueError:
            yield "id", f"{row.get('id')!r} is no id"
            continue
        if key in seen:
            yield "id", f"{key} stands twice"
        seen.add(key)


def _claim(plain: Plain) -> Iterator[tuple[str, str]]:
    low, best, high = (plain["fields"].get(name) for name in ("low", "best", "high"))
    given = [value for value in (low, best, high) if value is not None]
    if given != sorted(given):
        yield "low", f"low, best and high must rise: {low}, {best}, {high}"


def _source(plain: Plain) -> Iterator[tuple[str, str]]:
    keys: set[str] = set()
    for row in plain["parts"].get("urls", ()):
        try:
            parts = urlsplit(row["url"])
        except ValueError:
            yield "urls", f"{row['url']!r} is no address"
            continue
        if parts.scheme not in ("http", "https", "ftp", "file", ""):
            yield "urls", f"{row['url']!r} begins with {parts.scheme}:, which no browser should open"
        if row["key"] in keys:
            yield "urls", f"{row['url']} stands twice"
        keys.add(row["key"])


def _place(plain: Plain) -> Iterator[tuple[str, str]]:
    shape = plain["fields"].get("geometry")
    if shape is None:
        return
    if shape.get("type") not in ("Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon"):
        yield "geometry", f"{shape.get('type')!r} is no type of GeoJSON geometry"
        return
    for longitude, latitude in _positions(shape.get("coordinates")):
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            yield "geometry", f"[{longitude}, {latitude}] is no [longitude, latitude]"
            return


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates, list) and len(coordinates) >= 2 and not isinstance(coordinates[0], list):
        if all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in coordinates[:2]):
            yield coordinates[0], coordinates[1]
        else:
            yield 999, 999
        return
    for inner in coordinates if isinstance(coordinates, list) else [[None, None]]:
        yield from _positions(inner)


def _nothing(plain: Plain) -> Iterator[tuple[str, str]]:
    return iter(())


_OWN = {"claim": _claim, "source": _source, "place": _place}


def unevidenced(plain: Plain) -> list[str]:
    """The fields and parts of a record that say something, need evidence and have none.

    Evidence for the whole record (field "") stands for the record's existence, not for a field.
    """
    kind = KINDS[plain["kind"]]
    under: set[str] = set()
    for row in plain.get("evidence", ()):
        if row["stance"] == "supports":
            # "parts/speakers/<id>/words" and "speakers" both are evidence for the part.
            under.add(row["field"].removeprefix("parts/").split("/")[0])
    missing = []
    for name in kind.evidenced:
        says = plain["parts"].get(name) if name in kind.parts else plain["fields"].get(name)
        if says not in (None, "", [], {}) and name not in under:
            missing.append(name)
    return missing
