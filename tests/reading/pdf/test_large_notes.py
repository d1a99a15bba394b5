"""Notes as large as the text are told by the marks that call them; what only looks like them stays text."""

from __future__ import annotations

import pytest
from tests.reading.pdf.pages import FILLER, PAGE, Maker, texts

# Notes in the size of the text, as LibreOffice prints many a report: labels raised, or on the line.
LARGE = PAGE + "#show footnote.entry: set text(size: 10pt)\n"
BARE = LARGE + (
    "#show footnote.entry: it => block[#counter(footnote).at(it.note.location()).first() #it.note.body]\n"
)
UNRULED = LARGE + "#set footnote.entry(separator: v(8pt))\n"
TEXT = (
    f"1. {FILLER}It was closed.#footnote[Harbour Office, Log, 3 May 2030.] Nobody came.#footnote[Ibid.]\n\n"
    f"2. {FILLER * 2}\n\n#pagebreak()\n\n3. {FILLER}It was opened.#footnote[Dorn Radio, 4 May 2030.]\n\n4. {FILLER}"
)


@pytest.mark.parametrize("setting", [LARGE, BARE, UNRULED], ids=["raised", "on the line", "no rule"])
def test_notes_in_the_size_of_the_text(setting: str, made: Maker) -> None:
    document = made(TEXT, setting)
    assert [n.text for n in document.notes] == [
        "Harbour Office, Log, 3 May 2030.",
        "Ibid.",
        "Dorn Radio, 4 May 2030.",
    ]
    assert {p.label: p.notes for p in document.paragraphs if p.label} == {
        "1": (1, 2), "2": (), "3": (3,), "4": ()
    }  # fmt: skip
    assert document.problems == ()


def test_a_large_note_that_goes_on_overleaf_is_one_note(made: Maker) -> None:
    long = FILLER * 8
    text = f"1. {FILLER * 5}It was closed.#footnote[{long}] It opened.\n\n2. {FILLER * 3}\n\n3. {FILLER}"
    document = made(text, BARE)
    assert len(document.notes) == 1
    assert " ".join(document.notes[0].text.split()) == long.strip()


def test_numbered_lines_at_the_foot_are_no_notes_where_no_rule_parts_them(made: Maker) -> None:
    document = made(
        f"1. {FILLER}It was closed.#super[1] Nobody came.#super[2]\n\n2. {FILLER}\n\n"
        "1 The harbour office of Dorn\n\n2 The radio of Dorn\n"
    )
    assert document.notes == ()
    assert any("1 The harbour office of Dorn" in p.text for p in document.paragraphs)


def test_a_rule_above_numbers_that_no_mark_calls_is_no_foot(made: Maker) -> None:
    rule = "#line(length: 30%, stroke: 0.5pt)\n\n"
    document = made(f"1. {FILLER}It was closed.#super[7]\n\n{rule}2. {FILLER}\n\n3. {FILLER}")
    assert document.notes == ()
    assert list(texts(document)) == ["1", "2", "3"]


def test_a_mark_that_opens_a_line_is_no_note(made: Maker) -> None:
    setting = PAGE + "#set par(justify: false)\n"
    document = made(
        f"1. {FILLER}It was closed.#super[3] Nobody came. \\ #super[3] {FILLER}\n\n2. {FILLER}", setting
    )
    assert document.notes == ()
    assert list(texts(document)) == ["1", "2"]
