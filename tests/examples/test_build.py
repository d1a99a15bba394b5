"""All four formats are made from the one source, the PDF has a report's pages, and a second build is the same."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from examples.build import build
from examples.making.gold import judgements
from examples.making.source import read, source


@pytest.fixture(scope="module")
def pages(ardovia: Path) -> list[str]:
    """The letters of each page of the PDF, without spaces, hyphens and marks."""
    document = pypdfium2.PdfDocument(ardovia / "report.pdf")
    return [letters(page.get_textpage().get_text_range()) for page in document]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("ending", ["md", "docx", "html", "pdf"])
def test_every_format_is_made(ardovia: Path, ending: str) -> None:
    assert (ardovia / f"report.{ending}").stat().st_size > 20_000


def test_the_pdf_has_a_reports_length(pages: list[str]) -> None:
    assert 23 <= len(pages) <= 28


def test_a_paragraph_and_a_quotation_cross_a_page(pages: list[str]) -> None:
    text = "".join(pages)
    quotes = [letters(quote) for row in judgements("statements") for quote in row["quotes"]]
    crossing = [q for q in quotes if len(q) > 60 and q not in text and any(q[:25] in page for page in pages)]
    assert crossing


def test_the_contents_name_every_heading_with_its_page(pages: list[str]) -> None:
    contents = "".join(pages[1:3])
    for level, title in re.findall(r"^(##?) ([^{\n]+)$", source(), re.MULTILINE):
        assert letters(title) in contents, (level, title)


def test_word_has_real_notes_headings_and_numbers(ardovia: Path) -> None:
    with zipfile.ZipFile(ardovia / "report.docx") as parts:
        body, notes = (parts.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    paragraphs, footnotes = read(source())
    assert body.count("<w:footnoteReference ") == len(footnotes)
    assert notes.count("<w:footnoteRef ") + notes.count("<w:footnoteRef/>") == len(footnotes)
    assert 'w:val="Heading2"' in body
    assert body.count("<w:numId ") >= len(paragraphs)
    assert 'w:val="TOC1"' in body


def test_html_keeps_the_numbers_of_paragraphs(ardovia: Path) -> None:
    html = (ardovia / "report.html").read_text("utf-8")
    starts = re.findall(r'<ol start="(\d+)"', html)
    assert {"5", "13", "106"} <= set(starts)
    assert "http://" not in re.sub(r'"http://www\.w3\.org[^"]*"', "", html)


def test_a_second_build_is_the_same_to_the_byte(ardovia: Path, tmp_path: Path) -> None:
    for path in build(tmp_path):
        assert path.read_bytes() == (ardovia / path.relative_to(tmp_path)).read_bytes(), path.name
