"""Notes that a page makes by hand get their marks, in each of the ways that pages do it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.pandoc.making import read_text_as

from sourcebook.reading.document import Document

WORD_PAGE = """<p class=MsoNormal>1. The ferry stopped.<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1"><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> It left.</p>
<p class=MsoNormal>2. It came back<a href="#_ftn2" name="_ftnref2">[2]</a>.</p>
<div style='mso-element:footnote-list'><br><hr>
<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Harbour log.</p></div>
<div id=ftn2><p><a href="#_ftnref2" name="_ftn2">[2]</a> Bell log.</p><p>And the chart.</p></div></div>"""

COURT_PAGE = """<style>.s1 { font-size:8pt; vertical-align:super }</style>
<p>1.&#xa0; The ferry stopped<a href="#_ftn1" name="_ftnref1"><span class="s1">[1]</span></a>. It left.</p>
<p>2.&#xa0; It came back<a href="#_ftn2" name="_ftnref2"><span class="s1">[2]</span></a>.</p>
<hr><div id="_ftn1"><p><a href="#_ftnref1" name="_ftn1"><span class="s1">[1]</span></a>.&#xa0; Harbour log.</p></div>
<div id="_ftn2"><p><a href="#_ftnref2" name="_ftn2"><span class="s1">[2]</span></a>.&#xa0; Bell log.</p>
<p>And the chart.</p></div>"""

RAISED_LIST = """<p>1. The ferry stopped.<sup>1</sup> It left.</p><p>2. It came back<sup>2</sup>.</p>
<h2>Notes</h2><ol><li>Harbour log.</li><li>Bell log.<br>And the chart.</li></ol>"""

LINKED_LIST = """<p>1. The ferry stopped.<sup id="r1"><a href="#fn1">1</a></sup> It left.</p>
<p>2. It came back<sup id="r2"><a href="#fn2">2</a></sup>.</p>
<h2>References</h2><ol><li id="fn1"><b><a href="#r1">^</a></b> Harbour log.</li>
<li id="fn2"><p>Bell log.</p><p>And the chart. <a href="#r2">↩</a></p></li></ol>"""

BOOK_PAGE = """<p>1. The ferry stopped.<a epub:type="noteref" href="#n1">1</a> It left.</p>
<p>2. It came back<a epub:type="noteref" href="#n2">2</a>.</p>
<aside epub:type="footnote" id="n1"><p>1. Harbour log.</p></aside>
<aside epub:type="footnote" id="n2"><p>2. Bell log.</p><p>And the chart.</p></aside>"""

OFFICE_PAGE = """<p>1. The ferry stopped.<a class="sdfootnoteanc"
name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>
It left.</p>
<p>2. It came back<a class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a>.</p>
<div id="sdfootnote1">
<p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Harbour log.</p></div>
<div id="sdfootnote2">
<p><a class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2</a>Bell log.</p>
<p>And the chart.</p></div>"""

SHARED_PAGE = """<p>1. The ferry stopped.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> It left.</p>
<p>2. It came back<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a></sup>.</p><hr>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Harbour log.</span></p></div>
<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span>&nbsp;Bell log.<br>And the chart.</span></p></div>"""

RAISED_LINES = """<p>1. The ferry stopped.<sup>1</sup> It left.</p><p>2. It came back<sup>2</sup>.</p>
<p><sup>1</sup> Harbour log.</p><p><sup>2</sup> Bell log.<br>And the chart.</p>"""


@pytest.mark.parametrize(
    "page",
    [WORD_PAGE, COURT_PAGE, RAISED_LIST, LINKED_LIST, BOOK_PAGE, OFFICE_PAGE, SHARED_PAGE, RAISED_LINES],
    ids=[
        "saved by Word",
        "a court's",
        "a list",
        "a list with links",
        "a book's",
        "an office's",
        "a shared page",
        "raised lines",
    ],
)
def test_a_page_with_notes_made_by_hand(tmp_path: Path, page: str) -> None:
    document = read_text_as(f"<html><body>{page}</body></html>", tmp_path / "a.html")
    assert [(p.label, p.text, p.notes) for p in document.paragraphs] == [
        ("1", "The ferry stopped. It left.", (1,)),
        ("2", "It came back.", (2,)),
    ]
    assert [(n.number, n.text) for n in document.notes] == [
        (1, "Harbour log."),
        (2, "Bell log.\nAnd the chart."),
    ]
    assert not [s for s in document.sections if s.title in ("Notes", "References")]


MARKDOWN_NOTES = "\n\n# Notes\n\n1. Harbour log.\n2. Bell log.\n3. Chart.\n"


@pytest.mark.parametrize(
    ("text", "shown", "notes"),
    [
        ("The ferry stopped [1]. It left.[2]", "The ferry stopped. It left.", (1, 2)),
        ("The ferry stopped.[1, 3] It left.[2]", "The ferry stopped. It left.", (1, 3, 2)),
        ("The ferry stopped.[1-3] It left.", "The ferry stopped. It left.", (1, 2, 3)),
        ("The ferry stopped.^1^ It left.^2,3^", "The ferry stopped. It left.", (1, 2, 3)),
        ("It covers 4 m^2^. It left.^1^ Back.^3^", "It covers 4 m2. It left. Back.", (1, 3)),
        ("On the 5^th^ it stopped.[1] It left.[3]", "On the 5th it stopped. It left.", (1, 3)),
        ("A case of [1999] stopped.[1] It left.[2]", "A case of [1999] stopped. It left.", (1, 2)),
    ],
)
def test_markdown_with_numbers_in_brackets_and_a_section_of_notes(
    tmp_path: Path, text: str, shown: str, notes: tuple[int, ...]
) -> None:
    document = read_text_as("# Harbour\n\n" + text + MARKDOWN_NOTES, tmp_path / "a.md")
    assert [(p.text, p.notes) for p in document.paragraphs] == [(shown, notes)]
    assert [n.text for n in document.notes] == ["Harbour log.", "Bell log.", "Chart."]


def test_notes_of_each_chapter_are_its_own(tmp_path: Path) -> None:
    chapter = "# Chapter {0}\n\nThe ferry stopped.[1] It left.[2]\n\n## Notes\n\n1. First of {0}.\n2. Second of {0}.\n\n"
    document = read_text_as(chapter.format("A") + chapter.format("B"), tmp_path / "a.md")
    assert [(n.number, n.label, n.text, n.cited_in) for n in document.notes] == [
        (1, "1", "First of A.", (0,)),
        (2, "2", "Second of A.", (0,)),
        (3, "1", "First of B.", (1,)),
        (4, "2", "Second of B.", (1,)),
    ]


def test_a_section_called_notes_that_nothing_cites_stays_text(tmp_path: Path) -> None:
    document = read_text_as(
        "# Ferry\n\nIt stopped.\n\n# Notes\n\n1. Bring a lamp.\n2. Ring.\n", tmp_path / "a.md"
    )
    assert not document.notes
    assert "Bring a lamp." in [p.text for p in document.paragraphs]


def test_leaps_and_notes_that_nothing_cites_are_listed(tmp_path: Path) -> None:
    text = "# A\n\n1. One.[1]\n\n4. Four.[2]\n\n# Notes\n\n1. Log.\n2. Bell.\n3. Chart.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [p.what for p in document.problems] == [
        "paragraph numbers leap from 1 to 4",
        "note 3 is cited in no paragraph",
    ]


def test_a_link_to_another_paragraph_is_no_note(tmp_path: Path) -> None:
    page = """<html><p id="p12">12. The ferry stopped.</p><p>13. See paragraph <a href="#p14">14</a>.</p>
    <p id="p14">14. It left.</p></html>"""
    document = read_text_as(page, tmp_path / "a.html")
    assert [p.label for p in document.paragraphs] == ["12", "13", "14"]
    assert document.paragraphs[1].text == "See paragraph 14."


def notes_of(document: Document) -> list[tuple[int, str, str]]:
    return [(n.number, n.label, n.text) for n in document.notes]


def test_latex_footnotes(tmp_path: Path) -> None:
    text = (
        "\\documentclass{article}\\title{The Ferry}\\begin{document}\\maketitle\n\\section{Harbour}\n"
        "The ferry stopped.\\footnote{Harbour log, \\url{https://log.example}.} It ``left''.\n\\end{document}\n"
    )
    document = read_text_as(text, tmp_path / "a.tex")
    assert [(p.text, p.notes) for p in document.paragraphs] == [("The ferry stopped. It “left”.", (1,))]
    assert notes_of(document) == [(1, "1", "Harbour log, https://log.example.")]
    assert document.title == "The Ferry"


def test_superscript_digits_of_plain_text(tmp_path: Path) -> None:
    text = "It covers 4 km².¹ It left.²\n\n-----\n\n¹ Harbour log.\n² Bell log.\n"
    document = read_text_as(text, tmp_path / "a.txt")
    assert [(p.text, p.notes) for p in document.paragraphs] == [("It covers 4 km². It left.", (1, 2))]
    assert notes_of(document) == [(1, "1", "Harbour log."), (2, "2", "Bell log.")]
