"""What a record of a kind may say, beyond what its columns can hold: addresses, figures, places, evidence."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from sourcebook.dates import DateError, bounds
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import KINDS, PARTS

ABSENT = ("unknown", "none", "not-stated", "withheld")
_SHA256 = re.compile("[0-9a-f]{64}")
_SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
Found = Iterator[tuple[str, str]]


def meant(plain: Plain) -> Found:
    """What is wrong with a record whose values all fit their columns: (field, reason)."""
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
    for confidence, where in (
        (plain.get("confidence"), "confidence"),
        (fields.get("confidence"), "confidence"),
    ):
        if confidence is not None and not 0 <= confidence <= 1:
            yield where, f"{confidence} is not from 0 to 1"
    yield from _unique_ids(plain)
    for row in plain["evidence"]:
        yield from _evidence(plain, row)
    yield from _OWN.get(kind.name, _nothing)(plain)


def _date(value: Any, name: str) -> Found:
    if value:
        try:
            bounds(value)
        except DateError as error:
            yield name, f"{error}; write dates as EDTF: 2023-04-18, 2023-04, 2023-04-18/2023-04-20"


def _unique_ids(plain: Plain) -> Found:
    seen: set[str] = set()
    rows = [row for part in plain["parts"].values() for row in part]
    for row in [*rows, *plain["themes"], *plain["evidence"]]:
        try:
            key = str(uuid.UUID(str(row.get("id"))))
        except ValueError:
            yield "id", f"{row.get('id')!r} is no id"
            continue
        if key in seen:
            yield "id", f"{key} stands twice"
        seen.add(key)


def _evidence(plain: Plain, row: Plain) -> Found:
    if not has_path(plain, row["field"]):
        yield "evidence.field", f"a {plain['kind']} has no field or part {row['field']!r}"
    start, end = row.get("start"), row.get("end")
    if (start is None) != (end is None):
        yield "evidence.start", "a position has a start and an end"
    elif start is not None and not 0 <= start < end:
        yield "evidence.start", f"{start} to {end} is no stretch of a text"
    if row["state"] in ("anchored", "moved") and not (row.get("layer") and row["exact"]):
        yield "evidence.exact", f"is {row['state']} and has no words of a text layer"
    if row["exact"] and not row.get("layer") and start is not None:
        yield "evidence.layer", "a position needs the text layer that it is in"


def has_path(plain: Plain, path: str) -> bool:
    """Whether evidence may be for `path`: "", a field, a part, "names/<id>", "names/<id>/value".

    A part that is withheld from whoever reads counts as there.
    """
    kind = KINDS[plain["kind"]]
    head, *rest = path.removeprefix("parts/").split("/")
    if not rest:
        return head == "" or head in kind.table.by_name or head in kind.parts
    if head not in kind.parts or len(rest) > 2 or (len(rest) == 2 and rest[1] not in PARTS[head].by_name):
        return False
    there = any(row["id"] == rest[0] for row in plain["parts"].get(head, ()))
    return there or any(one["field"] == f"{head}/{rest[0]}" for one in plain["withheld"])


def _claim(plain: Plain) -> Found:
    low, best, high = (plain["fields"].get(name) for name in ("low", "best", "high"))
    given = [value for value in (low, best, high) if value is not None]
    if given != sorted(given):
        yield "low", f"low, best and high must rise: {low}, {best}, {high}"


def _source(plain: Plain) -> Found:
    yield from _all_text(plain, "authors")
    keys: set[str] = set()
    for row in plain["parts"].get("urls", ()):
        try:
            parts = urlsplit(row["url"])
        except ValueError:
            yield "urls", f"{row['url']!r} is no address"
            continue
        if not row["url"] or not row["key"]:
            yield "urls", "an address must say something, and have a key"
        if parts.scheme not in ("http", "https", "ftp", "file", ""):
            yield "urls", f"{row['url']!r} begins with {parts.scheme}:, which no browser should open"
        if row["key"] in keys:
            yield "urls", f"{row['url']} stands twice"
        keys.add(row["key"])


def _statement(plain: Plain) -> Found:
    yield from _all_text(plain, "points")


def _all_text(plain: Plain, field: str) -> Found:
    if not all(isinstance(one, str) for one in plain["fields"].get(field) or ()):
        yield field, "must be a list of texts"


def _capture(plain: Plain) -> Found:
    hashes = [("sha256", plain["fields"]["sha256"])] if plain["fields"].get("sha256") else []
    hashes += [("layers.sha256", row["sha256"]) for row in plain["parts"].get("layers", ())]
    for where, value in hashes:
        if not _SHA256.fullmatch(value or ""):
            yield where, f"{value!r} is no sha256 in small letters"
    if (plain["fields"].get("size") or 0) < 0:
        yield "size", "less than nothing"
    for row in plain["parts"].get("layers", ()):
        pages = row["pages"]
        whole = all(
            isinstance(page, list)
            and len(page) == 2
            and all(isinstance(n, int) and not isinstance(n, bool) for n in page)
            for page in pages
        )
        if not whole or any(one[0] > next_[0] for one, next_ in pairwise(pages)):
            yield (
                "layers.pages",
                "must be [[where a page begins, its number], ...] in the order of the text",
            )


def _named(plain: Plain) -> Found:
    if any(not row["value"].strip() for row in plain["parts"].get("names", ())):
        yield "names.value", "a name must say something"


def _place(plain: Plain) -> Found:
    yield from _named(plain)
    shape = plain["fields"].get("geometry")
    if shape is None:
        return
    if shape.get("type") not in _SHAPES:
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
    for inner in coordinates if isinstance(coordinates, list) and coordinates else [None]:
        if isinstance(inner, list):
            yield from _positions(inner)
        else:
            yield 999, 999


def _nothing(plain: Plain) -> Found:
    return iter(())


_OWN: dict[str, Callable[[Plain], Found]] = {
    "actor": _named,
    "capture": _capture,
    "claim": _claim,
    "place": _place,
    "source": _source,
    "statement": _statement,
}
