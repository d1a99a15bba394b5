"""What docs/security.md says is there: every test and file that it names, every address in the printed matrix."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from sourcebook.workbench.frame.matrix import addresses

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
# The chapters of ASVS 4.0.3 that a web application is judged by, with how many sections of level 2 each has.
CHAPTERS = range(1, 15)


def test_every_chapter_is_there_and_every_line_says_something() -> None:
    assert [int(n) for n in re.findall(r"^## V(\d+) ", PAGE, re.M)] == list(CHAPTERS)
    for chapter, text in re.findall(r"^## V(\d+) .*?\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S):
        rows = re.findall(r"^\| (\d[^|]*) \| ([^|]+) \|$", text, re.M)
        assert rows, chapter
        assert all(item.startswith(f"{chapter}.") and len(said.split()) >= 3 for item, said in rows), chapter


def test_the_tests_that_it_names_are_there() -> None:
    files = list((ROOT / "tests").rglob("test_*.py"))
    every, texts = "\n".join(path.read_text("utf-8") for path in files), {path.name for path in files}
    for name in re.findall(r"`(test_[a-z_]+)(?:\.\.\.)?`", PAGE):
        assert f"def {name}" in every, name
    for name in re.findall(r"`(?:[\w/]+/)?(test_[a-z_]+\.py)`", PAGE):
        assert name in texts, name
    for path in re.findall(r"`((?:docs|tests)/[\w/.]+)`", PAGE):
        assert (ROOT / path).exists(), path


def test_what_holds_names_a_test_that_is_in_that_file() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)
    for path, name in named:
        folder = ROOT if path.startswith("tests/") else ROOT / "tests" / "workbench"
        text = (folder / path).read_text("utf-8")
        assert re.search(rf"^(?:async )?def {name}\(", text, re.M), (path, name)
    assert len(named) > 80
    for item, said in re.findall(r"^\| (\d[^|]*) \| (holds[^|]+) \|$", PAGE, re.M):
        assert re.search(r"`[\w/]+\.py::\w+`", said), item


def test_the_matrix_is_printed_over_every_address(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("permissions")
    told = capsys.readouterr().out
    for each in addresses():
        assert each.route in told, each.route
