"""The title of a document: the heading before all others, not the file's name and not what a template left."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.pandoc.making import convert, para, read_file, read_text_as, style, word

TEXT = (
    "1. On 3 May 2030 the ferry stopped at the pier of Dorn, and nobody was told for how long it would stay."
)
LONG = "In the spring of 2030 the council closed the pier, and the boats lay at the wall for most of a year."


@pytest.mark.parametrize(
    ("text", "title", "sections"),
    [
        (f"# Report on Dorn\n\n{TEXT}\n", "Report on Dorn", []),
        ("# Only a title\n", "Only a title", []),
        (
            f"# Report on Dorn\n\n## Pier\n\n{TEXT}\n\n# Annex I\n\n{LONG}\n",
            "Report on Dorn",
            ["Pier", "Annex I"],
        ),
        (
            f"# The Pier of Dorn\n\n# Before\n\n{TEXT}\n\n# After\n\n{LONG}\n",
            "The Pier of Dorn",
            ["Before", "After"],
        ),
        (
            f"# The Pier of Dorn\n\nHarbour Watch, 4 May 2030\n\n# Before\n\n{TEXT}\n\n# After\n\n{LONG}\n",
            "The Pier of Dorn",
            ["Before", "After"],
        ),
        (
            f"# The Pier of Dorn\n\n{LONG}\n\n# Findings\n\n{TEXT}\n\n# Recommendations\n\n{LONG}\n",
            "The Pier of Dorn",
            ["Findings", "Recommendations"],
        ),
        (f"# Summary\n\n{TEXT}\n", None, ["Summary"]),
        (f"# II. Facts\n\n{TEXT}\n", None, ["II. Facts"]),
        (f"# To the harbour office\n\n{TEXT}\n", None, ["To the harbour office"]),
        (f"# Summary\n\n## Pier\n\n{TEXT}\n\n## Bell\n\n{LONG}\n", None, ["Summary", "Pier", "Bell"]),
        (
            f"# Ferries\n\n{LONG}\n\n# Bells\n\n{TEXT}\n\n# Piers\n\n{LONG}\n",
            None,
            ["Ferries", "Bells", "Piers"],
        ),
        (
            f"# Part One\n\n## Ferries\n\n{TEXT}\n\n# Part Two\n\n## Bells\n\n{LONG}\n",
            None,
            ["Part One", "Ferries", "Part Two", "Bells"],
        ),
        (f"{TEXT}\n\n# Report on Dorn\n\n{LONG}\n", None, ["Report on Dorn"]),
    ],
    ids=[
        "one heading",
        "nothing else",
        "annexes beside it",
        "next to the first chapter",
        "a title page between",
        "before chapters of known names",
        "a summary",
        "a numbered chapter",
        "an addressee",
        "a summary with sections",
        "chapters",
        "parts with chapters",
        "a heading after the text",
    ],
)
def test_the_heading_before_all_is_the_title(
    text: str, title: str | None, sections: list[str], tmp_path: Path
) -> None:
    document = read_text_as(text, tmp_path / "a.md")
    assert document.title == title
    assert [section.title for section in document.sections] == sections


def test_sections_below_a_title_stand_on_the_level_of_its_annexes(tmp_path: Path) -> None:
    text = f"# Report on Dorn\n\n## I. Pier\n\n{TEXT}\n\n### Bell\n\n{LONG}\n\n# Annex I\n\n{LONG}\n"
    document = read_file(convert(text, tmp_path / "a.docx"))
    assert [(s.level, s.title) for s in document.sections] == [(1, "I. Pier"), (2, "Bell"), (1, "Annex I")]


@pytest.mark.parametrize(
    "useless", ["x", "Untitled", "Untitled Document", "Microsoft Word - dorn_v3.doc", "dorn.indd"]
)
def test_a_title_that_a_program_left_gives_way_to_the_heading(useless: str, tmp_path: Path) -> None:
    page = (
        f"<html><head><title>{useless}</title></head><body><h1>Report on the pier of Dorn*</h1>"
        f"<p>* Submitted late.</p><h2>Pier</h2><p>{TEXT}</p></body></html>"
    )
    document = read_text_as(page, tmp_path / "a.html")
    assert document.title == "Report on the pier of Dorn"
    assert [section.title for section in document.sections] == ["Pier"]


def test_a_title_that_says_something_stays(tmp_path: Path) -> None:
    page = f"<html><head><title>Dorn closed</title></head><body><h1>News</h1><h2>Pier</h2><p>{TEXT}</p></body></html>"
    assert read_text_as(page, tmp_path / "a.html").title == "Dorn closed"


def test_a_bold_caption_is_neither_title_nor_heading(tmp_path: Path) -> None:
    bold = style("Caption", run="<w:b/>")
    cell = f"<w:tc>{para('Pier')}</w:tc>"
    table = f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}{cell}</w:tr></w:tbl>"
    body = para("Table 1. Piers of Dorn", "Caption") + table + para(LONG)
    document = read_file(word(tmp_path / "a.docx", body, f"<w:style/>{bold}"))
    assert (document.title, document.sections) == (None, ())
    assert [table.caption for table in document.tables] == ["Table 1. Piers of Dorn"]
