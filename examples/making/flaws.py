"""The flawed copy: the source with planted errors, and the findings that a check ought to make of them.

Beside each error stand near-misses, which look like it and are right: a check must be silent about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from examples.making.source import COUNTRY

Edits = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Place:
    """Where something stands, by the labels of the flawed copy; a term, where it is about words."""

    paragraphs: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    term: str | None = None


@dataclass(frozen=True)
class Flaw:
    """One planted error: what is replaced by what, and what the finding must name.

    `shows` are words that its message or evidence must hold.
    """

    rule: str
    severity: str
    detail: str
    edits: Edits
    place: Place
    where: str = ""
    shows: str = ""


@dataclass(frozen=True)
class NearMiss:
    """What looks like an error of a rule and is none: planted by edits, or words that `stand` in the report.

    No finding of the rule may name its place.
    """

    rule: str
    why: str
    edits: Edits
    stands: str
    place: Place


@cache
def flaws() -> tuple[Flaw, ...]:
    """The planted errors, in the order in which they are applied."""
    return tuple(
        Flaw(
            rule=row["rule"],
            severity=row["severity"],
            detail=row["detail"],
            edits=_edits(row),
            place=_place(row),
            where=row.get("where", ""),
            shows=row.get("shows", ""),
        )
        for row in _rows("flaws.yaml")
    )


@cache
def near_misses() -> tuple[NearMiss, ...]:
    """What must stay silent, in the order in which it is planted, after the errors."""
    return tuple(
        NearMiss(
            rule=row["rule"],
            why=row["why"],
            edits=_edits(row),
            stands=row.get("stands", ""),
            place=_place(row),
        )
        for row in _rows("near_misses.yaml")
    )


def _rows(name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((COUNTRY / name).read_text("utf-8"))
    return listed


def _edits(row: dict[str, Any]) -> Edits:
    return tuple((edit["find"], edit["replace"]) for edit in row.get("edits", ()))


def _place(row: dict[str, Any]) -> Place:
    labels = tuple(str(label) for label in row.get("paragraphs", ()))
    return Place(labels, tuple(row.get("notes", ())), row.get("term"))


def planted() -> tuple[Flaw | NearMiss, ...]:
    """All that the flawed copy has, in the order in which it is applied."""
    return (*flaws(), *near_misses())


def flawed(markdown: str) -> str:
    """The source with all that is planted. Raises ValueError where a text to replace does not occur once."""
    for one in planted():
        for find, replace in one.edits:
            if (times := markdown.count(find)) != 1:
                raise ValueError(f"{one.rule}: {find!r} occurs {times} times in the report, not once")
            markdown = markdown.replace(find, replace)
    return markdown


def findings() -> list[dict[str, Any]]:
    """The planted errors as gold findings, one row each."""
    rows = []
    for number, flaw in enumerate(flaws(), 1):
        row: dict[str, Any] = {
            "id": f"F{number:03}",
            "rule": flaw.rule,
            "severity": flaw.severity,
            "method": "program",
            "paragraphs": list(flaw.place.paragraphs),
            "notes": list(flaw.place.notes),
            "where": flaw.where,
            "detail": flaw.detail,
        }
        rows.append({**row, "term": flaw.place.term} if flaw.place.term else row)
    return rows
