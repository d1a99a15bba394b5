"""The cells of a list: for records of one kind what a reader of that list wants to see, in few queries.

Each kind has its columns (`COLUMNS`); each record besides what all have (`SHARED`). A cell is texts, each
with the record that it names where it names one. What is withheld from some stands here for those who may see
it; what is sealed stays empty, and the page of the record tells of it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count, Max, QuerySet

from sourcebook.dossier.given_back import Cell, Cells, put_back
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import (
    Account,
    Capture,
    Evidence,
    FollowUp,
    Involvement,
    Name,
    Organisation,
    PartOf,
    Record,
    Speaker,
    Theme,
    WatchSearch,
)

# By kind: its columns in their order, those of its own table and those that come from elsewhere.
COLUMNS: dict[str, tuple[str, ...]] = {
    "source": ("publisher", "title", "published", "captured", "form", "language"),
    "capture": ("file_name", "source", "media_type", "captured_at", "size"),
    "actor": ("names", "form", "public", "consent"),
    "relation": ("subject", "title", "object", "when", "type"),
    "place": ("names", "form", "wholes", "precision"),
    "event": ("when", "type", "description", "place", "involvements"),
    "statement": ("when", "speakers", "text", "place", "rests_on", "form", "language", "followed"),
    "claim": ("about", "property", "figure", "claimant", "as_of", "rests_on"),
    "followup": ("target", "outcome", "as_of", "asserted_by", "description"),
    "watch": ("outlet", "period", "criteria", "searches", "language"),
    "coding": ("code", "about", "passage", "coder", "decision"),
}
# What every record has.
SHARED = ("status", "level", "themes", "owner", "made_by", "made_at", "confidence", "note")
# What stands in a list of its kind without being asked for.
_FIRST = {"source": 4, "capture": 4, "actor": 2, "relation": 4, "place": 3, "statement": 5, "claim": 5}
_ORDERS = ("measure", "recommendation")


def usual(kind: str, forms: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns that a list of a kind shows where nobody chose; of measures also what became of them."""
    own = COLUMNS[kind]
    shown = own[: _FIRST.get(kind, len(own))]
    if kind == "statement" and any(form in _ORDERS for form in forms):
        shown = (*shown, "followed")
    return (*shown, "status")


def cells_of(kind: str, records: Sequence[Record], columns: Iterable[str]) -> dict[uuid.UUID, Cells]:
    """The cells of records of one kind, by record and column; a query for their own table, and one for each
    column that comes from elsewhere. Columns that the kind does not have are left out."""
    wanted = [one for one in columns if one in COLUMNS[kind] or one in SHARED]
    found: dict[uuid.UUID, Cells] = {one.pk: {} for one in records}
    _own(kind, found, wanted)
    for name in wanted:
        if name in _ELSEWHERE:
            for pk, cell in _ELSEWHERE[name](found):
                found[pk].setdefault(name, []).append(cell)
    put_back(kind, found, wanted)
    _shared(records, found, wanted)
    return found


def _own(kind: str, found: dict[uuid.UUID, Cells], wanted: Sequence[str]) -> None:
    """What stands in the kind's own table, with the labels of the records that it links to."""
    table = KINDS[kind].table
    names = {one for one in wanted if one in table.by_name and one != "made_at"}
    if "figure" in wanted:
        names |= {"words", "low", "best", "high", "rule", "unit", "term"}
    words = {name: _WORDS[kind, name] for name in names if (kind, name) in _WORDS}
    links = {column.name for column in table.links}
    columns = ["record_id", *names, *words.values()]
    columns += [f"{name}__label" for name in names & links]
    if "coder" in names:
        columns.append("coder__name")
    if len(columns) == 1:
        return
    rows: QuerySet[Any] = table.model._default_manager.filter(record_id__in=list(found))
    for row in rows.values(*dict.fromkeys(columns)):
        cells = found[row["record_id"]]
        for name in names:
            if name == "coder":
                text, link = row["coder__name"], ""
            elif name in links:
                text, link = row[f"{name}__label"], str(row[name] or "")
            else:
                text, link = row[name], ""
            shown = text if text not in (None, "") else row.get(words.get(name, ""), "")
            if shown not in (None, ""):
                cells[name] = [Cell(_told(shown), link if text else "")]
        if "figure" in wanted:
            cells["figure"] = [Cell(_figure(row))]


# The column that says in words what a link or another column does not.
_WORDS = {
    ("claim", "claimant"): "claimant_words", ("relation", "title"): "type", ("event", "description"): "words",
    ("statement", "when"): "when_words", ("event", "when"): "when_words",
    ("source", "published"): "published_words", ("claim", "as_of"): "as_of_words",
    ("followup", "as_of"): "as_of_words", ("relation", "when"): "when_words",
    ("statement", "text"): "instrument",
}  # fmt: skip


