"""The flawed copy has its planted errors where the findings say, and nothing else is changed by chance."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples.making.flaws import Flaw, findings, flawed, flaws
from examples.making.source import read, source

CLEAN, FLAWED = source(), flawed(source())
PARAGRAPHS, NOTES = read(FLAWED)


@pytest.mark.parametrize("flaw", flaws(), ids=lambda flaw: flaw.rule)
def test_every_flaw_stands_in_the_copy_and_not_in_the_report(flaw: Flaw) -> None:
    for find, replace in flaw.edits:
        assert find not in FLAWED or find in replace
        assert replace in FLAWED
        assert replace not in CLEAN or not replace or replace in find


def test_findings_name_what_the_copy_has() -> None:
    labels = [paragraph.label for paragraph in PARAGRAPHS]
    keys = {label + "b" * labels[:i].count(label) for i, label in enumerate(labels)}
    for finding in findings():
        assert set(finding["paragraphs"]) <= keys, finding
        assert set(finding["notes"]) <= {note.number for note in NOTES}, finding
        assert finding["paragraphs"] or finding["notes"] or finding["where"] or finding["term"], finding


def test_notes_keep_their_numbers() -> None:
    clean = {note.number: note.text[:12] for note in read(CLEAN)[1]}
    touched = {number for flaw in flaws() for number in flaw.notes}
    for note in NOTES:
        assert note.number in touched or note.text.startswith(clean[note.number]), note


def test_rules_are_those_of_the_catalogue_and_most_are_planted(shared: Path) -> None:
    checks = (shared / "NOTES.md").read_text("utf-8").partition("\n## Checks")[2].partition("\n## ")[0]
    catalogue = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", checks))
    planted = {flaw.rule for flaw in flaws()}
    assert planted <= catalogue
    assert len(planted) > 0.85 * len(catalogue), sorted(catalogue - planted)
