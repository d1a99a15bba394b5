"""The columns of a list: those that fit the kind, those that somebody chose; the rows with their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sourcebook.dossier.given_back import Cell
from sourcebook.dossier.models import Record
from sourcebook.dossier.tabled import COLUMNS, SHARED, cells_of, usual
from sourcebook.workbench.pages.record.words import FIELDS
from sourcebook.workbench.pages.records.asked import Asked

MIXED = ("date", "what", "kind", "status")
_WORDS: dict[str, Promise] = {
    "date": _("Date"),
    "what": _("What"),
    "kind": _("Kind of record"),
    "status": _("status"),
    "level": _("seen by"),
    "themes": _("themes"),
    "owner": _("kept by"),
    "made_by": _("made by"),
    "made_at": _("recorded"),
    "note": _("note"),
    "figure": _("figure"),
    "rests_on": _("source"),
    "captured": _("copies"),
    "speakers": _("who"),
    "when": _("date"),
    "followed": _("what became of it"),
}
# Those whose header sorts the list, and how.
_SORTS = {
    "when": "date",
    "date": "date",
    "published": "date",
    "as_of": "date",
    "period": "date",
    "made_at": "new",
}
# Where a row is opened: the column that says most.
_TITLES = {
    "source": "title", "capture": "file_name", "actor": "names", "relation": "title", "place": "names",
    "event": "description", "statement": "text", "claim": "property", "followup": "outcome",
    "watch": "outlet", "coding": "code",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its name, what it is called, by what its header sorts, whether it opens the row."""

    name: str
    label: str
    sort: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a list, and its cells in the order of the columns."""

    record: Record
    cells: list[tuple[Column, list[Cell]]]


def column_words(name: str) -> str:
    """What a column is called."""
    return str(_WORDS.get(name) or FIELDS.get(name) or name)


def chosen_of(query: QueryDict, asked: Asked) -> tuple[str, ...]:
    """The columns that an address names, those that fit the kind where it names none."""
    kind = asked.given.get("kind", "") if not asked.faults else ""
    known = possible(kind)
    chosen = tuple(name for name in known if name in set(query.getlist("col")))
    if chosen:
        return chosen
    return usual(kind, asked.forms) if kind else MIXED


def possible(kind: str) -> tuple[str, ...]:
    """The columns that a list may show: of one kind its own, of all kinds those that every record has."""
    return (*COLUMNS[kind], *SHARED) if kind else (*MIXED, *SHARED[1:])


def columns_of(kind: str, names: Sequence[str]) -> list[Column]:
    """The columns in their order; one of them opens the row."""
    title = _TITLES.get(kind, "what")
    opens = title if title in names else names[0]
    return [Column(name, column_words(name), _SORTS.get(name, ""), name == opens) for name in names]


def rows_of(kind: str, records: Sequence[Record], columns: Sequence[Column]) -> list[Row]:
    """Records with their cells; a few queries, however many records."""
    names = [column.name for column in columns]
    cells: dict[Any, Any] = {}
    if kind:
        cells = cells_of(kind, records, names)
    elif extra := [name for name in names if name not in MIXED]:
        # Of several kinds, only what every record has.
        cells = cells_of("event", records, extra)
    return [
        Row(one, [(column, cells.get(one.pk, {}).get(column.name, [])) for column in columns])
        for one in records
    ]
