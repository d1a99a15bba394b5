"""The lines of a bag put together to whole records: each with its evidence and what is withheld of it.

All files are in the order of the records' ids, so they are read side by side, with the memory of a record.
"""

from __future__ import annotations

import copy
import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sourcebook.dossier.exchange.lines import BadLine, read_line
from sourcebook.dossier.exchange.unbag import OpenBag
from sourcebook.dossier.kinds.fetch import put_back
from sourcebook.dossier.kinds.plain import Plain, empty_value, whole_part
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD
from sourcebook.dossier.seen.viewer import LEVELS

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TOLD = 100
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Why a line is refused: the file, the line (from 1), the field and the reason."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}, line {self.line}: {field}{self.reason}"


class LoadRefused(ValueError):
    """Nothing was loaded; `problems` are the first hundred reasons, `count` says how many there are."""

    def __init__(self, problems: list[LineProblem], count: int) -> None:
        self.problems = tuple(problems)
        self.count = count
        more = f" (and {count - 3} more)" if count > 3 else ""
        super().__init__("nothing was loaded: " + "; ".join(str(one) for one in problems[:3]) + more)


@dataclass
class Problems:
    """The problems found so far; the first are kept."""

    first: list[LineProblem] = field(default_factory=list)
    count: int = 0

    def add(self, file: str, line: int, name: str, reason: str) -> None:
        """One more."""
        self.count += 1
        if len(self.first) < _TOLD:
            self.first.append(LineProblem(file, line, name, reason))

    def raise_any(self) -> None:
        """Raises LoadRefused where there are any."""
        if self.count:
            raise LoadRefused(self.first, self.count)


@dataclass(slots=True)
class Whole:
    """A record of a bag: `clear` as its tables hold it, `whole` with what is withheld in plain put back.

    `beside` are its lines of withheld.jsonl. `file` and `line` say where the record stands, `evidence_lines`
    and `beside_lines` where those do.
    """

    clear: Plain
    whole: Plain
    beside: list[Line]
    file: str
    line: int
    evidence_lines: list[int]
    beside_lines: list[int]


class Reading:
    """Reads a bag once, from the beginning to the end. Problems of lines go to `problems`."""

    def __init__(self, bag: OpenBag, problems: Problems) -> None:
        self.bag = bag
        self.problems = problems
        self.rows = 0

    def lines(self, name: str) -> Iterator[tuple[int, Line]]:
        """The objects of a file with the numbers of their lines."""
        path = f"data/{name}"
        for number, data in self.bag.lines(path):
            self.rows += 1
            try:
                yield number, read_line(data)
            except BadLine as error:
                self.problems.add(path, number, "", str(error))

    def _sorted(self, name: str, keys: tuple[str, ...]) -> Iterator[tuple[str, int, str, Line]]:
        """The objects of a file by the id `keys[0]`; those out of order are refused."""
        path = f"data/{name}"
        before: tuple[str, ...] = ("",)
        for number, one in self.lines(name):
            here = tuple(one.get(key) if isinstance(one.get(key), str) else "" for key in keys)
            if not ID.fullmatch(here[0]):
                self.problems.add(path, number, keys[0], f"{one.get(keys[0])!r} is no id")
            elif here <= before:
                what = "stands twice" if here == before else "is not in the order of the ids"
                self.problems.add(path, number, keys[0], f"{' '.join(here)} {what}")
            else:
                before = here
                yield here[0], number, path, one

    def records(self) -> Iterator[Whole]:
        """Every record, by id."""
        kinds = [self._sorted(f"records/{kind}.jsonl", ("id",)) for kind in KINDS]
        evidence = _Beside(self._sorted("evidence.jsonl", ("record", "id")), self.problems)
        withheld = _Beside(self._sorted("withheld.jsonl", ("record", "field")), self.problems)
        before = ""
        for one, number, path, plain in heapq.merge(*kinds, key=lambda found: found[0]):
            own, beside = evidence.of(one), withheld.of(one)
            if one == before:
                self.problems.add(path, number, "id", f"{one} stands twice, in records of two kinds")
                continue
            before = one
            kind = path.removeprefix("data/records/").removesuffix(".jsonl")
            whole = self._whole(kind, plain, number, path, own, beside)
            if whole:
                yield whole
        evidence.rest()
        withheld.rest()

    def _whole(
        self,
        kind: str,
        plain: Line,
        number: int,
        path: str,
        evidence: list[tuple[int, Line]],
        withheld: list[tuple[int, Line]],
    ) -> Whole | None:
        reason = _completed(kind, plain)
        if reason:
            self.problems.add(path, number, *reason)
            return None
        sealed = plain["level"] == "sealed"
        if sealed and (plain["fields"] or plain["parts"] or plain["themes"] or evidence):
            self.problems.add(path, number, "level", "sealed, and yet something of it is in clear")
            return None
        for _, one in evidence:
            one.pop("record")
        plain["evidence"] = [one for _, one in evidence]
        plain["withheld"] = []
        beside: list[Line] = []
        beside_lines: list[int] = []
        back: list[tuple[str, Any]] = []
        for at, one in withheld:
            problem = _withheld_problem(kind, one)
            if problem:
                self.problems.add("data/withheld.jsonl", at, *problem)
                continue
            beside.append(one)
            beside_lines.append(at)
            if one["why"] in ("record", "file"):
                continue
            entry = {name: one[name] for name in ("field", "level", "owner", "why")}
            plain["withheld"].append({**entry, "closed": True} if one["sealed"] is not None else entry)
            if one["value"] is not None:
                back.append((one["field"], one["value"]))
        if sealed and not any(one["why"] == "record" for one in beside):
            self.problems.add(path, number, "level", "sealed, and its content is not in withheld.jsonl")
        whole = plain
        if back and not sealed:
            whole = copy.deepcopy(plain)
            put_back((whole, name, value) for name, value in back)
            whole["evidence"].sort(key=lambda row: row["id"])
        return Whole(plain, whole, beside, path, number, [at for at, _ in evidence], beside_lines)


