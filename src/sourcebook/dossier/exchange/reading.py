"""The lines of a bag put together to whole records: each with its evidence and what is withheld of it.

All files are in the order of the records' ids, so they are read side by side, with the memory of a record.
"""

from __future__ import annotations

import copy
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.exchange.lines import BadLine, read_line
from sourcebook.dossier.exchange.problems import Problems
from sourcebook.dossier.exchange.shape import ID, Line, completed, withheld_problem
from sourcebook.dossier.exchange.unbag import OpenBag
from sourcebook.dossier.kinds.fetch import put_back
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import KINDS


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
            given = (one.get(key) for key in keys)
            here = tuple(value if isinstance(value, str) else "" for value in given)
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
        reason = completed(kind, plain)
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
            problem = withheld_problem(kind, one)
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
