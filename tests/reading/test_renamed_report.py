"""No rule may live on one report's names: with all of them replaced, it is read as well as before."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from tests.reading.renaming import proper_names, renamed
from tests.reading.vocabulary import listed_words

from sourcebook.reading import read
from sourcebook.reading.output.contract import contract

_SCORE = re.compile(r"^([\w. ]+): (?:F1 )?(\d\.\d{3})", re.MULTILINE)


def scores(report: Path, gold: Path, script: Path, out: Path) -> dict[str, float]:
    """What the scoring script prints for a report, by name."""
    out.write_text(json.dumps(contract(read(report)), ensure_ascii=False), "utf-8")
    run = subprocess.run(
        [sys.executable, str(script), str(out), str(gold), "--only", "odd"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: float(value) for name, value in _SCORE.findall(run.stdout)}


def other_reports(folder: Path) -> list[str]:
    """The text of the PDFs at hand: what stands there in small letters is no name."""
    texts = []
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            texts += [page.get_textpage().get_text_range() for page in pdf]
    return texts


def test_reading_does_not_depend_on_the_names_in_a_report(shared: Path, tmp_path: Path) -> None:
    reports = shared / "reports"
    text = (reports / "report2023.md").read_text("utf-8")
    names = proper_names(text, other_reports(reports), listed_words())
    assert len(names) > 300
    gold = tmp_path / "gold"
    gold.mkdir()
    for path in (shared / "gold").glob("*.jsonl"):
        (gold / path.name).write_text(renamed(path.read_text("utf-8"), names), "utf-8")
    other = tmp_path / "renamed.md"
    other.write_text(renamed(text, names), "utf-8")
    script = shared / "score" / "score_reading.py"
    before = scores(reports / "report2023.md", shared / "gold", script, tmp_path / "before.json")
    after = scores(other, gold, script, tmp_path / "after.json")
    assert len(before) > 30
    fallen = {
        name: (before[name], after[name]) for name in before if after.get(name, 0.0) < before[name] - 0.01
    }
    if fallen:
        pytest.fail(f"read worse with other names: {fallen}")
