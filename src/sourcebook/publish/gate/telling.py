"""What the gate found, as plain data with the place of each finding: the block of the text, the records.

For whoever mends it: a finding is shown beside its paragraph, long after the check that made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sourcebook.checks.findings import Finding
from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.gate.passing import NEVER_SET_ASIDE, Passing, may_be_set_aside
from sourcebook.publish.printed import Line
from sourcebook.publish.printing.numbering import Placed, numbered
from sourcebook.publish.printing.words import words

# blocks: an error that nothing lets stand. stands: an error with an override. The others never block.
Weight = Literal["blocks", "stands", "warning", "info"]
_MARK = re.compile(r"\[(\d{1,5})\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text: how a reader names it, and which block it is, from 0 (None: nobody knows).

    `id` is that of the block, as it is printed (`Placed.id`); "" where nobody knows.
    """

    words: str
    at: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding. `aside`: whether its rule may be set aside for a reason that is printed."""

    rule: str
    weight: Weight
    message: str
    places: tuple[Place, ...] = ()
    records: tuple[str, ...] = ()
    aside: bool = False


def told_of(passing: Passing, edition: Edition, lines: Iterable[Line] = ()) -> list[Told]:
    """Everything that the gate found, what blocks first. `lines` are the printed ones: they place notes."""
    places = Places(edition, lines)
    found = [_of_problem(one, passing, places) for one in passing.problems]
    found += [_of_finding(one, passing, places) for one in passing.findings]
    found += [Told("check-failed", "blocks", one) for one in passing.failed]
    order: tuple[Weight, ...] = ("blocks", "stands", "warning", "info")
    return sorted(found, key=lambda one: (order.index(one.weight), one.rule))


def unprintable(problems: Iterable[Problem], edition: Edition | None) -> list[Told]:
    """What is wrong with a text that cannot be printed at all: nothing of it may be set aside."""
    places = Places(edition, ()) if edition is not None else None
    return [
        Told(one.rule, "blocks", one.message, places.of_line(one) if places else _words_of(one))
        for one in problems
    ]


def _of_problem(one: Problem, passing: Passing, places: Places) -> Told:
    weight: Weight = "stands" if one.rule in passing.overridden else "blocks"
    return Told(one.rule, weight, one.message, places.of_line(one), (), _aside(one.rule))


def _of_finding(one: Finding, passing: Passing, places: Places) -> Told:
    weight: Weight = one.severity if one.severity != "error" else "blocks"
    if one.severity == "error" and one.rule in passing.overridden:
        weight = "stands"
    return Told(one.rule, weight, one.message, tuple(places.of_finding(one)), one.records, _aside(one.rule))


def _aside(rule: str) -> bool:
    return rule in may_be_set_aside() - NEVER_SET_ASIDE


def _words_of(one: Problem) -> tuple[Place, ...]:
    return (Place(one.where),) if one.where else ()


class Places:
    """Finds the block of a line, of a paragraph by its number, and of a note."""

    def __init__(self, edition: Edition, lines: Iterable[Line]) -> None:
        placed = numbered(edition, words(edition.front.language))
        self._ids = [one.id for one in placed]
        self._by_line: Mapping[int, tuple[int, Placed]] = {
            one.block.line: (at, one) for at, one in enumerate(placed) if one.block.line
        }
        self._by_number: dict[str, int] = {}
        for at, one in enumerate(placed):
            self._by_number.setdefault(one.number.strip("()"), at)
        by_id = {one.id: at for at, one in enumerate(placed)}
        self._by_note: dict[str, int | None] = {}
        for line in lines:
            for number in _MARK.findall(line.text):
                self._by_note.setdefault(number, by_id.get(line.id))

    def of_line(self, one: Problem) -> tuple[Place, ...]:
        """The block in which a line of the file lies."""
        before = [line for line in self._by_line if line <= one.line]
        if not before:
            return _words_of(one)
        at, placed = self._by_line[max(before)]
        return (Place(one.where or placed.where, at, placed.id),)

    def of_finding(self, one: Finding) -> Iterator[Place]:
        """The paragraphs and notes that a finding concerns."""
        for label in one.paragraphs:
            yield self._place(f"paragraph {label}", self._by_number.get(label.strip("().")))
        for number in one.notes:
            yield self._place(f"note {number}", self._by_note.get(str(number)))

    def _place(self, words: str, at: int | None) -> Place:
        return Place(words, at, self._ids[at] if at is not None else "")


def as_plain(found: Iterable[Told]) -> list[dict[str, Any]]:
    """The findings as JSON has them."""
    return [asdict(one) for one in found]


def of_plain(rows: Iterable[Mapping[str, Any]]) -> list[Told]:
    """The findings, out of what `as_plain` gave."""
    return [
        Told(**{
            **row,
            "places": tuple(Place(**place) for place in row["places"]),
            "records": tuple(row["records"]),
        })
        for row in rows
    ]  # fmt: skip
