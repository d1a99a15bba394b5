"""`sourcebook read` as a person meets it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """## SPEECH IN VARNIA 2023

### SPEECHES

1. On 3 May, the president said: "They are <guests> here."<sup>1</sup>

---

<sup>1</sup> Varnia Post, *The Speech*, 3 May 2023, <https://post.example/1> (accessed on 1 June 2023).
"""


def sourcebook(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", *arguments], capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, "utf-8")
    return path


def test_it_works(report: Path) -> None:
    run = sourcebook("read", str(report))
    assert run.returncode == 0, run.stderr
    assert "SPEECH IN VARNIA 2023" in run.stdout
    assert re.search(r"1 +numbered paragraphs", run.stdout)
    assert all(len(line) <= 96 for line in run.stdout.splitlines())


def test_json_is_the_contract(report: Path) -> None:
    run = sourcebook("read", str(report), "--format", "json")
    reading = json.loads(run.stdout)
    for part in ("paragraphs", "notes", "statements", "events", "figures", "reactions", "measures"):
        assert isinstance(reading[part], list)
    paragraph = reading["paragraphs"][0]
    assert (paragraph["label"], paragraph["notes"]) == ("1", [1])
    start, end = paragraph["span"]
    assert REPORT[start:end].startswith("On 3 May")
    note = reading["notes"][0]
    assert note["cited_in"] == ["1"]
    assert note["sources"][0]["urls"] == ["https://post.example/1"]


def test_the_page_is_self_contained_and_escapes_what_it_shows(report: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run = sourcebook("read", str(report), "--format", "html", "-o", str(page))
    assert run.returncode == 0, run.stderr
    html = page.read_text("utf-8")
    assert "&lt;guests&gt;" in html and "<guests>" not in html
    assert "<script" not in html
    assert not re.search(r"""(?:src|href)=["'](?!#)""", html)
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize("name", ["missing.pdf", "empty.md"])
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.md").touch()
    run = sourcebook("read", str(tmp_path / name))
    assert run.returncode == 2
    assert run.stdout == ""
    assert len(run.stderr.strip().splitlines()) == 1
    assert name in run.stderr and "Traceback" not in run.stderr


def test_an_output_that_cannot_be_written_is_said_in_one_line(report: Path, tmp_path: Path) -> None:
    run = sourcebook("read", str(report), "-o", str(tmp_path / "no" / "such" / "folder.txt"))
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1
