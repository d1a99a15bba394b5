"""The first reading of the files of editions: every line valid, and what is one of a kind is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sourcebook.dossier.exchange.editions import TABLES
from sourcebook.dossier.exchange.fits import is_moment
from sourcebook.dossier.exchange.reading import Reading
from sourcebook.dossier.exchange.shape import ID, Line
from sourcebook.dossier.exchange.staging import Staging

_LINKED: dict[str, dict[str, str]] = {
    "editions": {"corrects": "editions", "published_by": "account"},
    "editiontexts": {"edition": "editions", "who": "account"},
    "signoffs": {"edition": "editions", "organisation": "organisation", "who": "account"},
    "releases": {"capture": "record", "who": "account", "withdrawn_by": "account"},
    "sendings": {"edition": "editions", "organisation": "organisation", "who": "account"},
    "takings": {"edition": "editions", "sending": "sendings", "who": "account"},
    "proposedchanges": {"edition": "editions", "taking": "takings"},
    "changedecisions": {"edition": "editions", "proposed": "proposedchanges", "who": "account"},
}
# Files whose lines name a text of their edition by its number, and those that number the edition's rows.
_OF_TEXT = ("sendings", "takings", "changedecisions")
_NUMBERED = {"sendings": "sending", "takings": "taking", "proposedchanges": "proposed change"}
_SHA256 = re.compile("[0-9a-f]{64}")
_MOMENTS = {
    name: tuple(column.name for column in table.columns if column.sort == "moment")
    for name, table in TABLES.items()
}
_TEXT = "text of a number"
Place = tuple[str, int]


class EditionsExamined:
    """Looks at lines of editions whose form is good; what is wrong goes to the problems of the reading."""

    def __init__(self, reading: Reading, staging: Staging) -> None:
        self.problems = reading.problems
        self.staging = staging
        self._without_text: dict[str, Place] = {}
        self._sent_of: dict[str, str] = {}

    def line(self, name: str, place: Place, line: Line) -> None:
        """One line of a file."""
        for field, reason in TABLES[name].problems(line):
            self.problems.add(*place, field, reason)
        for column in TABLES[name].columns:
            if line[column.name] is None and not column.optional:
                self.problems.add(*place, column.name, "must be given")
        self.staging.identified(name, line["id"], place)
        for field, what in _LINKED[name].items():
            if line[field]:
                allowed = ("capture",) if what == "record" else ()
                self.staging.linked(line[field], field, place, allowed, what=what)
        for field in _MOMENTS[name]:
            if line[field] and not is_moment(line[field]):
                self.problems.add(*place, field, f"{line[field]!r} is no moment")
        for what, key in _only_once(name, line):
            self.staging.identified(what, f"key:{key}", place)
        if name in _OF_TEXT:
            self._of_text(name, place, line)
        if name == "editions":
            self._without_text[line["id"]] = place
            for field, reason in _odd(line):
                self.problems.add(*place, field, reason)
        elif name == "editiontexts":
            self._without_text.pop(line["edition"], None)

    def _of_text(self, name: str, place: Place, line: Line) -> None:
        """What a line says of texts and files."""
        edition = line["edition"]
        if name == "sendings":
            self._sent_of[line["id"]] = edition
        elif name == "takings":
            edition = self._sent_of.get(line["sending"], edition)
        if line["text"] is not None:
            self.staging.linked(f"key:{edition} {line['text']}", "text", place, what=_TEXT)
        if line.get("sha256") and not _SHA256.fullmatch(line["sha256"]):
            self.problems.add(*place, "sha256", f"{line['sha256']!r} is no sha256")
        if name == "takings" and not all(
            isinstance(one, dict) for one in (*line["comments"], *line["references"])
        ):
            self.problems.add(*place, "comments", "comments and references must be lists of tables")

    def end(self) -> None:
        """After the last line: an edition has a text."""
        for place in self._without_text.values():
            self.problems.add(*place, "id", "has no text in data/editiontexts.jsonl")


def _only_once(name: str, line: Line) -> Iterator[tuple[str, str]]:
    """What the database keeps single, as keys of a sort."""
    if name == "editions":
        yield "edition of a name", line["slug"]
    elif name == "editiontexts":
        yield _TEXT, f"{line['edition']} {line['serial']}"
    elif name in _NUMBERED:
        yield f"{_NUMBERED[name]} of a number", f"{line['edition']} {line['serial']}"
        if name == "proposedchanges":
            yield "change of a taking", f"{line['taking']} {line['change']}"
    elif name == "signoffs":
        yield "word for a build", f"{line['edition']} {line['organisation']} {line['build']}"
    elif name == "releases" and line["withdrawn_at"] is None:
        yield "release of a capture", line["capture"]


def _odd(line: Line) -> Iterator[tuple[str, str]]:
    """What no column says: an edition rests on versions of records, and lines are three words each."""
    rests_on: dict[str, Any] = line["rests_on"]
    if not line["slug"]:
        yield "slug", "must be given"
    if not all(ID.fullmatch(id) and type(version) is int for id, version in rests_on.items()):
        yield "rests_on", "must give the versions of records by their ids"
    if not all(isinstance(row, list) and all(isinstance(one, str) for one in row) for row in line["lines"]):
        yield "lines", "must be lists of texts"
