"""The cells of a list that are withheld from some: for those who may see them they stand in their places.

A value or part that is withheld is not in the tables of the kind, but beside them at a level of its own; what
is sealed is encrypted there, and no list opens it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import Record, Withheld


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a list; `record` is the id of the record that it names."""

    text: str
    record: str = ""


Cells = dict[str, list[Cell]]
# The parts of which a list shows something: the link and the words of a row.
_PARTS = {
    "speakers": ("actor", "words"), "involvements": ("actor", "words"), "names": ("", "value"),
    "wholes": ("whole", ""),
}  # fmt: skip


def put_back(kind: str, found: dict[uuid.UUID, Cells], wanted: Sequence[str]) -> None:
    """Puts what the viewer may see of what is withheld into the cells; one query, two where it has links."""
    rows = Withheld.objects.filter(record_id__in=list(found), sealed__isnull=True).exclude(why="file")
    told = [
        (row.record_id, *one)
        for row in rows.order_by("record_id", "field")
        for one in _told(kind, row.field, row.value, wanted)
    ]
    ids = {link for _, _, _, link in told if link}
    labels = dict(Record.objects.filter(pk__in=ids).values_list("pk", "label")) if ids else {}
    by_id = {str(pk): label for pk, label in labels.items()}
    for pk, column, text, link in told:
        shown = by_id.get(link, "") or text
        if shown:
            found[pk].setdefault(column, []).append(Cell(shown, link if link in by_id else ""))


def _told(kind: str, field: str, value: Any, wanted: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(column, text, link) of a value that is withheld, where the list has its column."""
    column, slash, _ = field.partition("/")
    if column not in wanted or value in (None, "", [], {}):
        return
    if slash and column in _PARTS:
        link, words = _PARTS[column]
        row = value["row"]
        yield column, str(row.get(words) or ""), str(row.get(link) or "")
    elif not slash and column in KINDS[kind].table.by_name:
        is_link = column in {one.name for one in KINDS[kind].table.links}
        yield column, "" if is_link else str(value), str(value) if is_link else ""