def _told(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(value)


def _figure(row: Mapping[str, Any]) -> str:
    if row["best"] is not None:
        figure = f"{row['best']:.15g}"
    elif row["low"] is not None or row["high"] is not None:
        low, high = (f"{row[one]:.15g}" if row[one] is not None else "" for one in ("low", "high"))
        figure = f"{low}–{high}"
    else:
        return str(row["term"] or row["words"])
    return " ".join(filter(None, (row["rule"], figure, row["unit"])))


Found = Iterable[uuid.UUID]
Placed = Iterator[tuple[uuid.UUID, Cell]]


def _people(model: Any, found: Found) -> Placed:
    rows = model.objects.filter(record_id__in=list(found)).order_by("position", "id")
    for pk, actor, label, words in rows.values_list("record_id", "actor_id", "actor__label", "words"):
        if label or words:
            yield pk, Cell(label or words, str(actor or "") if label else "")


def _names(found: Found) -> Placed:
    rows = Name.objects.filter(record_id__in=list(found)).order_by("-main", "position", "id")
    for pk, value in rows.values_list("record_id", "value"):
        yield pk, Cell(value)


def _wholes(found: Found) -> Placed:
    rows = PartOf.objects.filter(record_id__in=list(found)).order_by("position", "id")
    for pk, whole, label in rows.values_list("record_id", "whole_id", "whole__label"):
        if label:
            yield pk, Cell(label, str(whole))


def _rests_on(found: Found) -> Placed:
    """The sources of the evidence: of the copies that are quoted, and those that are cited without one."""
    rows = Evidence.objects.filter(record_id__in=list(found)).order_by("id")
    of_copy = ("layer__record__capture__source_id", "layer__record__capture__source__label")
    seen = set()
    for pk, source, label, basis, cited in rows.values_list(
        "record_id", *of_copy, "basis_id", "basis__label"
    ):
        one = (source, label) if label else (basis, cited)
        if one[1] and (pk, one[0]) not in seen:
            seen.add((pk, one[0]))
            yield pk, Cell(str(one[1]), str(one[0]))


def _captured(found: Found) -> Placed:
    rows = Capture.objects.filter(source_id__in=list(found)).values_list("source_id")
    for pk, number, at in rows.annotate(Count("pk"), Max("captured_at")).order_by():
        yield pk, Cell(f"{number} · {at:%Y-%m-%d}" if at else str(number))


def _searches(found: Found) -> Placed:
    rows = WatchSearch.objects.filter(record_id__in=list(found)).values_list("record_id")
    for pk, number in rows.annotate(Count("pk")).order_by():
        yield pk, Cell(str(number))


def _followed(found: Found) -> Placed:
    rows = FollowUp.objects.filter(target_id__in=list(found)).order_by("as_of_latest", "record_id")
    newest: dict[Any, Cell] = {}
    for target, pk, outcome, as_of in rows.values_list("target_id", "record_id", "outcome", "as_of"):
        newest[target] = Cell(", ".join(filter(None, (outcome, as_of))), str(pk))
    yield from newest.items()


_ELSEWHERE: dict[str, Any] = {
    "speakers": lambda found: _people(Speaker, found),
    "involvements": lambda found: _people(Involvement, found),
    "names": _names,
    "wholes": _wholes,
    "rests_on": _rests_on,
    "captured": _captured,
    "searches": _searches,
    "followed": _followed,
}


def _shared(records: Sequence[Record], found: dict[uuid.UUID, Cells], wanted: Sequence[str]) -> None:
    """What stands in the parent row; the names of people and organisations, where they were not read with
    the records, are looked up once for all."""
    names: dict[str, dict[Any, str]] = defaultdict(dict)
    for column, model in (("owner", Organisation), ("made_by", Account)):
        if column not in wanted:
            continue
        known = [one for one in records if column in one._state.fields_cache]
        if len(known) == len(records):
            joined = (getattr(one, column) for one in known)
            names[column] = {row.pk: row.name for row in joined if row is not None}
        else:
            ids = {getattr(one, f"{column}_id") for one in records} - {None}
            names[column] = dict(model._default_manager.filter(pk__in=ids).values_list("pk", "name"))
    if "themes" in wanted:
        rows = Theme.objects.filter(record_id__in=list(found)).order_by("position", "id")
        for pk, book, code in rows.values_list("record_id", "codebook", "code"):
            found[pk].setdefault("themes", []).append(Cell(f"{book}/{code}"))
    for one in records:
        for column in ("owner", "made_by"):
            if name := names[column].get(getattr(one, f"{column}_id")):
                found[one.pk][column] = [Cell(name)]
        if "made_at" in wanted:
            found[one.pk]["made_at"] = [Cell(f"{one.made_at:%Y-%m-%d}")]
        if "confidence" in wanted and one.confidence is not None:
            found[one.pk]["confidence"] = [Cell(f"{one.confidence:.2f}")]
        if "note" in wanted and one.note:
            found[one.pk]["note"] = [Cell(one.note)]
