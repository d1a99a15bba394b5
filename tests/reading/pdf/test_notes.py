"""Where notes stand, how they are labelled, and that each mark finds its own."""

from __future__ import annotations

import pytest
from tests.reading.pdf.pages import FILLER, PAGE, Maker, plain, texts

ANEW = PAGE + "#set page(header: context { counter(footnote).update(0) })\n"
CLOSED = FILLER * 3 + "Then it was closed."
ENDNOTES = """#let endnotes(..notes) = {
  block(above: 20pt, text(weight: "bold", size: 13pt)[Notes])
  set text(size: 8pt)
  for (n, note) in notes.pos().enumerate() { block(above: 5pt, below: 5pt, [#(n + 1). #note]) }
}
"""


def test_notes_that_begin_anew_on_each_page(made: Maker) -> None:
    document = made(
        "1. One.#footnote[First on one.] Two.#footnote[Second on one.]\n\n#pagebreak()\n"
        "2. Three.#footnote[First on two.] Four.#footnote[Second on two.] Five.#footnote[Third on two.]",
        ANEW,
    )
    cited = [[document.notes_by_number[n].text for n in p.notes] for p in document.paragraphs]
    assert cited == [
        ["First on one.", "Second on one."],
        ["First on two.", "Second on two.", "Third on two."],
    ]


def test_symbols_beyond_the_dagger(made: Maker) -> None:
    marks = "".join(f"Word {n}.#footnote[Note {n}.] " for n in range(1, 7))
    document = made(f"1. {marks}", PAGE + '#set footnote(numbering: "*")\n')
    assert [n.label for n in document.notes] == ["*", "†", "‡", "§", "¶", "‖"]
    assert texts(document) == {"1": "Word 1. Word 2. Word 3. Word 4. Word 5. Word 6."}


def test_each_column_has_a_foot_of_its_own(made: Maker) -> None:
    setting = PAGE + "#set page(columns: 2, width: 420pt)\n"
    document = made(
        f"1. {FILLER * 5}#footnote[Left.]\n\n2. {FILLER * 6}#footnote[Right.]\n\n3. {FILLER * 3}", setting
    )
    assert [n.text for n in document.notes] == ["Left.", "Right."]
    assert [p.notes for p in document.paragraphs] == [(1,), (2,), ()]


def test_endnotes_of_each_chapter_belong_to_its_marks(made: Maker) -> None:
    document = made(
        f"= A. Roads\n\n{CLOSED}#super[1] Opened.#super[2]\n\n#endnotes([Road one.], [Road two.])\n\n"
        f"= B. Schools\n\n{CLOSED}#super[1] Rebuilt.#super[2]\n\n#endnotes([School one.], [School two.])",
        PAGE + ENDNOTES,
    )
    assert [n.text for n in document.notes] == ["Road one.", "Road two.", "School one.", "School two."]
    assert [p.notes for p in document.paragraphs] == [(1, 2), (3, 4)]
    assert plain(document) == [f"{CLOSED} Opened.", f"{CLOSED} Rebuilt."]


def test_endnotes_with_roman_numbers_and_no_heading(made: Maker) -> None:
    notes = "\n\n".join(f"{label}Note {label}." for label in ("i", "ii", "iii"))
    document = made(
        f"#let high = super.with(typographic: false)\n{FILLER}#high[i] {FILLER}#high[ii]\n\n{FILLER}#high[iii]\n\n#pagebreak()\n"
        f"#set text(size: 8pt)\n{notes}"
    )
    assert [(n.label, n.text) for n in document.notes] == [
        (label, f"Note {label}.") for label in ("i", "ii", "iii")
    ]
    assert [p.notes for p in document.paragraphs] == [(1, 2), (3,)]


SETTINGS = [
    ("a number in brackets", '#set footnote(numbering: n => "[" + str(n) + "]")'),
    ("a rule from edge to edge", "#set footnote.entry(separator: line(length: 100%, stroke: .5pt))"),
    ("no rule", "#set footnote.entry(separator: none)"),
    (
        "no rule, a full stop behind the number",
        "#set footnote.entry(separator: none)\n#show footnote.entry: it => "
        "[#counter(footnote).at(it.note.location()).first(). #it.note.body]",
    ),
    (
        "a number glued to the words",
        "#show footnote.entry: it => [#counter(footnote).at(it.note.location()).first()#it.note.body]",
    ),
]


@pytest.mark.parametrize(("what", "setting"), SETTINGS)
def test_however_they_are_set(made: Maker, what: str, setting: str) -> None:
    document = made(
        f"1. {FILLER}#footnote[Varnia Post, 3 May 2023.]\n\n2. {FILLER}#footnote[Ibid., p. 4.]",
        PAGE + setting + "\n",
    )
    assert [n.text for n in document.notes] == ["Varnia Post, 3 May 2023.", "Ibid., p. 4."], what
    assert [p.notes for p in document.paragraphs] == [(1,), (2,)]


def test_a_last_line_that_recurs_is_no_footer(made: Maker) -> None:
    pages = "#pagebreak()".join(f"\n{n}. {FILLER}#footnote[Ibid.]\n" for n in range(1, 5))
    document = made(pages)
    assert [n.text for n in document.notes] == ["Ibid."] * 4
    assert document.furniture == ()
