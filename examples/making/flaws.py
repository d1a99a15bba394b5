"""The flawed copy: the source with planted errors, and the findings that a check ought to make of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from examples.making.source import COUNTRY


@dataclass(frozen=True)
class Flaw:
    """One planted error: what is replaced by what, and what the finding must name.

    Paragraphs and notes are named by their labels in the flawed copy.
    """

    rule: str
    severity: str
    detail: str
    edits: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    where: str = ""
    term: str | None = None


def flaws() -> list[Flaw]:
    """The planted errors, in the order in which they are applied."""
    listed = yaml.safe_load((COUNTRY / "flaws.yaml").read_text("utf-8"))
    return [_flaw(row) for row in listed]


def _flaw(row: dict[str, Any]) -> Flaw:
    return Flaw(
        rule=row["rule"],
        severity=row["severity"],
        detail=row["detail"],
        edits=tuple((edit["find"], edit["replace"]) for edit in row["edits"]),
        paragraphs=tuple(str(label) for label in row.get("paragraphs", ())),
        notes=tuple(row.get("notes", ())),
        where=row.get("where", ""),
        term=row.get("term"),
    )


def flawed(markdown: str) -> str:
    """The source with every planted error. Raises ValueError where a text to replace does not occur once."""
    for flaw in flaws():
        for find, replace in flaw.edits:
            if (times := markdown.count(find)) != 1:
                raise ValueError(f"{flaw.rule}: {find!r} occurs {times} times in the report, not once")
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
            "paragraphs": list(flaw.paragraphs),
            "notes": list(flaw.notes),
            "where": flaw.where,
            "detail": flaw.detail,
        }
        rows.append({**row, "term": flaw.term} if flaw.term else row)
    return rows
