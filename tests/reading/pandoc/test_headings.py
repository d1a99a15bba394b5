"""Headings of a page that marks none, and tables of contents that are no text."""

from __future__ import annotations

from pathlib import Path

from tests.reading.pandoc.making import read_text_as

COURT = """<html><head><style>.h { page-break-after:avoid } .i { font-style:italic }</style></head><body>
<p class="h">CASE OF PILOT v. HARBOUR</p><p>(Application no. 12/21)</p><p>JUDGMENT</p><p>3 May 2021</p>
<p>In the case of Pilot v. Harbour, the Court, sitting as a Chamber composed of three judges, decides:</p>
<p class="h">PROCEDURE</p><p>1.&#xa0; The case began with a letter.</p>
<p class="h">THE FACTS</p><p class="h">I.&#xa0; THE CIRCUMSTANCES</p><p class="h">A.&#xa0; The ferry</p>
<p>2.&#xa0; It stopped.</p>
<p class="h">1.&#xa0; <span class="i">The bell</span></p><p>3.&#xa0; It rang.</p>
<p class="h">(a)&#xa0; First witness</p><p>4.&#xa0; He saw it.</p>
<p class="h">B.&#xa0; The pier</p><p>5.&#xa0; It fell.</p>
<p class="h">II.&#xa0; THE LAW OF THE SEA</p><p>6.&#xa0; It says:</p><p class="quote">“Article 4</p>
<p class="quote">Nobody rings the bell.”</p>
<p class="h">FOR THESE REASONS, THE COURT</p><p>1.&#xa0; <i>Holds</i> that it rang;</p><p>2.&#xa0; <i>Rejects</i> the rest.</p>
</body></html>"""


def test_a_judgment_on_the_web_gets_the_levels_that_courts_use(tmp_path: Path) -> None:
    document = read_text_as(COURT, tmp_path / "a.html")
    assert [(s.level, " ".join(s.title.split())) for s in document.sections] == [
        (1, "PROCEDURE"),
        (1, "THE FACTS"),
        (2, "I. THE CIRCUMSTANCES"),
        (3, "A. The ferry"),
        (4, "1. The bell"),
        (5, "(a) First witness"),
        (3, "B. The pier"),
        (2, "II. THE LAW OF THE SEA"),
        (1, "FOR THESE REASONS, THE COURT"),
    ]
    assert [p.label for p in document.paragraphs if p.label] == ["1", "2", "3", "4", "5", "6"]
    assert document.paragraphs[-3].text == "It says:\n“Article 4\nNobody rings the bell.”"
    assert [p.kind for p in document.paragraphs][-2:] == ["item", "item"]
    assert all(p.region == "front" for p in document.paragraphs[:5])


def test_bold_lines_are_headings_where_the_file_marks_none(tmp_path: Path) -> None:
    text = (
        "**The harbour**\n\nThe ferry stopped on a Sunday, and nobody in the harbour knew for how long.\n\n"
        "**The bell**\n\nIt rang. **Nobody** heard it, for the wind came from the sea that day.\n"
    )
    document = read_text_as(text, tmp_path / "a.md")
    assert [s.title for s in document.sections] == ["The harbour", "The bell"]


def test_lines_that_end_in_page_numbers_are_the_contents(tmp_path: Path) -> None:
    text = (
        "Contents\n\nI. The harbour ........ 3\n\nII. The bell ..... 12\n\nIII. The law 14\n\n"
        "I. THE HARBOUR\n\n1. The ferry stopped in May 2021.\n\n2. It left.\n"
    )
    document = read_text_as(text, tmp_path / "a.txt")
    assert [(e.title, e.page) for e in document.contents] == [
        ("I. The harbour", "3"),
        ("II. The bell", "12"),
        ("III. The law", "14"),
    ]
    assert [p.label for p in document.paragraphs if p.label] == ["1", "2"]


def test_a_table_that_lays_out_the_page_is_read_as_text(tmp_path: Path) -> None:
    page = "<html><table><tr><td><p>1. The ferry stopped.</p><p>2. It left.</p></td></tr></table></html>"
    document = read_text_as(page, tmp_path / "a.html")
    assert [p.label for p in document.paragraphs] == ["1", "2"]
    assert not document.tables


def test_a_headings_number_may_stand_on_its_own_line(tmp_path: Path) -> None:
    page = """<html><p>I<br>INTRODUCCIÓN DE LA CAUSA</p><p>1. El barco paró en mayo.</p>
    <p>II</p><p>COMPETENCIA</p><p>2. La Corte es competente.</p><p>POR TANTO,</p><p>LA CORTE DECIDE:</p>
    <p>1. Ordenar que suene la campana.</p></html>"""
    document = read_text_as(page, tmp_path / "a.html")
    assert [s.title for s in document.sections][:2] == ["I INTRODUCCIÓN DE LA CAUSA", "II COMPETENCIA"]
    assert [p.label for p in document.paragraphs if p.label] == ["1", "2"]


def test_chapters_in_capitals_stand_above_the_sections_that_have_a_style(tmp_path: Path) -> None:
    text = (
        "PROCEDURE\n\n1\\. It began.\n\n2\\. It went on.\n\nTHE FACTS\n\n## I. The ferry\n\n3\\. It stopped.\n\n"
        "### A. The bell\n\n4\\. It rang.\n\n## II. The pier\n\n5\\. It fell.\n\nTHE LAW\n\n6\\. It is old.\n\n"
        "OPINION OF THE PILOT\n\n(Translation)\n\nNobody asked the pilot.\n"
    )
    document = read_text_as(text, tmp_path / "a.md")
    assert [(s.level, s.title) for s in document.sections] == [
        (1, "PROCEDURE"),
        (1, "THE FACTS"),
        (2, "I. The ferry"),
        (3, "A. The bell"),
        (2, "II. The pier"),
        (1, "THE LAW"),
        (1, "OPINION OF THE PILOT"),
    ]
    assert "have no style" in document.problems[0].what


def test_bold_sections_stand_below_the_chapters_that_have_a_style(tmp_path: Path) -> None:
    text = (
        "# Findings\n\n**The ferry**\n\n1\\. It stopped.\n\n2\\. The law says:\n\n**Article 4**\n\nNobody rings.\n\n"
        "**The bell**\n\n3\\. It rang.\n\n# Conclusions\n\n4\\. The end.\n\n5\\. No more.\n"
    )
    document = read_text_as(text, tmp_path / "a.md")
    assert [(s.level, s.title) for s in document.sections] == [
        (1, "Findings"),
        (2, "The ferry"),
        (2, "The bell"),
        (1, "Conclusions"),
    ]


def test_sections_that_a_file_gives_the_level_of_their_chapters_stand_below_them(tmp_path: Path) -> None:
    text = "".join(
        f"# {chapter}\n\n# I. {first}\n\nText of it.\n\n# II. {second}\n\nMore text.\n\n"
        for chapter, first, second in (("THE FACTS", "Ferry", "Bell"), ("THE LAW", "Rules", "Customs"))
    )
    document = read_text_as(text, tmp_path / "a.md")
    assert [(s.level, s.title) for s in document.sections] == [
        (1, "THE FACTS"),
        (2, "I. Ferry"),
        (2, "II. Bell"),
        (1, "THE LAW"),
        (2, "I. Rules"),
        (2, "II. Customs"),
    ]


def test_a_bold_paragraph_is_no_title(tmp_path: Path) -> None:
    document = read_text_as(
        "**1\\. All of this matters to the harbour.**\n\n2\\. It rang.\n", tmp_path / "a.md"
    )
    assert document.title is None
