"""Published records about the invented country, as drafting gets them: every column, most of them empty."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from sourcebook.publish.edition.tree import Front, Inline, Note, Reference, Text, Value, plain_text
from sourcebook.publish.material import Material, Plain

_FIELDS: dict[str, dict[str, Any]] = {
    "source": {
        "form": "web-page", "publisher": "", "authors": [], "title": "", "title_language": "", "title_translated": "",
        "language": "", "published": "", "accessed": None, "derived_from": None, "symbol": "", "details": "", "csl": {},
    },
    "capture": {"source": None, "sha256": "", "media_type": "text/html", "captured_at": "", "accessed": None},
    "actor": {"form": "person", "public": "public", "pseudonym": ""},
    "relation": {"subject": None, "type": "holds-office", "object": None, "title": "", "when": ""},
    "place": {"form": "settlement", "heritage": "", "geometry": None, "precision": "unknown"},
    "event": {
        "scheme": "", "type": "", "words": "", "when": "", "date_role": "event", "place": None, "parent": None,
        "description": "", "occasion": "",
    },
    "statement": {
        "form": "remark", "when": "", "published": "", "occasion": None, "place": None, "about": None, "text": "",
        "language": "en", "translation": "", "translation_language": "", "manner": "direct", "instrument": "",
        "case": "", "points": [], "compliance": "", "label": "",
    },
    "claim": {
        "about": None, "property": "", "words": "", "low": None, "best": None, "high": None, "rule": "", "unit": "",
        "as_of": "", "scheme": "", "term": "", "part_of": None, "claimant": None, "claimant_words": "", "relayed_by": None,
    },
    "followup": {"target": None, "outcome": "unclear", "as_of": "", "asserted_by": None, "description": ""},
}  # fmt: skip
_PARTS: dict[str, dict[str, dict[str, Any]]] = {
    "source": {"urls": {"url": "", "role": "cited"}},
    "capture": {"layers": {"sha256": "", "language": "en", "pages": [], "current": True}},
    "actor": {"names": {"value": "", "language": "en", "script": "Latn", "used_by": None, "main": False}},
    "place": {
        "names": {"value": "", "language": "en", "script": "Latn", "used_by": None, "main": False},
        "wholes": {},
    },
    "event": {"involvements": {"actor": None, "part": "other", "attributed_to": None, "words": ""}},
    "statement": {
        "speakers": {"actor": None, "part": "speaker", "office": None, "words": "", "role_words": ""},
        "addressees": {"actor": None, "words": ""},
    },
}
_EVIDENCE = {
    "field": "", "layer": None, "exact": "", "prefix": "", "suffix": "", "start": None, "end": None, "page": None,
    "locator": "", "basis": None, "stance": "supports", "state": "anchored",
}  # fmt: skip


def id_of(name: str) -> str:
    """The id of a record by the name that a test gives it."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def record(kind: str, name: str, **given: object) -> Plain:
    """A published record. `given` are fields, parts by their name, `evidence`, or of the record itself."""
    parts = _PARTS.get(kind, {})
    plain: Plain = {
        "id": id_of(name), "kind": kind, "label": name, "status": "published", "absent": {}, "withheld": [],
        "fields": {**_FIELDS[kind]}, "parts": {part: [] for part in parts}, "evidence": [], "themes": [],
    }  # fmt: skip
    options: dict[str, Any] = dict(given)
    for key, value in options.items():
        if key in parts:
            plain["parts"][key] = [
                {"id": id_of(f"{name} {key} {n}"), **parts[key], **row} for n, row in enumerate(value)
            ]
        elif key == "evidence":
            plain["evidence"] = [
                {"id": id_of(f"{name} {n}"), **_EVIDENCE, **row} for n, row in enumerate(value)
            ]
        elif key in plain["fields"]:
            plain["fields"][key] = value
        else:
            assert key in plain, key
            plain[key] = value
    return plain


def from_source(*names: str) -> list[dict[str, Any]]:
    """Evidence by sources."""
    return [{"basis": id_of(name), "locator": f"note {n}"} for n, name in enumerate(names, 1)]


def passage(exact: str, start: int, layer: str = "layer", field: str = "text") -> dict[str, Any]:
    """Evidence by a passage of a text layer."""
    return {"field": field, "layer": layer, "exact": exact, "start": start, "end": start + len(exact)}


def person(name: str, value: str, **given: object) -> Plain:
    """A person of one name."""
    return record("actor", name, names=[{"value": value, "main": True}], **given)


DRETH = person("dreth", "Orvan Dreth")
KOSTRASH = person("kostrash", "Nela Kostrash")
MINISTRY = record("actor", "ministry", form="body", names=[{"value": "Ministry of Roads", "main": True}])
GUARD = record("actor", "guard", form="body", names=[{"value": "Sellan Guard", "main": True}])
COURT = record(
    "actor", "court", form="body", names=[{"value": "European Court of Human Rights", "main": True}]
)
OFFICE = record(
    "relation", "office", subject=id_of("dreth"), title="minister of roads", when="2029-03-01/2031-06-30"
)
TV = record(
    "source", "tv", form="interview", publisher="Ardovia Public Television", title="Every hill is ours"
)
RADIO = record("source", "radio", publisher="Radio Oshtal", title="News of the day")
BRENN = record("place", "brenn", names=[{"value": "Brenn", "main": True}])
INTERVIEW = record(
    "event",
    "interview",
    type="occasion",
    occasion="interview with Ardovia Public Television",
    when="2031-04-18",
)
BASE = (DRETH, KOSTRASH, MINISTRY, GUARD, COURT, OFFICE, TV, RADIO, BRENN, INTERVIEW)
BY_DRETH = [{"actor": id_of("dreth"), "office": id_of("office"), "words": "O. Dreth"}]
FRONT = Front("Ardovia in 2031", period="2031", date="2032-02-01")


def material(*records: Plain, **given: object) -> Material:
    """Material of these records and those of `BASE`."""
    options: dict[str, Any] = dict(given)
    return Material("Ardovia", {one["id"]: one for one in (*BASE, *records)}, **options)


def shown(inlines: Iterable[Inline]) -> str:
    """Inlines as they read, references as [kind], silent ones as [~kind], notes as ^[words], values as {query}."""
    found = []
    for one in inlines:
        match one:
            case Text():
                found.append(one.text)
            case Reference():
                found.append(("[~" if one.silent else "[") + "; ".join(cite.kind for cite in one.cites) + "]")
            case Note():
                found.append(f"^[{shown(one.children)}]")
            case Value():
                found.append(f"{{{one.query}}}")
            case _:
                found.append(plain_text((one,)))
    return "".join(found)
