"""The invented country's report: the same from Markdown, Word and HTML, and equal to its gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.reading.pandoc.making import read_file

from sourcebook.reading.document import Document


@pytest.fixture(scope="module")
def documents(ardovia: Path) -> dict[str, Document]:
    return {ending: read_file(ardovia / f"report.{ending}") for ending in ("md", "docx", "html")}


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    lines = (folder / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def pieces(document: Document) -> list[Any]:
    return [
        [(p.label, p.kind, p.region, p.section, p.text, p.notes) for p in document.paragraphs],
        [(n.number, n.text, n.cited_in) for n in document.notes],
        [[(i.label, i.passage.text) for i in found.items] for found in document.lists],
        [table.rows for table in document.tables],
        [(s.title, s.level) for s in document.sections],
        [entry.title for entry in document.contents],
        [document.title, document.language],
    ]


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_word_and_html_give_what_markdown_gives(documents: dict[str, Document], ending: str) -> None:
    for given, wanted in zip(pieces(documents[ending]), pieces(documents["md"]), strict=True):
        assert given == wanted


@pytest.mark.parametrize("ending", ["md", "docx", "html"])
def test_numbered_paragraphs_equal_the_gold(
    ardovia: Path, documents: dict[str, Document], ending: str
) -> None:
    gold = rows(ardovia, "paragraphs")
    numbered = [p for p in documents[ending].paragraphs if p.label]
    assert [p.label for p in numbered] == [g["label"] for g in gold]
    for paragraph, wanted in zip(numbered, gold, strict=True):
        words = " ".join(paragraph.text.split())
        assert list(paragraph.section) == wanted["section"]
        assert words.startswith(" ".join(wanted["first_words"].split()))
        assert words.endswith(" ".join(wanted["last_words"].split()))
        assert list(paragraph.notes) == wanted["footnotes"]
        assert sum(map(str.isalnum, words)) == wanted["letters"]


@pytest.mark.parametrize("ending", ["md", "docx", "html"])
def test_notes_are_cited_where_the_gold_says(
    ardovia: Path, documents: dict[str, Document], ending: str
) -> None:
    document = documents[ending]
    given = {
        note.number: [document.paragraphs[i].label for i in note.cited_in if document.paragraphs[i].label]
        for note in document.notes
    }
    assert given == {row["n"]: row["paragraphs"] for row in rows(ardovia, "notes")}
