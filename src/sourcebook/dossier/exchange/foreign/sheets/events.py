"""events.csv: what happened, one row an event, in columns named as ACLED names them where ours say the same.

Who attributes an act to whom, both names of a place, and the date as EDTF have columns of their own. Places
that one body counts to one country and another to another have both, each with according to whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import yaml

from sourcebook.dossier.exchange.foreign.audience import Known
from sourcebook.dossier.exchange.foreign.format import Format, reading
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.exchange.foreign.sheets.rows import (
    Columns,
    Value,
    field,
    linked,
    named,
    themes,
    write_rows,
)
from sourcebook.dossier.exchange.foreign.sheets.shared import (
    HEADER,
    PLACE,
    dates,
    names_of,
    source_urls,
    sources,
)
from sourcebook.dossier.exchange.foreign.sources import CAPTURE, SOURCE
from sourcebook.dossier.exchange.foreign.when import days, the_day, the_year
from sourcebook.dossier.kinds import Plain

_ACLED: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("acled.yaml").read_text("utf-8"))
EVENTS = Format(
    "CSV: events",
    "events.csv",
    "One row an event, in columns like those of ACLED. Columns of which a dossier knows nothing "
    f"({', '.join(f'`{name}`' for name in _ACLED['unknown'])}) are empty: rival figures about an event stand "
    "in `figures.csv`, each with who claims it.",
    ("event",),
    reading(
        event=f"""
            {HEADER} scheme type words when when_words date_role place parent description occasion
            involvements.actor involvements.part involvements.attributed_to involvements.words
        """,
        actor="names.value names.main pseudonym",
        place=f"{PLACE} geometry precision",
        capture=CAPTURE,
        source=SOURCE,
    ),
    ("Coordinates are given for places that are a point; the shape of others is in the GeoJSON.",),
)


def _who(row: Plain, known: Known) -> str:
    return known.name(row["actor"]) or str(row["words"])


def _actors(column: str) -> Callable[[Plain, Known], Value]:
    parts = _ACLED["actors"][column]
    return lambda plain, known: [
        _who(row, known) for row in plain["parts"]["involvements"] if row["part"] in parts
    ]


def _according_to(column: str) -> Callable[[Plain, Known], Value]:
    parts = _ACLED["actors"][column]

    def values(plain: Plain, known: Known) -> Value:
        rows = (row for row in plain["parts"]["involvements"] if row["part"] in parts)
        return list(dict.fromkeys(name for row in rows if (name := known.name(row["attributed_to"]))))

    return values


def _involved(plain: Plain, known: Known) -> Value:
    """Everybody involved, with part and according to whom."""
    told = []
    for row in plain["parts"]["involvements"]:
        who, by = _who(row, known), known.name(row["attributed_to"])
        told.append(row["part"] + (f": {who}" if who else "") + (f" (according to {by})" if by else ""))
    return told


def _above(place: Plain | None, known: Known) -> Iterator[tuple[Plain, str]]:
    """The places that a place is part of, each with according to whom; a circle is gone round once."""
    waiting, met = ([(place, "")] if place else []), set[str]()
    while waiting:
        here, by = waiting.pop(0)
        if here["id"] in met:
            continue
        met.add(here["id"])
        yield here, by
        for row in here["parts"]["wholes"]:
            whole = known.get(row["whole"])
            if whole is not None:
                waiting.append((whole, known.name(row["according_to"]) or by))


def _unit(column: str, told: Callable[[tuple[Plain, str], Known], str]) -> Callable[[Plain, Known], Value]:
    forms = _ACLED["units"][column]

    def values(plain: Plain, known: Known) -> Value:
        units = _above(known.get(plain["fields"]["place"]), known)
        found = [told(unit, known) for unit in units if unit[0]["fields"]["form"] in forms]
        return found if any(found) else None

    return values


def _units() -> Columns:
    columns: Columns = {}
    for name in _ACLED["units"]:
        columns[name] = _unit(name, lambda unit, known: known.name(unit[0]["id"]))
        columns[f"{name}_according_to"] = _unit(name, lambda unit, known: unit[1])
    return columns


def _place_names(plain: Plain, known: Known) -> Value:
    place = known.get(plain["fields"]["place"])
    return names_of(place, known) if place else None


def _coordinate(axis: int) -> Callable[[Plain, Known], Value]:
    def value(plain: Plain, known: Known) -> Value:
        place = known.get(plain["fields"]["place"])
        shape = place["fields"]["geometry"] if place else None
        if not shape or shape.get("type") != "Point":
            return None
        found: float = shape["coordinates"][axis]
        return found

    return value


def _geo_precision(plain: Plain, known: Known) -> Value:
    place = known.get(plain["fields"]["place"])
    found: int | None = _ACLED["geo_precision"].get(place["fields"]["precision"]) if place else None
    return found if place and place["fields"]["geometry"] else None


def _time_precision(plain: Plain, known: Known) -> Value:
    allowed = days(plain["fields"]["when"])
    if allowed is None:
        return None
    return next((code for most, code in _ACLED["time_precision"].items() if allowed <= most), None)


def _unknown(plain: Plain, known: Known) -> Value:
    return None


_COLUMNS: Columns = {
    "event_id_cnty": lambda plain, known: plain["id"],
    "event_date": lambda plain, known: the_day(plain["fields"]["when"]),
    "year": lambda plain, known: the_year(plain["fields"]["when"]),
    "time_precision": _time_precision,
    "disorder_type": _unknown,
    "event_type": field("type"),
    "sub_event_type": _unknown,
    "actor1": _actors("actor1"),
    "assoc_actor_1": _actors("assoc_actor_1"),
    "actor2": _actors("actor2"),
    "assoc_actor_2": _actors("assoc_actor_2"),
    "interaction": _unknown,
    **_units(),
    "location": named("place"),
    "latitude": _coordinate(1),
    "longitude": _coordinate(0),
    "geo_precision": _geo_precision,
    "source": sources,
    "source_scale": _unknown,
    "notes": field("description"),
    "fatalities": _unknown,
    "tags": themes,
    **dates("when", "event_date"),
    "date_role": field("date_role"),
    "event_type_scheme": field("scheme"),
    "words": field("words"),
    "actor1_according_to": _according_to("actor1"),
    "involved": _involved,
    "location_names": _place_names,
    "occasion": field("occasion"),
    "part_of_event": linked("parent"),
    "source_urls": source_urls,
    "status": lambda plain, known: plain["status"],
}
_FOR_THE_TEAM = ("tags",)


def write_events(
    plains: Iterable[Plain], out: BinaryIO, look: Look, audience: Audience, bom: bool = False
) -> int:
    """Writes the events among the records as CSV, and says how many. Raises NotForThem.

    `bom` puts a byte order mark first: Excel takes the file for UTF-8 only with it.
    """
    columns = {
        name: value for name, value in _COLUMNS.items() if audience == "team" or name not in _FOR_THE_TEAM
    }
    return write_rows(plains, out, look, audience, EVENTS, columns, bom)
