"""On the real report: reactions, measures and recommendations against the half of the gold at hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sourcebook.reading import read
from sourcebook.reading.extract import Reading
from sourcebook.reading.output.contract import contract

# name printed by the scoring script, least value
WANTED = {
    "reactions": 0.95,
    "reactions.date": 0.95,
    "reactions.body": 0.9,
    "measures": 1.0,
    "measures.date": 1.0,
    "measures.body": 1.0,
    "recommendations": 1.0,
    "recommendation.addressees": 1.0,
    "recommendation.actions": 0.9,
    "recommendation.same_as": 1.0,
}
_SCORE = re.compile(r"^([\w. ]+): (?:F1 )?(\d\.\d{3})", re.MULTILINE)


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    return read(shared / "reports" / "report2023.md")


def test_what_bodies_said_ordered_and_were_asked_agrees_with_the_gold(
    reading: Reading, shared: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    out.write_text(json.dumps(contract(reading), ensure_ascii=False), "utf-8")
    command = [sys.executable, str(shared / "score" / "score_reading.py"), str(out), str(shared / "gold")]
    run = subprocess.run([*command, "--only", "odd"], capture_output=True, text=True, check=True)
    scores = {name: float(value) for name, value in _SCORE.findall(run.stdout)}
    fallen = {name: scores.get(name) for name, least in WANTED.items() if scores.get(name, 0.0) < least}
    assert not fallen


def test_sure_reactions_stand_in_a_section_of_reactions(reading: Reading) -> None:
    sure = [r for r in reading.reactions if r.confidence >= 0.9]
    assert sure
    assert all("section of reactions" in r.cues for r in sure)


def test_every_candidate_leads_back_to_its_words(reading: Reading) -> None:
    for found in (*reading.reactions, *reading.measures):
        text = reading.document.paragraphs[found.paragraph].text
        assert 0 <= found.span.start < found.span.end <= len(text)
    for recommendation in reading.recommendations:
        assert reading.document.source[slice(*recommendation.span)].strip()
