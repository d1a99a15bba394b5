"""Where a paragraph begins and ends, and what stands beside it."""

from __future__ import annotations

import pytest
from tests.reading.pdf.pages import FILLER, PAGE, Maker, plain, texts

THREE = [FILLER * 3 + "It ends.", FILLER * 2 + "It begins again.", FILLER * 3]
WAYS = [
    ("little space between them", "#set par(spacing: .85em)\n"),
    ("an indent and no space", "#set par(spacing: .65em, first-line-indent: (amount: 12pt, all: true))\n"),
    ("lines of uneven length", "#set par(justify: false, spacing: .9em)\n"),
]


@pytest.mark.parametrize(("what", "setting"), WAYS)
def test_paragraphs_without_numbers_are_told_apart(made: Maker, what: str, setting: str) -> None:
    document = made("\n\n".join(THREE), PAGE + "#set page(height: 700pt)\n" + setting)
    assert plain(document) == [text.strip() for text in THREE], what
    assert {p.region for p in document.paragraphs} == {"body"}


@pytest.mark.parametrize("label", [r"\[{}\]", "§ {}", "{}."])
def test_the_forms_of_numbers(made: Maker, label: str) -> None:
    numbered = (f"{label.format(n)} {FILLER}" for n in range(1, 5))
    assert list(texts(made("\n\n".join(numbered)))) == ["1", "2", "3", "4"]


BESIDE = (
    PAGE
    + """#set page(width: 400pt, margin: (left: 100pt, right: 40pt, y: 40pt))
#let beside(words) = place(dx: -90pt, block(width: 75pt, text(size: 7pt, words)))
"""
)


def test_side_notes_do_not_run_into_the_text(made: Maker) -> None:
    document = made(f"1. {FILLER * 2}\n\n#beside[What the law says of roads]2. {FILLER * 2}", BESIDE)
    assert texts(document) == {"1": (FILLER * 2).strip(), "2": (FILLER * 2).strip()}
    assert "What the law says of roads" in plain(document)


def test_page_numbers_in_the_outer_margin_are_furniture(made: Maker) -> None:
    number = "#set page(background: context place(right + horizon, dx: -12pt, counter(page).display()))\n"
    document = made("\n\n".join(f"{n}. {FILLER * 3}" for n in range(1, 7)), PAGE + number)
    assert {" ".join(t.split()) for t in texts(document).values()} == {(FILLER * 3).strip()}
    assert [document.source[s.start : s.end] for s in document.furniture][:2] == ["1", "2"]


def test_a_caption_is_a_paragraph_of_its_own(made: Maker) -> None:
    caption = '#rect(width: 100%, height: 60pt)\n#text(size: 8pt, style: "italic")[A mill near Harsk, 2021]'
    document = made(f"{FILLER * 2}\n\n{caption}\n\n{FILLER * 2}")
    assert plain(document) == [(FILLER * 2).strip(), "A mill near Harsk, 2021", (FILLER * 2).strip()]
    assert document.sections == ()


def test_compounds_keep_their_hyphens_where_no_word_is_broken(made: Maker) -> None:
    document = made(
        "1. The statement was made by a well- \\ known and non- \\ governmental body.\n\n"
        + f"2. {FILLER * 30}",
        PAGE + "#set text(hyphenate: false)\n",
    )
    assert texts(document)["1"] == "The statement was made by a well-known and non-governmental body."


def test_arabic_is_read_from_the_right(made: Maker) -> None:
    words = "قال سكان الوادي إن الطريق أغلق"
    setting = PAGE + '#set text(font: ("Libertinus Serif", "DejaVu Sans"))\n'
    document = made(f"1. The words on the wall were {words} in red.\n\n2. The end.", setting)
    assert texts(document)["1"] == f"The words on the wall were {words} in red."
