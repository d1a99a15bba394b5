"""The first of two readings of a bag: every line valid by itself, and all of them together, before a row is written."""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sourcebook.dossier.exchange.lines import odd
from sourcebook.dossier.exchange.reading import ID, Line, Problems, Reading, Whole
from sourcebook.dossier.exchange.schemas import schemas
from sourcebook.dossier.exchange.staging import Staging
from sourcebook.dossier.exchange.unbag import BagBroken, OpenBag
from sourcebook.dossier.kinds.plain import links_of
from sourcebook.dossier.kinds.registry import ACYCLIC, EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.kinds.tables import Table
from sourcebook.dossier.kinds.valid import problems_of, unevidenced
from sourcebook.dossier.models import Account, Organisation
from sourcebook.dossier.vault import Vault, VaultError

_TABLES = (RECORD, THEMES, EVIDENCE, *PARTS.values(), *(kind.table for kind in KINDS.values()))
_FIELD: dict[Table, dict[str, Any]] = {
    table: {column.name: table.model._meta.get_field(column.name) for column in table.columns}
    for table in _TABLES
}
# Columns that must say something, columns with a range, and columns that name people.
_GIVEN = {
    table: tuple(
        column.name
        for column in table.columns
        if not column.optional and column.sort != "id" and column.value(None) is None
    )
    for table in _TABLES
}
_WHOLE_NUMBERS = {
    table: tuple(column.name for column in table.columns if column.sort == "integer") for table in _TABLES
}
_MOMENTS = {table: tuple(column.name for column in table.columns if column.sort == "moment") for table in _TABLES}
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
        self._ranges: dict[tuple[Table, str], tuple[int, int]] = {}
        self._kinds = {kind: tuple(KINDS[kind].targets.items()) for kind in KINDS}
        self._shapes = {name: schema for name, schema in schemas().items() if name not in KINDS}

    def run(self) -> Iterator[int]:
        """Looks at everything; gives from time to time how many lines were read."""
        self._dossier()
        self._people()
        for whole in self.reading.records():
            self.found.records += 1
            self._record(whole)
            if self.found.records % 1000 == 0:
                yield self.reading.rows
        for name in ("revisions", "changes", "proposals"):
            for number, line in self.reading.lines(f"{name}.jsonl"):
                self._history(name, number, line)
                if number % 5000 == 0:
                    yield self.reading.rows
        self._files()
        for (file, number), field, reason in self.staging.problems():
            self.problems.add(file, number, field, reason)
        self.found.rows = self.reading.rows
        yield self.reading.rows

    def _shaped(self, name: str, path: str, number: int, line: Line, schema: Any = None) -> bool:
        """Whether an object has the fields that its schema names, each of its type."""
        shape = schema or self._shapes[name]
        properties = shape["properties"]
        for field in properties.keys() - line.keys():
            self.problems.add(path, number, field, "is missing")
            return False
        for field, value in line.items():
            if field not in properties:
                self.problems.add(path, number, field, "there is no such field")
                return False
            if reason := _mistyped(properties[field], value):
                self.problems.add(path, number, field, reason)
                return False
        return True

    def _dossier(self) -> None:
        path = "data/dossier.json"
        lines = list(self.reading.lines("dossier.json"))
        if len(lines) != 1:
            raise BagBroken(f"{path}: must be one line: export again")
        [(number, line)] = lines
        if line.get("public"):
            raise BagBroken(f"{path}: a public export leaves out too much to be loaded: ask for a complete one")
        if not self._shaped("dossier", path, number, line):
            self.problems.raise_any()
        for name, limit in (("slug", 80), ("title", 300)):
            if not line[name] or len(line[name]) > limit:
                self.problems.add(path, number, name, f"must have 1 to {limit} characters")
        if line["vault"] is not None:
            try:
                Vault.from_json(line["vault"])
            except VaultError as error:
                self.problems.add(path, number, "vault", str(error))
        books = set()
        for book in line["codebooks"]:
            item = self._shapes["dossier"]["properties"]["codebooks"]["items"]
            if not isinstance(book, dict) or not self._shaped("codebook", path, number, book, item):
                self.problems.add(path, number, "codebooks", "must be tables")
                continue
            key = (book["name"], book["version"])
            if key in books or len(book["name"]) > 80 or len(book["version"]) > 40:
                self.problems.add(path, number, "codebooks", f"{' '.join(key)} stands twice or is too long")
            books.add(key)
        self.problems.raise_any()

    def _people(self) -> None:
        path = "data/people.jsonl"
        shapes = {one["properties"]["type"]["const"]: one for one in self._shapes["people"]["oneOf"]}
        members: set[str] = set()
        names: set[tuple[str, str]] = set()
        for number, line in self.reading.lines("people.jsonl"):
            shape = shapes.get(line.get("type", ""))
            if shape is None:
                self.problems.add(path, number, "type", f"{line.get('type')!r} is none of {', '.join(shapes)}")
                continue
            if not self._shaped("people", path, number, line, shape):
                continue
            place = (path, number)
            self.staging.identified(line["type"], line["id"], place)
            if line["type"] == "membership":
                if line["account"] in members:
                    self.problems.add(path, number, "account", "has two roles")
                members.add(line["account"])
                self.staging.linked(line["account"], "account", place, what="account")
                continue
            name = line["handle"] if line["type"] == "account" else line["name"]
            if (line["type"], name) in names or not name or len(name) > 70 * (1 + (line["type"] != "account")):
                self.problems.add(path, number, "handle", f"{name!r} stands twice, is empty or too long")
            names.add((line["type"], name))
            if line["type"] == "account":
                if len(line["name"]) > 200 or len(line["email"]) > 254:
                    self.problems.add(path, number, "name", "too long")
                if line["organisation"]:
                    self.staging.linked(line["organisation"], "organisation", place, what="organisation")

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
        for name in _WHOLE_NUMBERS[table]:
            value = row.get(name)
            if value is not None:
                low, high = self._range(table, name)
                if not low <= value <= high:
                    self.problems.add(*place, at + name, f"{value} is not between {low} and {high}")
        for name in _MOMENTS[table]:
            if row.get(name) and not _is_moment(row[name]):
                self.problems.add(*place, at + name, f"{row[name]!r} is no moment of the years 1 to 9999")
        for name, what in _PEOPLE[table]:
            if row.get(name):
                self.staging.linked(row[name], at + name, place, what=what)

    def _range(self, table: Table, name: str) -> tuple[int, int]:
        key = (table, name)
        if key not in self._ranges:
            # PostgreSQL's, on SQLite too: what is loaded here must load there.
            sort = _FIELD[table][name].get_internal_type()
            small, big = (1 << 31) - 1, (1 << 63) - 1
            most = {"BigIntegerField": big, "SmallIntegerField": (1 << 15) - 1}.get(sort, small)
            self._ranges[key] = (0 if sort.startswith("Positive") else -most - 1, most)
        return self._ranges[key]

    def _withheld(self, line: Line, place: tuple[str, int]) -> None:
        if line["owner"]:
            self.staging.linked(line["owner"], "owner", place, what="organisation")
        if line["sealed"] is not None and not _is_base64(line["sealed"]):
            self.problems.add(*place, "sealed", "is no base64")

    def _history(self, name: str, number: int, line: Line) -> None:
        path = f"data/{name}.jsonl"
        if not self._shaped(name, path, number, line):
            return
        place = (path, number)
        self.staging.identified(name, line["id"], place)
        for field, what in _LINKED[name].items():
            if line[field]:
                self.staging.linked(line[field], field, place, what=what)
        for field, limit in _LIMITS[name].items():
            if len(line[field]) > limit:
                self.problems.add(path, number, field, f"longer than {limit} characters")
        for field in ("at", "made_at", "decided_at"):
            if line.get(field) and not _is_moment(line[field]):
                self.problems.add(path, number, field, f"{line[field]!r} is no moment")
        if name == "changes":
            if not 0 <= line["version"] < 1 << 31:
                self.problems.add(path, number, "version", f"{line['version']} is no version")
            if line["sealed"] is not None and not _is_base64(line["sealed"]):
                self.problems.add(path, number, "sealed", "is no base64")
        if name == "proposals" and line["key"]:
            self.staging.identified("key of a proposal", f"key:{line['key']}", place)

    def _files(self) -> None:
        """Texts and preserved bytes: that they are what their names say."""
        for path in self.bag.paths("schemas/"):
            self.bag.prove(path)
        for path in self.bag.paths("text/"):
            text = self._text(path)
            if text is not None and odd(text):
                self.problems.add(path, 1, "", "holds a NUL character, which no database keeps")
        for path in self.bag.paths("captures/"):
            name = path.rpartition("/")[2]
            if len(name) == 64 and self.bag.hashes[path] != name:
                raise BagBroken(f"{path}: its bytes are not those that its name says: export again")
            self.bag.prove(path)

    def _text(self, path: str) -> str | None:
        content = self.bag.content(path)
        if hashlib.sha256(content).hexdigest() != path.rpartition("/")[2].removesuffix(".txt"):
            raise BagBroken(f"{path}: its text is not the one that its name says: export again")
        try:
            return content.decode()
        except UnicodeDecodeError as error:
            self.problems.add(path, 1, "", f"not UTF-8 at byte {error.start}")
            return None


