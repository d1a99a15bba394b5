"""The first of two readings of a bag: every line valid, by itself and with the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sourcebook.dossier.exchange.beside import Beside
from sourcebook.dossier.exchange.fits import is_base64, is_moment
from sourcebook.dossier.exchange.problems import Problems
from sourcebook.dossier.exchange.reading import Reading, Whole
from sourcebook.dossier.exchange.shape import Line
from sourcebook.dossier.exchange.staging import Staging
from sourcebook.dossier.exchange.unbag import OpenBag
from sourcebook.dossier.kinds.plain import links_of
from sourcebook.dossier.kinds.registry import ACYCLIC, EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.kinds.tables import Table
from sourcebook.dossier.kinds.valid import problems_of, unevidenced
from sourcebook.dossier.models import Account, Organisation

_TABLES = (RECORD, THEMES, EVIDENCE, *PARTS.values(), *(kind.table for kind in KINDS.values()))
_FIELD: dict[Table, dict[str, Any]] = {
    table: {column.name: table.model._meta.get_field(column.name) for column in table.columns}
    for table in _TABLES
}
# Columns that must say something, that hold moments, that name people.
_GIVEN = {
    table: tuple(
        column.name
        for column in table.columns
        if not column.optional and column.sort != "id" and column.value(None) is None
    )
    for table in _TABLES
}
_MOMENTS = {
    table: tuple(column.name for column in table.columns if column.sort == "moment") for table in _TABLES
}
_PEOPLE = {
    table: tuple(
        (column.name, "account" if _FIELD[table][column.name].related_model is Account else "organisation")
        for column in table.columns
        if column.sort == "key" and _FIELD[table][column.name].related_model in (Account, Organisation)
    )
    for table in _TABLES
}


class Examined:
    """What the first reading found."""

    def __init__(self) -> None:
        self.records = 0
        self.unevidenced = 0
        self.rows = 0


class Examination:
    """Looks at every line of a bag; what is wrong goes to `problems`."""

    def __init__(self, bag: OpenBag, staging: Staging, problems: Problems) -> None:
        self.bag = bag
        self.staging = staging
        self.problems = problems
        self.reading = Reading(bag, problems)
        self.found = Examined()

    def run(self) -> Iterator[int]:
        """Looks at everything; gives from time to time how many lines were read."""
        beside = Beside(self.reading, self.staging)
        beside.dossier()
        beside.people()
        for whole in self.reading.records():
            self.found.records += 1
            self._record(whole)
            if self.found.records % 1000 == 0:
                yield self.reading.rows
        yield from beside.history()
        beside.editions()
        beside.files()
        for (file, number), field, reason in self.staging.problems():
            self.problems.add(file, number, field, reason)
        self.found.rows = self.reading.rows
        yield self.reading.rows

    def _record(self, one: Whole) -> None:
        plain, place = one.whole, (one.file, one.line)
        # What was published is loaded as it was: whether it still has all its evidence is for the checks.
        asked = {**plain, "status": "reviewed"} if plain["status"] == "published" else plain
        # Known even if refused: what points to it is not wrong as well.
        self.staging.identified("record", plain["id"], place, plain["kind"])
        found = problems_of(asked)
        if found:
            bad = [
                ("data/evidence.jsonl", number)
                for row, number in zip(one.clear["evidence"], one.evidence_lines, strict=True)
                if next(EVIDENCE.problems(row), None)
            ]
            for problem in found:
                at = bad[0] if bad and problem.field.startswith("evidence.") else place
                self.problems.add(*at, problem.field, problem.reason)
            return
        if plain["status"] == "published" and plain["level"] != "sealed" and unevidenced(plain):
            self.found.unevidenced += 1
        self._row(RECORD, plain, "", place)
        if plain["merged_into"]:
            self.staging.linked(plain["merged_into"], "merged_into", place)
        for line, number in zip(one.beside, one.beside_lines, strict=True):
            self._withheld(line, ("data/withheld.jsonl", number))
        if plain["level"] == "sealed":
            return
        kind = KINDS[plain["kind"]]
        self._row(kind.table, plain["fields"], "", place)
        for part, rows in plain["parts"].items():
            for row in rows:
                self._row(PARTS[part], row, f"{part}.", place)
                self.staging.identified(part, row["id"], place)
        for row in one.clear["parts"].get("layers", ()):
            if f"data/text/{row['sha256']}.txt" not in self.bag.hashes:
                self.problems.add(*place, "layers.sha256", f"the text {row['sha256']} is not in data/text")
        for row in plain["themes"]:
            self._row(THEMES, row, "themes.", place)
            self.staging.identified("themes", row["id"], place)
        for row, number in zip(one.clear["evidence"], one.evidence_lines, strict=True):
            at = ("data/evidence.jsonl", number)
            self._row(EVIDENCE, row, "", at)
            self.staging.identified("evidence", row["id"], at)
            if row.get("layer"):
                self.staging.linked(row["layer"], "layer", at, what="layers")
            if row.get("basis"):
                self.staging.linked(row["basis"], "basis", at)
        for path, target in links_of(plain):
            self.staging.linked(target, path, place, kind.targets.get(path, ()))
            if path in ACYCLIC.get(plain["kind"], ()):
                self.staging.above(path, plain["id"], target, place)

    def _row(self, table: Table, row: Line, at: str, place: tuple[str, int]) -> None:
        """What no validity of a record asks, but a database does."""
        for name in _GIVEN[table]:
            if row.get(name) is None:
                self.problems.add(*place, at + name, "must be given")
        for name in _MOMENTS[table]:
            if row.get(name) and not is_moment(row[name]):
                self.problems.add(*place, at + name, f"{row[name]!r} is no moment of the years 1 to 9999")
        for name, what in _PEOPLE[table]:
            if row.get(name):
                self.staging.linked(row[name], at + name, place, what=what)

    def _withheld(self, line: Line, place: tuple[str, int]) -> None:
        if line["owner"]:
            self.staging.linked(line["owner"], "owner", place, what="organisation")
        if line["sealed"] is not None and not is_base64(line["sealed"]):
            self.problems.add(*place, "sealed", "is no base64")
