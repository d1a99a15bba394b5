"""Bullets and letters open items however close they stand; a rule below a title is no edge of a table."""

from __future__ import annotations

import pytest
from tests.reading.pdf.pages import FILLER, PAGE, Maker

from sourcebook.reading.document import Document

LOOSE = PAGE + "#set par(justify: false)\n"
RULE = "#line(length: 100%, stroke: 0.8pt)\n\n"
TABLE = "#table(columns: (1fr, 1fr, 1fr), [Place], [May], [June], [Dorn], [12], [9], [Verrin], [7], [5])\n\n"


def items(document: Document) -> list[tuple[str, str]]:
    """The labels and texts of all items."""
    return [(item.label, item.passage.text) for listed in document.lists for item in listed.items]


@pytest.mark.parametrize("bullet", ["•", "▪", "➢", "✓", "→"])
def test_a_bullet_opens_an_item_though_nothing_else_parts_it(bullet: str, made: Maker) -> None:
    body = f"1. The office of Dorn closed \\ {bullet} the pier and the wall beside it \\ {bullet} the bell"
    document = made(f"{body}\n\n2. {FILLER}", LOOSE)
    assert items(document) == [("", "the pier and the wall beside it"), ("", "the bell")]


def test_a_letter_in_brackets_may_touch_its_words(made: Maker) -> None:
    body = "1. The office of Dorn should:\n\n#h(12pt);(a)Open the pier;\n\n#h(12pt);(b)“Ring the bell”.\n\n"
    document = made(f"{body}2. {FILLER}", LOOSE)
    assert items(document) == [("a", "Open the pier;"), ("b", "“Ring the bell”.")]


def test_letters_within_a_word_are_no_item(made: Maker) -> None:
    document = made(f"1. {FILLER}The boatman said that \\ (s)he had seen no bell.\n\n2. {FILLER}", LOOSE)
    assert items(document) == []


def test_what_stands_between_a_rule_below_the_title_and_a_table_is_text(made: Maker) -> None:
    body = "On 3 May the pier closed.\n\nThe bell was gone.\n\nNobody rang.\n\nThe boats lay still.\n\n"
    document = made(f"#text(size: 16pt)[Report on Dorn]\n\n{RULE}{body}{TABLE}{FILLER}")
    (table,) = document.tables
    assert table.rows == (("Place", "May", "June"), ("Dorn", "12", "9"), ("Verrin", "7", "5"))
    assert "The bell was gone." in " ".join(p.text for p in document.paragraphs)