_LINKED = {
    "revisions": {"who": "account", "undo_of": "revisions"},
    "changes": {"revision": "revisions", "record": "record", "owner": "organisation"},
    "proposals": {"record": "record", "other": "record", "decided_by": "account"},
}
_LIMITS = {"revisions": {"act": 40}, "changes": {}, "proposals": {"key": 200}}
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def _mistyped(schema: Any, value: Any) -> str | None:
    """Why a value is not what a schema of `schemas` says; as far as those go."""
    if schema is True:
        return None
    if "const" in schema:
        return None if value == schema["const"] else f"{value!r} is not {schema['const']!r}"
    if "enum" in schema:
        return None if value in schema["enum"] else f"{value!r} is none of {', '.join(schema['enum'])}"
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(value, tuple(one for name in names for one in _TYPES[name])) or (
        isinstance(value, bool) and "boolean" not in names
    ):
        return f"{value!r} is no {' or '.join(names)}"
    if "pattern" in schema and isinstance(value, str):
        good = ID.fullmatch(value) if len(value) == 36 else _is_moment(value)
        return None if good else f"{value!r} is neither an id nor a moment"
    return None


def _is_moment(value: str) -> bool:
    try:
        read = datetime.fromisoformat(value)
        return read.tzinfo is not None and bool(read.astimezone(UTC))
    except (ValueError, OverflowError):
        return False


def _is_base64(value: Any) -> bool:
    try:
        return bool(b64decode(value, validate=True)) or True
    except (binascii.Error, ValueError):
        return False


