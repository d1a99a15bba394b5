"""The links of a found draft, led to records that the dossier has; names that it does not have are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sourcebook.dossier.ingest.passage.matching import Matched, matched, there
from sourcebook.dossier.ingest.report.drafting import Drafting
from sourcebook.dossier.ingest.report.naming import key_of
from sourcebook.dossier.kinds.plain import Plain, links_of
from sourcebook.dossier.kinds.registry import KINDS, PARTS
from sourcebook.dossier.models import SourceUrl, Status
from sourcebook.dossier.seen import current

_NAMED = ("actor", "place")


@dataclass(frozen=True)
class Linked:
    """The link fields and the parts of a draft with links that hold; the evidence that it cites, as far as
    the dossier has the sources; (kind, name) of those `unknown`, and of those that `several` records have.
    """

    fields: dict[str, str | None] = field(default_factory=dict)
    parts: dict[str, list[Plain]] = field(default_factory=dict)
    cited: tuple[Plain, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    several: tuple[tuple[str, str], ...] = ()


def linked(draft: Plain, drafting: Drafting) -> Linked:
    """Leads the links of a draft to records that are there; seven queries at most."""
    wanted = {target for _, target in links_of(draft)}
    wanted |= {row["basis"] for row in draft["evidence"] if row["basis"]}
    names = {
        target: (plain["kind"], [row["value"] for row in plain["parts"]["names"]])
        for target in wanted
        if (plain := drafting.records.get(target)) and plain["kind"] in _NAMED
    }
    # A source is known by its address, and under its id where it has none.
    addressed = {
        target for target in wanted if (plain := drafting.records.get(target)) and plain["parts"].get("urls")
    }
    known = there(wanted - names.keys() - addressed)
    found = matched((kind, value) for kind, values in names.values() for value in values)
    to = {target: _record(target, known, names, found) for target in wanted}
    to |= _sources(wanted - known, drafting)
    parts = {name: [_row(name, row, to) for row in rows] for name, rows in draft["parts"].items() if rows}
    fields = {
        column.name: to.get(draft["fields"][column.name])
        for column in KINDS[draft["kind"]].table.links
        if draft["fields"].get(column.name)
    }
    cited = tuple({**row, "basis": to[row["basis"]]} for row in draft["evidence"] if to.get(row["basis"]))
    open_ = [(kind, values) for target, (kind, values) in names.items() if to[target] is None]
    several = [
        (kind, values[0])
        for kind, values in open_
        if any((kind, key_of(value)) in found.several for value in values)
    ]
    return Linked(
        fields, parts, cited,
        tuple((kind, values[0]) for kind, values in open_ if (kind, values[0]) not in several),
        tuple(several),
    )  # fmt: skip


def _record(
    target: str, known: set[str], names: dict[str, tuple[str, list[str]]], found: Matched
) -> str | None:
    kind, values = names.get(target, ("", []))
    for value in values:
        record = found.one.get((kind, key_of(value)))
        if record is not None:
            return record
    return target if target in known else None


def _sources(targets: set[str], drafting: Drafting) -> dict[str, str]:
    """Cited sources that the dossier has under the same address; one query."""
    keys = {
        row["key"]: target
        for target in targets
        if (plain := drafting.records.get(target)) and plain["kind"] == "source"
        for row in plain["parts"]["urls"]
    }
    if not keys:
        return {}
    rows = SourceUrl.objects.filter(key__in=list(keys), record__dossier_id=current().within)
    rows = rows.exclude(record__status=Status.WITHDRAWN).order_by("record__made_at", "record_id")
    found: dict[str, str] = {}
    for key, record in rows.values_list("key", "record_id"):
        found.setdefault(keys[key], str(record))
    return found


def _row(name: str, row: Plain, to: dict[str, str | None]) -> dict[str, Any]:
    links = {column.name for column in PARTS[name].links}
    return {column: to.get(value) if column in links and value else value for column, value in row.items()}
