"""Public records of the invented country for charts: statements, events, rival figures, places of two names."""

from __future__ import annotations

from typing import Any

from sourcebook.publish.material import Material

THEMES = {
    "threat-of-force": "Threat of force",
    "dehumanisation": "Dehumanisation",
    "denial": "Denial of existence or identity",
    "territorial-claim": "Territorial claim",
}
# Date made, date published, themes, source.
STATEMENTS: list[tuple[str, str, tuple[str, ...], str]] = [
    ("2031-01-09", "", ("threat-of-force",), "tv"),
    ("2031-01-22", "", ("threat-of-force", "territorial-claim"), "tv"),
    ("2031-03-05", "", ("dehumanisation",), "post"),
    ("2031-03-05", "", ("dehumanisation", "threat-of-force"), "post"),
    ("2031-03", "", ("denial",), "gazette"),
    ("", "2031-03-30", ("threat-of-force",), "tv"),
    ("2031-04-18", "", ("threat-of-force", "dehumanisation"), "radio"),
    ("2031-04-19", "", (), "radio"),
    ("2031-06", "", ("territorial-claim",), "council"),
    ("2031", "", ("denial",), "council"),
    ("", "", ("denial",), "council"),
    ("2032-01-02", "", ("threat-of-force",), "tv"),
]
# When, type, label.
EVENTS = [
    ("2031-02-03", "heritage-damage", "Chapel of Brenn painted over"),
    ("2031-02-10/2031-02-14", "restriction-of-movement", "Bridge at Sel closed"),
    (
        "../2031-05-20",
        "heritage-damage",
        "Stones of the old cemetery removed, as seen on an image of that day",
    ),
    ("2031-05", "detention", "A teacher held in Kelmet"),
    ("2031-09-01", "state-sponsored-event", "Festival of the Upper Bank, «Праздник», تجمع"),
    ("", "detention", "Undated"),
    ("2031-04-18", "occasion", "Speech at the dam"),
]
# About, property, unit, low, best, high, rule, claimant, as of.
CLAIMS = [
    ("ev-1", "people who left", "people", None, 400.0, None, "about", "a-council", "2031-02-12"),
    ("ev-1", "people who left", "people", 350.0, 410.0, 520.0, "", "a-omma", "2031-02-20"),
    ("ev-1", "people who left", "people", 1200.0, 1200.0, None, "more than", "a-ardovia", ""),
    ("ev-0", "icons removed", "icons", None, 7.0, None, "", "a-council", ""),
    ("ev-0", "icons removed", "icons", None, 3.0, 3.0, "", "a-ardovia", ""),
    ("ev-3", "days held", "days", None, 5.0, None, "", "a-omma", ""),
    ("ev-3", "reason given", "", None, None, None, "", "a-omma", ""),
]
ACTORS = {
    "a-council": "Sellan Council",
    "a-omma": "OSCE Monitoring Mission",
    "a-ardovia": "Government of Ardovia",
}
# Names (value, language, used by), longitude, latitude, precision.
Names = list[tuple[str, str, str]]
PLACES: list[tuple[Names, tuple[float, float] | None, str]] = [
    ([("Sel", "xs", "a-council"), ("Selvar", "xa", "a-ardovia")], (44.12, 41.37), "settlement"),
    ([("Kelmet", "xa", "a-ardovia"), ("Kelm", "xs", "a-council")], (44.61, 41.22), "settlement"),
    ([("Brenn", "xs", "a-council"), ("Бренн", "ru", "")], (44.14, 41.36), "exact"),
    ([("Port Ansa", "en", "")], (44.9, 41.6), "district"),
    ([("Վերին Սել", "hy", "a-council"), ("ზემო სელი", "ka", "a-ardovia")], (44.3, 41.5), "settlement"),
    ([("سيل العليا", "ar", "")], (44.45, 41.41), "settlement"),
    ([("Upper Bank", "en", "")], (44.0, 41.0), "region"),
    ([("Saarn", "xa", "")], None, "unknown"),
]


def record(kind: str, id: str, label: str = "", **fields: object) -> dict[str, Any]:
    """A plain record of the public side."""
    parts = {key: fields.pop(key) for key in ("names", "urls", "layers") if key in fields}
    evidence = fields.pop("evidence", [])
    return {"id": id, "kind": kind, "label": label, "fields": fields, "parts": parts, "evidence": evidence}


def basis(source: str) -> list[dict[str, Any]]:
    """Evidence that cites a source."""
    return [{"field": "", "layer": None, "basis": source, "stance": "supports"}]


def place(id: str, names: Names, point: tuple[float, float] | None, precision: str) -> dict[str, Any]:
    """A place with its names, all of them main names."""
    rows = [
        {"value": value, "language": language, "used_by": user or None, "main": True, "until": ""}
        for value, language, user in names
    ]
    geometry = {"type": "Point", "coordinates": list(point)} if point else None
    return record("place", id, names[0][0], geometry=geometry, precision=precision, names=rows)


def material(**given: Any) -> Material:  # noqa: ANN401
    """All of it; `given` replaces what a Material has."""
    records: list[dict[str, Any]] = []
    for number, (when, published, _, source) in enumerate(STATEMENTS):
        records.append(
            record("statement", f"st-{number:02d}", form="remark", when=when, published=published,
                   evidence=basis(f"s-{source}"))
        )  # fmt: skip
    records.append(record("statement", "st-reaction", form="reaction", when="2031-03-03", published=""))
    for number, (when, type, label) in enumerate(EVENTS):
        records.append(record("event", f"ev-{number}", label, when=when, type=type, evidence=basis("s-omma")))
    keys = ("about", "property", "unit", "low", "best", "high", "rule", "claimant", "as_of")
    for number, values in enumerate(CLAIMS):
        fields: dict[str, Any] = dict(zip(keys, values, strict=True))
        records.append(record("claim", f"cl-{number}", claimant_words="", evidence=basis("s-omma"), **fields))
    records += [record("actor", id, name) for id, name in ACTORS.items()]
    records += [place(f"pl-{number}", *row) for number, row in enumerate(PLACES)]
    themes = {f"st-{number:02d}": row[2] for number, row in enumerate(STATEMENTS)}
    whole = {
        "title": "Ardovia 2031",
        "records": {one["id"]: one for one in records},
        "codebooks": (("state-rhetoric", "1.0"),),
        "themes": themes,
        "theme_titles": THEMES,
    }
    return Material(**{**whole, **given})
