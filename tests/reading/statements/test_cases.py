"""Sentences of an invented country, and who must come out as having said what.

A case is a block of lines: "> " begins a paragraph; the lines after it are the statements found there, each
as speaker | role | date | occasion | place | quotations (with " ;; " between them). No line: no statement.
A "\\n" within a paragraph breaks its line.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet
from tests.reading.reports import context_of

from sourcebook.reading.candidates import Statement
from sourcebook.reading.statements import find_statements

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """Paragraphs, and the statements wanted of each."""

    language: str
    paragraphs: list[str]
    wanted: list[list[str]]


def cases() -> list[ParameterSet]:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        language = path.stem.rsplit(".", 1)[1]
        for n, block in enumerate(path.read_text("utf-8").split("\n\n")):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            case = Case(language, [], [])
            for line in lines:
                if line.startswith("> "):
                    case.paragraphs.append(line[2:].replace("\\n", "\n"))
                    case.wanted.append([])
                else:
                    case.wanted[-1].append(" | ".join(part.strip() for part in line.split("|")))
            if case.paragraphs:
                found.append(pytest.param(case, id=f"{path.stem}-{n}"))
    return found


def as_line(statement: Statement) -> str:
    fields = (statement.speaker, statement.role, statement.date, statement.occasion, statement.place)
    quotes = " ;; ".join(quotation.text for quotation in statement.quotes)
    return " | ".join((*(field or "" for field in fields), quotes))


@pytest.mark.parametrize("case", cases())
def test_who_said_what(case: Case) -> None:
    found = find_statements(context_of(*case.paragraphs, language=case.language))
    lines = [[as_line(s) for s in found if s.paragraph == n] for n in range(len(case.paragraphs))]
    assert lines == case.wanted


def test_enough_ways_of_saying_are_tried() -> None:
    assert len(cases()) >= 150
