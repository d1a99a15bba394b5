"""The writers of the tables of a load: those of records and their parts, of evidence and of the history."""

from __future__ import annotations

import uuid
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from sourcebook.dossier.exchange.editions import OF_DOSSIER, TABLES
from sourcebook.dossier.exchange.rows import Writer, key
from sourcebook.dossier.exchange.shape import Line
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, THEMES
from sourcebook.dossier.kinds.tables import Table
from sourcebook.dossier.models import Change, Proposal, Revision

_PLACED = ("record_id", "position")


class Writers:
    """Rows that wait, by table."""

    def __init__(self) -> None:
        self._kinds = {name: Writer(kind.table, ["record_id"]) for name, kind in KINDS.items()}
        self._parts = {
            name: Writer(table, [*_PLACED, "text"] if name == "layers" else _PLACED)
            for name, table in PARTS.items()
        }
        self._themes = Writer(THEMES, _PLACED)
        self._evidence = Writer(EVIDENCE, ["record_id", "level"])
        self._history = {
            "revisions": Writer(Table(Revision, without=["dossier"]), ["dossier_id"]),
            "changes": Writer(Table(Change, without=["sealed"]), ["record_id", "sealed"]),
            "proposals": Writer(Table(Proposal, without=["dossier"]), ["record_id", "dossier_id"]),
        }
        self._editions = {
            name: Writer(table, ["dossier_id"] if name in OF_DOSSIER else [])
            for name, table in TABLES.items()
        }
        self._all = (*self._kinds.values(), *self._parts.values(), self._themes, self._evidence)

    def record(self, clear: Plain, record: str, text_of: Callable[[str], str]) -> int:
        """The rows of a record but its parent row; `record` is its id as the database keeps it."""
        count = 1 + len(clear["themes"])
        self._kinds[clear["kind"]].add(clear["fields"], record)
        for part, rows in clear["parts"].items():
            count += len(rows)
            for position, row in enumerate(rows):
                text = [text_of(row["sha256"])] if part == "layers" else []
                self._parts[part].add(row, record, position, *text)
        for position, row in enumerate(clear["themes"]):
            self._themes.add(row, record, position)
        return count

    def evidence(self, rows: list[Plain], record: str) -> int:
        """The evidence of a record of which nothing is withheld."""
        for row in rows:
            self._evidence.add(row, record, 0)
        return len(rows)

    def history(self, name: str, line: Line, dossier: uuid.UUID) -> None:
        """A line of revisions, changes or proposals."""
        more: list[Any] = [] if name == "revisions" else [key(line["record"])]
        if name == "changes":
            more.append(b64decode(line["sealed"]) if line["sealed"] is not None else None)
        else:
            more.append(key(dossier))
        self._history[name].add(line, *more)

    def edition(self, name: str, line: Line, dossier: uuid.UUID) -> None:
        """A line of editions, or of what belongs to them."""
        self._editions[name].add(line, *([key(dossier)] if name in OF_DOSSIER else []))

    def write(self) -> None:
        """Writes what waits."""
        for writer in (*self._all, *self._history.values(), *self._editions.values()):
            writer.write()
