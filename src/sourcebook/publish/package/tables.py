"""Tables for spreadsheets: statements, events, figures, one row a record, as the public may have them.

CSV after RFC 4180, UTF-8. A cell that a spreadsheet could take for a formula is written with an apostrophe
before it; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sourcebook.publish.material import Material, Plain

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]|\s+[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_Column = Callable[[Plain, Material], Any]


def cell(value: object) -> str:
    """A value as it stands in a cell: lists joined by "; ", None empty, formulas made harmless."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def tables(material: Material) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each table that has a row."""
    for name, (kind, columns) in _TABLES.items():
        records = material.of_kind.get(kind, ())
        if records:
            rows = ([cell(value(record, material)) for value in columns.values()] for record in records)
            yield f"{name}.csv", _csv([[*columns], *rows])


def _csv(rows: Iterable[list[str]]) -> bytes:
    held = io.StringIO(newline="")
    csv.writer(held, lineterminator="\r\n").writerows(rows)
    return held.getvalue().encode("utf-8", "replace")


def _id(record: Plain, material: Material) -> str:
    return str(record["id"])


def _field(name: str) -> _Column:
    return lambda record, material: record["fields"].get(name)


def _named(name: str) -> _Column:
    return lambda record, material: _name(material, record["fields"].get(name))


def _parts(part: str, name: str) -> _Column:
    return lambda record, material: [
        text for row in record["parts"].get(part, ()) if (text := str(row.get(name) or ""))
    ]


def _who(part: str) -> _Column:
    return lambda record, material: [
        who
        for row in record["parts"].get(part, ())
        if (who := _name(material, row.get("actor")) or str(row.get("words") or ""))
    ]


def _name(material: Material, id: str | None) -> str:
    record = material.records.get(id or "")
    return str(record.get("label") or "") if record else ""


def _themes(record: Plain, material: Material) -> tuple[str, ...]:
    return material.themes.get(record["id"], ())


def _fields(*names: str) -> dict[str, _Column]:
    return {name: _field(name) for name in names}


_TABLES: dict[str, tuple[str, dict[str, _Column]]] = {
    "statements": (
        "statement",
        {
            "statement_id": _id,
            **_fields("form", "label", "when", "when_words", "published"),
            "speakers": _who("speakers"),
            "speakers_as_printed": _parts("speakers", "words"),
            "roles_as_printed": _parts("speakers", "role_words"),
            "addressees": _who("addressees"),
            "occasion": _named("occasion"),
            "place": _named("place"),
            **_fields("manner", "text", "language", "translation", "translation_language"),
            **_fields("instrument", "case", "points", "compliance"),
            "themes": _themes,
        },
    ),
    "events": (
        "event",
        {
            "event_id": _id,
            **_fields("type", "words", "when", "when_words", "date_role"),
            "place": _named("place"),
            **_fields("occasion", "description"),
            "involved": _who("involvements"),
            "involved_as": _parts("involvements", "part"),
            "themes": _themes,
        },
    ),
    "figures": (
        "claim",
        {
            "claim_id": _id,
            "about": _named("about"),
            **_fields("property", "words", "low", "best", "high", "rule", "unit", "as_of", "as_of_words"),
            "claimant": _named("claimant"),
            "claimant_words": _field("claimant_words"),
            "relayed_by": _named("relayed_by"),
            "themes": _themes,
        },
    ),
}