class _Beside:
    """A file whose lines belong to records, read in step with them."""

    def __init__(self, lines: Iterator[tuple[str, int, str, Line]], problems: Problems) -> None:
        self._lines = lines
        self._problems = problems
        self._next = next(lines, None)

    def of(self, record: str) -> list[tuple[int, Line]]:
        """The lines of a record; those of earlier ids belong to none."""
        found = []
        while self._next and self._next[0] <= record:
            one, number, path, line = self._next
            if one < record:
                self._problems.add(path, number, "record", f"there is no record {one}")
            else:
                found.append((number, line))
            self._next = next(self._lines, None)
        return found

    def rest(self) -> None:
        """After the last record: what is left belongs to none."""
        while self._next:
            one, number, path, _ = self._next
            self._problems.add(path, number, "record", f"there is no record {one}")
            self._next = next(self._lines, None)


_EMPTY = {
    table: {column.name: empty_value(table, column.name) for column in table.columns}
    for table in (RECORD, *(kind.table for kind in KINDS.values()))
}


def _completed(kind: str, plain: Line) -> tuple[str, str] | None:
    """Fills in what a record leaves out; a reason where its form is not that of a record."""
    if plain.get("kind", kind) != kind:
        return "kind", f"{plain['kind']!r} in the file of another kind"
    plain["kind"] = kind
    shapes = (("fields", dict), ("parts", dict), ("themes", list), ("absent", dict))
    for name, shape in shapes:
        if not isinstance(plain.setdefault(name, shape()), shape):
            return name, f"must be a {'table' if shape is dict else 'list'}"
    for name, empty in _EMPTY[RECORD].items():
        if name not in plain:
            plain[name] = copy.copy(empty)
    if plain["level"] == "sealed":
        return None
    fields, parts = plain["fields"], plain["parts"]
    if len(fields) < len(_EMPTY[KINDS[kind].table]):
        plain["fields"] = {**copy.deepcopy(_EMPTY[KINDS[kind].table]), **fields}
    for part, rows in parts.items():
        if part in PARTS:
            if not _rows(rows):
                return part, "must be a list of tables, each with an id"
            parts[part] = [row if len(row) >= len(PARTS[part].columns) else whole_part(part, row) for row in rows]
    if not _rows(plain["themes"]):
        return "themes", "must be a list of tables, each with an id"
    for part in KINDS[kind].parts:
        parts.setdefault(part, [])
    return None


def _rows(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, dict) and isinstance(row.get("id"), str) and ID.fullmatch(row["id"]) for row in value
    )


_WITHHELD = ("record", "field", "level", "owner", "why", "value", "sealed")
_FILE = re.compile("file [0-9a-f]{32}")


def _withheld_problem(kind: str, line: Line) -> tuple[str, str] | None:
    """What keeps a line of withheld.jsonl from being one."""
    for name in _WITHHELD:
        if name not in line:
            return name, "is missing"
    if len(line) > len(_WITHHELD):
        return next(name for name in line if name not in _WITHHELD), "there is no such field"
    if line["level"] not in LEVELS:
        return "level", f"{line['level']!r} is none of {', '.join(LEVELS)}"
    if line["owner"] is not None and not (isinstance(line["owner"], str) and ID.fullmatch(line["owner"])):
        return "owner", f"{line['owner']!r} is no id"
    why, name, sealed = line["why"], line["field"], line["level"] == "sealed"
    if why not in ("field", "link", "evidence", "record", "file"):
        return "why", f"{why!r} is none of field, link, evidence, record, file"
    if why == "file":
        good = _FILE.fullmatch(name) and line["value"] is None and line["sealed"] is None
        return None if good else ("field", f"{name!r} names no sealed file")
    if sealed != isinstance(line["sealed"], str) or (sealed and line["value"] is not None):
        return "sealed", "what is sealed is a ciphertext, and nothing else is"
    if (why == "record") != (name == ""):
        return "field", "a whole record is withheld under no field's name"
    if why == "record":
        return None if sealed else ("level", "a whole record is withheld where it is sealed")
    part, slash, row = name.partition("/")
    if not slash:
        return None if name in KINDS[kind].table.by_name else ("field", f"a {kind} has no field {name!r}")
    if not ID.fullmatch(row) or (part not in KINDS[kind].parts and part != "evidence"):
        return "field", f"a {kind} has no part {name!r}"
    return None if sealed else _part_problem(part, row, line["value"])


def _part_problem(part: str, row: str, value: Any) -> tuple[str, str] | None:
    table = EVIDENCE if part == "evidence" else PARTS[part]
    if value is None:
        return None
    if not (
        isinstance(value, dict)
        and isinstance(value.get("row"), dict)
        and value["row"].get("id") == row
        and type(value.get("position")) is int
        and value["position"] >= 0
    ):
        return "value", "must be a part with its position"
    found = next(table.problems(value["row"], f"{part}."), None)
    return (f"value.{found[0]}", found[1]) if found else None


