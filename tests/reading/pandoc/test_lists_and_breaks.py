"""What is an item of a list and what is not: lines broken by hand, words after a list, who said a quotation."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.pandoc.making import convert, para, read_file, read_text_as, word

from sourcebook.reading.document import Document

BROKEN = "1. The pier of Dorn\\\nwas closed\\\non 3 May 2030.\n\n2. It opened.\n\nNotice:\\\nno boats.\n\n- Bell\n- Pier\n"


def items(document: Document) -> list[list[tuple[str, str]]]:
    """Labels and texts of the items of each list."""
    return [[(item.label, item.passage.text) for item in listed.items] for listed in document.lists]


@pytest.mark.parametrize("ending", ["md", "html", "docx", "odt"])
def test_a_line_broken_by_hand_is_no_item(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    if ending == "md":
        path.write_text(BROKEN, "utf-8")
    else:
        convert(BROKEN, path)
    document = read_file(path)
    assert document.paragraphs[0].text == "The pier of Dorn\nwas closed\non 3 May 2030."
    assert "Notice:\nno boats." in [p.text for p in document.paragraphs]
    assert items(document) == [[("", "Bell"), ("", "Pier")]]


def test_a_break_of_word_within_an_item_makes_no_other_item(tmp_path: Path) -> None:
    broken = "<w:r><w:t>• Bell</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>and pier</w:t></w:r>"
    body = para("1. The office closed:") + para(broken) + para("• Boat") + para("2. It opened.")
    document = read_file(word(tmp_path / "a.docx", body))
    assert items(document) == [[("", "Bell\nand pier"), ("", "Boat")]]


def test_words_after_a_list_are_part_of_the_paragraph_and_no_item(tmp_path: Path) -> None:
    text = (
        "# Dorn\n\n1. The expert asked for:\n\n(a) a pier;\n\n(b) a bell;\n\nand for these to be done by May.\n\n"
        "2. It was done.\n"
    )
    document = read_text_as(text, tmp_path / "a.md")
    assert document.paragraphs[0].text == (
        "The expert asked for:\n(a) a pier;\n(b) a bell;\nand for these to be done by May."
    )
    assert [p.label for p in document.paragraphs] == ["1", "2"]
    assert items(document) == [[("a", "a pier;"), ("b", "a bell;")]]


@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote><p>They took his shoes.</p><footer>—Father of a boatman, Dorn</footer></blockquote>",
        "<blockquote><p>They took his shoes.</p><footer class='blockquote-footer'>—Father of a "
        "<cite>boatman</cite>, Dorn</footer></blockquote>",
        "<blockquote><p>They took his shoes.</p><p><cite>—Father of a boatman, Dorn</cite></p></blockquote>",
        "<figure><blockquote><p>They took his shoes.</p></blockquote>"
        "<figcaption>—Father of a boatman, Dorn</figcaption></figure>",
        "<div class='quote-footer'><p>They took his shoes.</p><p>—Father of a boatman, Dorn</p></div>",
    ],
    ids=["footer", "footer with a class", "cite", "figure", "named part"],
)
def test_who_said_a_quotation_is_kept(quotation: str, tmp_path: Path) -> None:
    page = (
        "<html><head><title>The pier of Dorn</title></head><body><main><h1>The pier of Dorn</h1>"
        f"<p>On 3 May 2030 the harbour office closed it, and many left.</p>{quotation}<p>It opened in June.</p></main>"
        "<footer>© Harbour Watch</footer></body></html>"
    )
    document = read_text_as(page, tmp_path / "a.html")
    said = [p.text for p in document.paragraphs]
    assert said[1:3] == ["They took his shoes.", "—Father of a boatman, Dorn"]
    assert [document.source[span.start : span.end] for span in document.furniture] == ["© Harbour Watch"]
