"""The public side of published records, of all or of some, and why the others have none."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from sourcebook.dossier.exchange.foreign.audience import prepared
from sourcebook.dossier.exchange.foreign.known import look_up
from sourcebook.dossier.exchange.foreign.listed import rules
from sourcebook.dossier.exchange.foreign.permitted import refusal
from sourcebook.dossier.exchange.public import public_format
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Capture, Dossier, Record, Theme
from sourcebook.dossier.write.links import in_parts
from sourcebook.publish.drafting.untold import ABOVE, DRAFT, NOT_KNOWN, OF_TEAM, PROTECTED, REVIEWED
from sourcebook.publish.gathering.parts import hidden_parts
from sourcebook.publish.material import Plain


@dataclass
class Gathered:
    """Records by id, why others are refused, and what is hidden of the records."""

    records: dict[str, Plain] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, frozenset[str]] = field(default_factory=dict)


def among(rows: QuerySet[Any, Any], ids: Collection[str] | None, column: str = "pk") -> Iterator[Any]:
    """The rows that belong to these ids, all of them without; a query for each thousand ids."""
    if ids is None:
        yield from rows
        return
    for some in in_parts(sorted(ids)):
        yield from rows.filter(**{f"{column}__in": some})


def published(dossier: Dossier, ids: Collection[str] | None = None) -> Gathered:
    """What the public may have of the records of a dossier, or of those with these ids."""
    found = Gathered()
    # The whole records whose public side was not yet given: a batch of them, and those without one.
    whole: dict[str, Plain] = {}
    for plain, _ in prepared(_allowed(dossier, ids, whole), look_up, "public", public_format()):
        found.records[plain["id"]] = plain
        if kept := hidden_parts(whole.pop(plain["id"]), plain):
            found.hidden[plain["id"]] = kept
    unnamed = {id for id, plain in whole.items() if _may_be_named_yet(plain)}
    rows = Record.objects.filter(dossier_id=dossier.pk)
    columns = rows.values_list("pk", "kind", "status", "level", "merged_into_id", "erased_at")
    for pk, kind, status, level, merged, erased in among(columns, ids):
        if str(pk) not in found.records:
            told = _why(kind, status, level, merged, erased)
            found.refused[str(pk)] = NOT_KNOWN if str(pk) in unnamed else told
    return found


def _allowed(dossier: Dossier, ids: Collection[str] | None, whole: dict[str, Plain]) -> Iterator[Plain]:
    rows = Record.objects.filter(
        dossier_id=dossier.pk, status="published", level=0, merged_into=None, erased_at=None
    ).order_by("pk")
    parts = [rows] if ids is None else [rows.filter(pk__in=some) for some in in_parts(sorted(ids))]
    for part in parts:
        for plain in plains(part):
            if not refusal(plain, "public"):
                whole[plain["id"]] = plain
                yield plain


def tell_of_copies(dossier: Dossier, found: Gathered, sources: Collection[str] | None = None) -> None:
    """Says of public sources (of these, or all) that there is a copy that the public is not told of."""
    rows = Capture.objects.filter(
        record__dossier_id=dossier.pk, record__merged_into=None, record__erased_at=None
    ).exclude(record__status="withdrawn")
    for pk, source in among(rows.values_list("record_id", "source_id"), sources, "source_id"):
        if str(pk) in found.refused and str(source) in found.records:
            found.hidden[str(source)] = found.hidden.get(str(source), frozenset()) | {"captures"}


def quiet(
    records: Collection[Plain], letting_out: Collection[str], captures: dict[str, Plain] | None = None
) -> None:
    """Takes the words around a quotation out where its capture is not released.

    `captures` are the records among which captures are looked for, where they are not all in `records`.
    """
    known = {
        layer["id"]: plain["id"]
        for plain in (records if captures is None else captures.values())
        if plain["kind"] == "capture"
        for layer in plain["parts"].get("layers", ())
    }
    for plain in records:
        for row in plain["evidence"]:
            if row["layer"] and known.get(row["layer"]) not in letting_out:
                row.update(prefix="", suffix="")


def themes_of(
    dossier: Dossier, records: Collection[str], *, every: bool = False
) -> dict[str, tuple[str, ...]]:
    """The codes put on these records; `every`: they are all there are, so that none need be named."""
    found: dict[str, list[str]] = {}
    rows = Theme.objects.filter(record__dossier_id=dossier.pk).order_by("record_id", "position", "id")
    for record, code in among(rows.values_list("record_id", "code"), None if every else records, "record_id"):
        if str(record) in records and code not in found.get(str(record), ()):
            found.setdefault(str(record), []).append(code)
    return {record: tuple(codes) for record, codes in found.items()}


def _may_be_named_yet(plain: Plain) -> bool:
    """Whether it may only be unknown that somebody acts in public; never so of a minor."""
    fields = plain["fields"]
    return bool(
        plain["kind"] == "actor"
        and fields["form"] == "person"
        and fields["public"] == "unknown"
        and fields["minor"] != "yes"
    )


def _why(kind: str, status: str, level: int, merged: object, erased: object) -> str:
    if erased:
        return "erased"
    if merged:
        return f"merged into {str(merged)[:8]}"
    above = {0: "", 1: OF_TEAM}.get(level, ABOVE)
    if status != "published":
        told = {"draft": DRAFT, "reviewed": REVIEWED}.get(status, status)
        return f"{told}, {above}" if above else told
    if above:
        return above
    if kind not in rules()["kinds"]:
        return f"a {kind}, which is never published"
    return PROTECTED
