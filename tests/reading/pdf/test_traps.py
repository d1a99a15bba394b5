"""Traps of PDF pages, each on a page made for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from tests.reading.pdf.pages import FILLER, PAGE, Maker, texts

from sourcebook.reading import ReadingError
from sourcebook.reading.pdf import account, read_pdf


def test_notes_at_the_foot_are_bound_to_their_marks(made: Maker) -> None:
    document = made(
        "1. The road was closed.#footnote[Varnia Post, 3 May 2023.] It was opened again.#footnote[Ibid.]\n\n"
        "2. Nobody was hurt#footnote[A longer note that goes on over the end of its first line and then some more words.]."
    )
    assert [n.text[:12] for n in document.notes] == ["Varnia Post,", "Ibid.", "A longer not"]
    assert [p.notes for p in document.paragraphs] == [(1, 2), (3,)]
    assert texts(document) == {"1": "The road was closed. It was opened again.", "2": "Nobody was hurt."}


def test_powers_and_ordinals_are_no_marks(made: Maker) -> None:
    document = made("1. An area of 40 km#super[2] on the 5#super[th] day.#footnote[A note.]")
    assert [m.label for p in document.paragraphs for m in p.passage.marks] == ["1"]
    assert "km2" in texts(document)["1"] or "km 2" in texts(document)["1"]


def test_a_paragraph_goes_on_over_the_page(made: Maker) -> None:
    document = made("1. " + FILLER * 14 + "\n\n2. The end.", PAGE)
    assert list(texts(document)) == ["1", "2"]
    assert " ".join(texts(document)["1"].split()) == (FILLER * 14).strip()


def test_a_decimal_at_the_start_of_a_line_is_no_label(made: Maker) -> None:
    document = made(
        "1. Those who listened to the broadcast were many:\\ 1.8 million people in all.\n\n2. The end."
    )
    assert list(texts(document)) == ["1", "2"]


def test_a_paragraph_whose_lead_is_bold_is_no_heading(made: Maker) -> None:
    document = made(
        "*A. Speeches*\n\n1. *The minister.* He spoke.\n\n2. *The bishop.* He kept silent.\n\n3. The end."
    )
    assert [s.title for s in document.sections] == ["A. Speeches"]
    assert texts(document)["2"] == "The bishop. He kept silent."


def test_two_columns_are_read_one_after_the_other(made: Maker) -> None:
    document = made(
        f"1. {FILLER * 5}\n\n2. {FILLER * 5}\n\n3. {FILLER * 4}",
        PAGE + "#set page(columns: 2, width: 420pt)\n",
    )
    assert {k: " ".join(v.split()) for k, v in texts(document).items()} == {
        "1": (FILLER * 5).strip(),
        "2": (FILLER * 5).strip(),
        "3": (FILLER * 4).strip(),
    }


def test_numbered_cells_of_a_table_are_no_paragraphs(made: Maker) -> None:
    document = made(
        "1. The table follows.\n\n#table(columns: 3, [2.], [Orvel], [14], [3.], [Harsk], [9], [4.], [Lune], [3])\n\n2. The end."
    )
    assert list(texts(document)) == ["1", "2"]
    assert any("Orvel" in cell for table in document.tables for row in table.rows for cell in row)


def test_a_running_header_like_a_heading_is_furniture(made: Maker) -> None:
    setting = PAGE + '#set page(header: [SPEECHES], numbering: "1")\n'
    document = made("*SPEECHES*\n\n1. " + FILLER * 30 + "\n\n2. The end.", setting)
    assert [s.title for s in document.sections] == ["SPEECHES"]
    assert "SPEECHES" not in texts(document)["1"]


def test_items_of_an_annex_are_no_paragraphs(made: Maker) -> None:
    document = made("*I. Findings*\n\n1. One.\n\n2. Two.\n\n*Annex*\n\n1. An item.\n\n2. Another item.")
    assert list(texts(document)) == ["1", "2"]
    assert texts(document)["2"] == "Two."


def test_every_character_is_accounted_for(made: Maker) -> None:
    document = made(
        "*I. Findings*\n\n1. " + FILLER * 20 + "#footnote[A note.]\n\n2. The end.",
        PAGE + '#set page(numbering: "1")\n',
    )
    shares = account(document)
    assert shares.get("other", 0) < 0.01
    assert {"paragraph", "note", "heading", "furniture"} <= set(shares)


BAD = [
    (b"", "empty.pdf"),
    (b"%PDF-1.7\n1 0 obj\n<<", "truncated.pdf"),
    (b"\x00\x01\x02 not a pdf at all", "nothing.pdf"),
]


@pytest.mark.parametrize(("content", "name"), BAD)
def test_what_is_no_pdf_is_refused_in_one_line(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadingError) as error:
        read_pdf(path)
    assert "\n" not in str(error.value) and name in str(error.value)


def test_a_scan_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    source = tmp_path / "scan.typ"
    source.write_text("#rect(width: 100pt, height: 100pt)", "utf-8")
    path.write_bytes(typst.compile(str(source)))
    with pytest.raises(ReadingError, match="OCR"):
        read_pdf(path)
