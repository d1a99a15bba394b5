"""Entities of FollowTheMoney, one a line, as the tools of OCCRP and OpenSanctions read them.

The mapping is `ftm.yaml`. FollowTheMoney knows no uncertain dates: the first and the last day that a date
allows are written. It has no place for quotations: evidence becomes the documents (`proof`) that support an
entity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import yaml

from sourcebook.dossier.exchange.foreign.audience import Known, prepared
from sourcebook.dossier.exchange.foreign.format import Format
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.exchange.foreign.sources import sources_of
from sourcebook.dossier.exchange.foreign.when import span, the_day
from sourcebook.dossier.kinds import Plain

_MAP: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("ftm.yaml").read_text("utf-8"))
_RECORDS: dict[str, Any] = _MAP["records"]
_GROUPS: dict[str, list[str]] = {**_MAP["groups"], "Position": ["Position"], "Place": ["Address"]}
_FIGURE = ("low", "best", "high", "rule", "unit", "term")
_EVIDENCE = ("evidence.layer", "evidence.basis", "evidence.stance")
Properties = dict[str, list[str]]
Entity = dict[str, Any]


def _declared() -> dict[str, frozenset[str]]:
    """What the mapping reads, by kind."""
    reads: dict[str, set[str]] = {"capture": {"source"}}
    for kind, told in _RECORDS.items():
        found = reads.setdefault(kind, set())
        found |= {told["by"]} if "by" in told else set()
        for properties in (told.get("properties", {}), *told.get("of", {}).values()):
            found |= {_column(one) for many in properties.values() for one in many}
        for part, row in told.get("rows", {}).items():
            for one in (one for many in row["properties"].values() for one in many if one != "self"):
                column = _column(one)
                found.add(column[1:] if column.startswith(".") else f"{part}.{column}")
        found |= {f"{part}.{column}" for part in told.get("mentions", ()) for column in ("actor", "words")}
        if "evidence" in found:
            found |= set(_EVIDENCE)
        if "figure" in found:
            found |= set(_FIGURE)
        found -= {"evidence", "figure"}
    return {kind: frozenset(paths) for kind, paths in reads.items()}


def _column(told: str) -> str:
    return told.partition("|")[0]


FOLLOW_THE_MONEY = Format(
    "FollowTheMoney",
    "entities.ftm.json",
    "One entity a line. An uncertain date is its first and its last day. Evidence becomes the documents that "
    "support an entity; there is no place for quotations.",
    tuple(_RECORDS),
    _declared(),
    (
        "Statements are events in which their speakers are involved; claims and follow-ups are notes.",
        "Languages and countries are left out: FollowTheMoney takes only its own lists of them.",
        "Ties, speakers and persons involved of whom no record is known are left out.",
    ),
)


def write_ftm(plains: Iterable[Plain], out: BinaryIO, look: Look, audience: Audience) -> int:
    """Writes the records as entities, one a line, and says how many entities. Raises NotForThem.

    Ids are those of the records and their parts; the id of an office follows from its body and its words.
    """
    written = 0
    offices: set[str] = set()
    for plain, known in prepared(plains, look, audience, FOLLOW_THE_MONEY):
        for entity in _entities(plain, known):
            if entity["schema"] == "Position" and entity["id"] != plain["id"]:
                if entity["id"] in offices:
                    continue
                offices.add(entity["id"])
            out.write(json.dumps(entity, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            written += 1
    return written


def _entities(plain: Plain, known: Known) -> Iterator[Entity]:
    told = _RECORDS[plain["kind"]]
    properties = _properties(told["properties"], plain, plain, known)
    if plain["kind"] == "relation":
        yield from _tie(plain, properties, known)
        return
    yield {"id": plain["id"], "schema": schema_of(plain), "properties": properties}
    for part in told.get("mentions", ()):
        yield from _mentions(plain, part, known)
    for part, row_told in told.get("rows", {}).items():
        for row in plain["parts"][part]:
            values = _properties(row_told["properties"], row, plain, known)
            if "subject" in values:
                yield {"id": row["id"], "schema": row_told["schema"], "properties": values}


def _mentions(plain: Plain, part: str, known: Known) -> Iterator[Entity]:
    """That a document names somebody: one for each row of a part and the first document that supports it."""
    documents = _links(sources_of(plain, known), "Document", known)
    for row in plain["parts"][part] if documents else ():
        resolved = _links([row["actor"]], "Party", known)
        if resolved:
            name = row["words"] or known.name(row["actor"])
            properties = {"document": documents[:1], "resolved": resolved, "name": [name]}
            yield {
                "id": str(uuid5(UUID(row["id"]), "mention")),
                "schema": "Mention",
                "properties": properties,
            }


def schema_of(plain: Plain) -> str:
    """The schema of the entity that a record becomes, "" where it becomes none."""
    told = _RECORDS.get(plain["kind"])
    if told is None:
        return ""
    schema: str = told["schema"][plain["fields"][told["by"]]] if "by" in told else told["schema"]
    return schema


def _tie(plain: Plain, properties: Properties, known: Known) -> Iterator[Entity]:
    """The tie of two actors, in the first schema that both ends fit; nothing where an end is not known."""
    schemas = _RECORDS["relation"]["of"]
    fields = plain["fields"]
    for schema in (schema_of(plain), list(schemas)[-1]):
        own = _properties(schemas[schema], plain, plain, known)
        if schema == "Occupancy" and "holder" in own and "post" not in own and fields["title"].strip():
            office = _office(plain, known)
            own["post"] = [office["id"]]
            yield office
        if len([end for end in list(schemas[schema])[:2] if end in own]) == 2:
            yield {"id": plain["id"], "schema": schema, "properties": {**own, **properties}}
            return


def _office(plain: Plain, known: Known) -> Entity:
    title, body = plain["fields"]["title"], plain["fields"]["object"]
    organisation = _links([body], "Body", known)
    id = uuid5(UUID(body or plain["id"]), f"office {title}")
    properties = {"name": [title], **({"organization": organisation} if organisation else {})}
    return {"id": str(id), "schema": "Position", "properties": properties}


def _properties(told: dict[str, list[str]], row: Plain, plain: Plain, known: Known) -> Properties:
    """The values of the properties, those without any left out."""
    found: Properties = {}
    for name, sources in told.items():
        values = (value for source in sources for value in _values(source, row, plain, known))
        kept = list(dict.fromkeys(value for value in values if value and _fits(name, value)))
        if kept:
            found[name] = kept
    return found


def _values(told: str, row: Plain, plain: Plain, known: Known) -> list[str]:
    column, _, how = told.partition("|")
    if column == "self":
        return [plain["id"]]
    if column == "evidence":
        return list(sources_of(plain, known))
    if column == "figure":
        return [_figure(plain["fields"])]
    values = _of_column(column, row, plain)
    if how in _GROUPS:
        return _links(values, how, known)
    if how == "name":
        return [known.name(value) for value in values]
    if how in ("latitude", "longitude"):
        points = (value["coordinates"] for value in values if value["type"] == "Point")
        return [str(point[how == "latitude"]) for point in points]
    if how in ("earliest", "latest"):
        return [span(value)[how == "latest"] for value in values]
    if how == "day":
        return [the_day(value) for value in values]
    return [str(value) for value in values]


def _of_column(column: str, row: Plain, plain: Plain) -> list[Any]:
    """The values of a column: of a row, of the record (after a dot), of every row of a part."""
    if column in ("label", "label*"):
        return [plain["label"]]
    if row is not plain and not column.startswith("."):
        value = row[column]
    else:
        column = column.removeprefix(".")
        part, dot, name = column.partition(".")
        value = [one[name] for one in plain["parts"][part]] if dot else plain["fields"][column]
    values = value if isinstance(value, list) else [value]
    return [value for value in values if value not in (None, "")]


def _links(ids: Iterable[str | None], group: str, known: Known) -> list[str]:
    """Those of the linked records that become entities of a group."""
    found = ((id, known.get(id)) for id in ids if id)
    return [id for id, linked in found if linked is not None and schema_of(linked) in _GROUPS[group]]


def _figure(fields: Plain) -> str:
    numbers = [f"{name} {fields[name]:g}" for name in ("low", "best", "high") if fields[name] is not None]
    return ", ".join(filter(None, [*numbers, fields["rule"], fields["unit"], fields["term"]]))


def _fits(name: str, value: str) -> bool:
    """Whether a value is one that FollowTheMoney takes: its addresses have a scheme and a host with a dot."""
    if name != "sourceUrl":
        return True
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return False
