"""The first reading of what lies beside the records of a bag: the dossier, people, history, texts, bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sourcebook.dossier.exchange.editions import TABLES
from sourcebook.dossier.exchange.editions_examined import EditionsExamined
from sourcebook.dossier.exchange.fits import is_base64, is_moment, mistyped
from sourcebook.dossier.exchange.lines import odd
from sourcebook.dossier.exchange.reading import Reading
from sourcebook.dossier.exchange.schemas import schemas
from sourcebook.dossier.exchange.shape import Line
from sourcebook.dossier.exchange.staging import Staging
from sourcebook.dossier.exchange.unbag import BagBroken
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.vault import Vault, VaultError

_LINKED = {
    "revisions": {"who": "account", "undo_of": "revisions"},
    "changes": {"revision": "revisions", "record": "record", "owner": "organisation"},
    "proposals": {"record": "record", "other": "record", "decided_by": "account"},
}
_NAMES = {"account": 71, "organisation": 191}
_LIMITS = {"revisions": {"act": 40}, "changes": {}, "proposals": {"key": 200}}


class Beside:
    """Looks at everything of a bag that is no record; what is wrong goes to the problems of its reading."""

    def __init__(self, reading: Reading, staging: Staging) -> None:
        self.bag = reading.bag
        self.staging = staging
        self.problems = reading.problems
        self.reading = reading
        self._shapes = {name: schema for name, schema in schemas().items() if name not in KINDS}

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
            if reason := mistyped(properties[field], value):
                self.problems.add(path, number, field, reason)
                return False
        return True

    def dossier(self) -> None:
        """The dossier itself: without a good one nothing else is looked at."""
        path = "data/dossier.json"
        lines = list(self.reading.lines("dossier.json"))
        if len(lines) != 1:
            raise BagBroken(f"{path}: must be one line: export again")
        [(number, line)] = lines
        if line.get("public"):
            raise BagBroken(
                f"{path}: a public export leaves out too much to be loaded: ask for a complete one"
            )
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
                told = f"{' '.join(key)} stands twice or is too long"
                self.problems.add(path, number, "codebooks", told)
            books.add(key)
        self.problems.raise_any()

    def people(self) -> None:
        """Organisations, accounts and roles."""
        path = "data/people.jsonl"
        shapes = {one["properties"]["type"]["const"]: one for one in self._shapes["people"]["oneOf"]}
        members: set[str] = set()
        names: set[tuple[str, str]] = set()
        for number, line in self.reading.lines("people.jsonl"):
            shape = shapes.get(line.get("type", ""))
            if shape is None:
                told = f"{line.get('type')!r} is none of {', '.join(shapes)}"
                self.problems.add(path, number, "type", told)
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
            # Room for the mark that it gets where somebody has it already.
            if (line["type"], name) in names or not name or len(name) > _NAMES[line["type"]]:
                self.problems.add(path, number, "handle", f"{name!r} stands twice, is empty or too long")
            names.add((line["type"], name))
            if line["type"] == "account":
                if len(line["name"]) > 200 or len(line["email"]) > 254:
                    self.problems.add(path, number, "name", "too long")
                if line["organisation"]:
                    self.staging.linked(line["organisation"], "organisation", place, what="organisation")

    def history(self) -> Iterator[int]:
        """Revisions, changes, proposals; gives from time to time how many lines were read."""
        for name in ("revisions", "changes", "proposals"):
            for number, line in self.reading.lines(f"{name}.jsonl"):
                self._history(name, number, line)
                if number % 5000 == 0:
                    yield self.reading.rows

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
            if line.get(field) and not is_moment(line[field]):
                self.problems.add(path, number, field, f"{line[field]!r} is no moment")
        if name == "changes":
            if not 0 <= line["version"] < 1 << 31:
                self.problems.add(path, number, "version", f"{line['version']} is no version")
            if line["sealed"] is not None and not is_base64(line["sealed"]):
                self.problems.add(path, number, "sealed", "is no base64")
        if name == "proposals" and line["key"]:
            self.staging.identified("key of a proposal", f"key:{line['key']}", place)

    def editions(self) -> None:
        """Editions, their texts, the partners' words, released captures."""
        examined = EditionsExamined(self.reading, self.staging)
        for name in TABLES:
            path = f"data/{name}.jsonl"
            for number, line in self.reading.lines(f"{name}.jsonl"):
                if self._shaped(name, path, number, line):
                    examined.line(name, (path, number), line)
        examined.end()

    def files(self) -> None:
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
