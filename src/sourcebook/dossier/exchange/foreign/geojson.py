"""GeoJSON (RFC 7946): places, and events where they took place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from sourcebook.dossier.exchange.foreign.audience import Known, prepared
from sourcebook.dossier.exchange.foreign.coarse import wound
from sourcebook.dossier.exchange.foreign.format import Format, reading
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.exchange.foreign.when import span
from sourcebook.dossier.kinds import Plain

GEOJSON = Format(
    "GeoJSON",
    "places.geojson",
    "One feature a place, and one an event with the geometry of its place. Every name of a place is given "
    "with who uses it. For the public, coordinates are rounded by the precision of the place.",
    ("place", "event"),
    reading(
        place="""
            label status form heritage geometry precision names.value names.language names.script
            names.used_by names.since names.until names.main wholes.whole wholes.according_to wholes.when
        """,
        event="""
            label status scheme type words when when_words date_role place parent description occasion
            involvements.actor involvements.part involvements.attributed_to involvements.words
        """,
        actor="names.value names.main pseudonym",
    ),
    ("Places without geometry, and events there, are features whose geometry is null.",),
)


def write_geojson(plains: Iterable[Plain], out: BinaryIO, look: Look, audience: Audience) -> int:
    """Writes the places and events among the records as a FeatureCollection, and says how many.

    Raises NotForThem.
    """
    out.write(b'{"type": "FeatureCollection", "features": [')
    written = 0
    for plain, known in prepared(plains, look, audience, GEOJSON):
        feature = _place(plain, known) if plain["kind"] == "place" else _event(plain, known)
        line = json.dumps(feature, ensure_ascii=False)
        out.write((b",\n" if written else b"\n") + line.encode("utf-8", "replace"))
        written += 1
    out.write(b"\n]}\n")
    return written


def _feature(plain: Plain, where: Plain | None, **properties: Any) -> dict[str, Any]:
    shared = {
        "kind": plain["kind"],
        "label": plain["label"],
        "status": plain["status"],
        "precision": where["fields"]["precision"] if where else "unknown",
    }
    return {
        "type": "Feature",
        "id": plain["id"],
        "geometry": wound(where["fields"]["geometry"]) if where else None,
        "properties": {**shared, **properties},
    }


def _place(plain: Plain, known: Known) -> dict[str, Any]:
    wholes = [
        {
            "whole": known.name(row["whole"]),
            "whole_id": row["whole"],
            "according_to": known.name(row["according_to"]),
            "when": row["when"],
        }
        for row in plain["parts"]["wholes"]
    ]
    own = {name: plain["fields"][name] for name in ("form", "heritage")}
    return _feature(plain, plain, **own, names=_names(plain, known), part_of=wholes)


def _names(place: Plain, known: Known) -> list[dict[str, Any]]:
    told = ("value", "language", "script", "since", "until", "main")
    return [
        {**{name: row[name] for name in told}, "used_by": known.name(row["used_by"])}
        for row in place["parts"]["names"]
    ]


def _event(plain: Plain, known: Known) -> dict[str, Any]:
    place = known.get(plain["fields"]["place"])
    if place is not None and place["kind"] != "place":
        place = None
    fields = plain["fields"]
    told = ("scheme", "type", "words", "when", "when_words", "date_role", "description", "occasion", "parent")
    low, high = span(fields["when"])
    involved = [
        {
            "part": row["part"],
            "actor": known.name(row["actor"]) or row["words"],
            "attributed_to": known.name(row["attributed_to"]),
        }
        for row in plain["parts"]["involvements"]
    ]
    return _feature(
        plain,
        place,
        **{name: fields[name] for name in told},
        earliest=low,
        latest=high,
        place=known.name(fields["place"]),
        place_id=fields["place"],
        place_names=_names(place, known) if place else [],
        involved=involved,
    )
