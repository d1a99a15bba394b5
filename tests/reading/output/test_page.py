"""The page of a reading: what a person finds on it, and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sourcebook.reading import read
from sourcebook.reading.output.page import page

TEXT = """<html><head><title>Bridges of Kestan</title></head><body>
<h2>FACTS</h2><h3>Bridges</h3><p>1. On 3 May 2022, the mayor said: “They are guests.”[1]</p>
<h3>Notes</h3><ol><li>Harbour log.</li></ol>
<h2>LAW</h2><h3>Tolls</h3><p>2. At least 14 people were detained.[1]</p><p>3. الجسر مغلق</p>
<h3>Notes</h3><ol><li>Bell log.</li></ol></body></html>"""


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "bridges.html"
    path.write_text(TEXT, "utf-8")
    return page(read(path), path.name)


def test_notes_that_count_anew_are_linked_from_their_own_marks(html: str) -> None:
    marks = re.findall(r'<sup><a href="#(note-\d+)" aria-label="note (\d+)">', html)
    assert marks == [("note-1", "1"), ("note-2", "1")]
    assert re.search(r'id="note-2">\s*<div class="label">1</div>.*?Bell log', html, re.DOTALL)


def test_every_link_leads_somewhere_and_no_name_is_given_twice(html: str) -> None:
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_sections_are_listed_with_what_was_found_in_them(html: str) -> None:
    listed = html[html.index("4 sections") : html.index("</details>", html.index("4 sections"))]
    assert re.findall(r">(\w+)</a>", listed) == ["FACTS", "Bridges", "LAW", "Tolls"]


def test_the_page_speaks_english_and_its_text_has_a_direction_of_its_own(html: str) -> None:
    assert '<html lang="en">' in html
    assert re.search(r'<p dir="auto" lang="\w+">.{0,40}الجسر', html)


def test_axe_finds_nothing(
    ardovia: Path, chromium: Browser, outside: Callable[[str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "reading.html"
    path.write_text(page(read(ardovia / "report.docx"), "report.docx"), "utf-8")
    shown = chromium.new_page(viewport={"width": 1300, "height": 900})
    shown.goto(path.as_uri())
    shown.evaluate(outside("axe-core/**/axe.min.js").read_text("utf-8"))
    violations = shown.evaluate("axe.run()")["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:90]) for v in violations] == []
