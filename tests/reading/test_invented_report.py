"""The invented country's report is read the same from all its formats, and as well as its gold asks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sourcebook.reading import read
from sourcebook.reading.output.contract import contract

FORMATS = ("md", "docx", "html", "pdf")
# What typesetting may change without changing a word.
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "…": "...", "“": '"', "”": '"'})
_SCORE = re.compile(r"^([\w. ]+): (?:F1 )?(\d\.\d{3})", re.MULTILINE)

Reading = dict[str, Any]


@pytest.fixture(scope="module")
def readings(ardovia: Path) -> dict[str, Reading]:
    return {
        ending: json.loads(json.dumps(contract(read(ardovia / f"report.{ending}")))) for ending in FORMATS
    }


def plain(text: str) -> str:
    return " ".join(text.translate(_TYPOGRAPHY).replace("...", "... ").split())


def numbered(reading: Reading) -> list[tuple[str, list[int], str]]:
    return [(p["label"], p["notes"], plain(p["text"])) for p in reading["paragraphs"] if p["label"]]


def notes(reading: Reading) -> list[tuple[int, str, list[str], str]]:
    return [(n["number"], n["kind"], n["cited_in"], plain(n["text"])) for n in reading["notes"]]


@pytest.mark.parametrize("ending", FORMATS[1:])
def test_paragraphs_and_notes_are_the_same_from_every_format(
    readings: dict[str, Reading], ending: str
) -> None:
    assert numbered(readings[ending]) == numbered(readings["md"])
    assert notes(readings[ending]) == notes(readings["md"])


@pytest.mark.parametrize(
    "kind", ["statements", "events", "figures", "reactions", "measures", "recommendations"]
)
@pytest.mark.parametrize("ending", FORMATS[1:])
def test_as_many_records_are_found_in_every_format(
    readings: dict[str, Reading], ending: str, kind: str
) -> None:
    wanted, given = len(readings["md"][kind]), len(readings[ending][kind])
    assert wanted > 2
    # Tables and title pages differ between formats, and with them a figure or two.
    assert abs(given - wanted) <= max(1, wanted // 25)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_span_leads_to_the_words_it_was_read_from(ardovia: Path, ending: str) -> None:
    reading = read(ardovia / f"report.{ending}")
    source = reading.document.source
    assert reading.statements
    for statement in reading.statements:
        passage = reading.document.paragraphs[statement.paragraph].passage
        for quote in statement.quotes:
            there = "".join(source[s.start : s.end] for s in passage.source_spans(*quote.span))
            letters = [c for c in there if c.isalnum()]
            assert letters == [c for c in passage.text[slice(*quote.span)] if c.isalnum()]


# What was reached when this test was written, less a little; what falls below was broken since.
FLOOR = {
    "paragraphs": 1.0,
    "paragraph.whole": 1.0,
    "paragraph.notes": 1.0,
    "note.cited_in": 1.0,
    "note.ibid": 1.0,
    "sources": 0.99,
    "source.title": 0.98,
    "source.publisher": 0.98,
    "statements": 0.9,
    "statement.quotes": 0.88,
    "statement.occasion": 0.88,
    "statement.place": 0.88,
    "events": 0.86,
    "event.type": 0.92,
    "event.date": 0.92,
    "event.place": 0.86,
    "figures": 0.92,
    "measures": 0.85,
    "recommendations": 1.0,
}


@pytest.mark.parametrize("ending", FORMATS)
def test_scores_against_its_gold(
    ardovia: Path, readings: dict[str, Reading], shared: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / "reading.json"
    out.write_text(json.dumps(readings[ending]), "utf-8")
    script = shared / "score" / "score_reading.py"
    run = subprocess.run(
        [sys.executable, str(script), str(out), str(ardovia / "gold")],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = {name: float(value) for name, value in _SCORE.findall(run.stdout)}
    assert {name: scores[name] for name, floor in FLOOR.items() if scores[name] < floor} == {}
