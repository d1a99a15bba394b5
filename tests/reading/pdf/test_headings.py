"""What is a heading, what is none, and which level it has."""

from __future__ import annotations

import pytest
from tests.reading.pdf.pages import FILLER, PAGE, Maker, plain

ONE = f"1. {FILLER * 2}"
TWO = f"2. {FILLER * 2}"
ALONE = [
    ("small capitals, in the middle", "#align(center, smallcaps[{}])", "II. The Facts"),
    ("in the hand of the text, with a letter", "#block(above: 20pt, below: 12pt)[{}]", "B. The facts"),
    ("italics with the number of a paragraph", "#block(above: 20pt)[_{}_]", "1. The siege of Orvel"),
    ("bold over two lines", '#text(size: 16pt, weight: "bold")[{}]', "V. Arbitrary detention and torture"),
    ("its number above it", '#text(size: 18pt, weight: "bold")[3 \\ {}]', "Roads and bridges"),
]


@pytest.mark.parametrize(("what", "form", "words"), ALONE)
def test_headings_without_much_weight(made: Maker, what: str, form: str, words: str) -> None:
    heading = f"#v(12pt)\n{form.format(words)}\n#v(4pt)"
    document = made(f"*I. Before*\n\n{ONE}\n\n{heading}\n\n{TWO}", PAGE + "#set page(height: 600pt)\n")
    assert document.sections[-1].title.endswith(words), what
    assert len(document.sections) == 2
    assert plain(document) == [(FILLER * 2).strip()] * 2


NONE = [
    ("words quoted in large letters", f'#text(size: 12.5pt, style: "italic")[“{FILLER * 2}”]'),
    ("a sentence that begins with A", "A court heard the case within one day and let nobody in."),
]


@pytest.mark.parametrize(("what", "words"), NONE)
def test_what_only_looks_like_a_heading(made: Maker, what: str, words: str) -> None:
    document = made(
        f"*I. Before*\n\n{ONE}\n\n#v(12pt)\n{words}\n\n{TWO}", PAGE + "#set page(height: 600pt)\n"
    )
    assert [s.title for s in document.sections] == ["I. Before"], what


def test_the_title_stands_above_the_levels(made: Maker) -> None:
    setting = PAGE + "#set heading(numbering: none)\n#show heading.where(level: 1): set text(size: 14pt)\n"
    document = made(
        f'#text(size: 24pt, weight: "bold")[The Dry Years]\n\n= Water\n\n{FILLER * 4}\n\n'
        f"== Wells\n\n{FILLER * 4}\n\n= Bread\n\n{FILLER * 4}",
        setting,
    )
    assert document.title == "The Dry Years"
    assert [(s.title, s.level) for s in document.sections] == [("Water", 1), ("Wells", 2), ("Bread", 1)]


def test_an_entry_of_the_contents_over_two_lines_is_one(made: Maker) -> None:
    document = made(
        "#let dots = box(width: 1fr, repeat[.])\n"
        "A. Roads #dots 3\n\nH. Participation of those who live in the valley \\ and of their councils #dots 7\n\n"
        f"#pagebreak()\n*I. Before*\n\n{ONE}\n\n{TWO}"
    )
    assert [entry.title for entry in document.contents] == [
        "A. Roads",
        "H. Participation of those who live in the valley and of their councils",
    ]
    assert [s.title for s in document.sections] == ["I. Before"]
