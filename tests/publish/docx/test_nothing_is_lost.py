"""What is printed comes back from the bytes of the Word file, character by character."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.docx.hard import arabic, everywhere, report
from tests.publish.docx.opening import changed
from tests.publish.sample import mark, printed, t

from sourcebook.publish.formats.docx import write
from sourcebook.publish.printed import Block, Heading, Item, Note, Paragraph, Printed, Quotation, Run, Table
from sourcebook.publish.proof.comparing import compare
from sourcebook.publish.proof.docx import NotWord, lines


@pytest.mark.parametrize("made", [printed, everywhere, arabic])
def test_a_report_comes_back_whole(made: Callable[[], Printed]) -> None:
    compared = compare(made(), lines(write(made())), contents=True)
    assert [str(one) for one in compared.differences] == []
    assert compared.holds and compared.notes == len(made().notes)


def test_labels_and_marks_stand_where_they_are_printed() -> None:
    found = {(line.kind, line.text.replace("\t", " ")) for line in lines(write(everywhere()))}
    assert ("heading", "1. The road[1] to Sel") in found
    assert ("paragraph", "1. He spoke[2] and spoke[2].") in found
    assert ("item", "(i) once[3];") in found and ("item", "– a dash") in found
    assert ("caption", "Table 1. Days[5]") in found and ("cell", "3 March[6]") in found
    assert ("note", "See notes [1], [12] and [9].") in found


# Signs of XML, Markdown, TeX and Word; spaces that are not spaces; letters of many scripts, on several planes.
_SPECIAL = "<>&\"'`*_~#[]{}()\\|$%@^=+-–—…“”„«»‹›\u00a0\u202f\u2009\u00ad\u2011\u200b\u200f\u2028\u2029\ufeff\ufffc\ufffd\u0085"
_LETTERS = "ազԱՖабвЁёїşəğİıßſﬁ漢字かな한글אבגابتทไदेবাმხე\u0301\U0001f30d\U00010330𝔄"
_character = st.one_of(
    st.sampled_from(_SPECIAL + _LETTERS + "\n\t"),
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
)
_text = st.text(_character, min_size=1, max_size=24).map(lambda text: f"a{text}z")


@given(st.tuples(*[_text] * 6))
@settings(max_examples=60, deadline=None)
def test_any_character_comes_back(texts: tuple[str, ...]) -> None:
    title, heading, strong, linked, cell, note = texts
    made = report(
        Heading("h", 1, (t(heading),), label="1."),
        Paragraph("p", (t(strong, strong=True), mark(1), t(linked, link="https://a.example/")), label="2."),
        Table("t", (t(cell, language="ka"),), (), (((t(cell),),),)),
        title=title.replace("\n", " ").replace("\t", " "),
        notes=(Note(1, (t(note, emphasis=True),)),),
    )
    found = [line.text for line in lines(write(made)) if line.kind != "contents"]
    assert found == [line.text for line in made.lines()]


_LABELS = [
    "",
    "",
    "1.",
    "2.",
    "3.",
    "7.",
    "(a)",
    "(b)",
    "(i)",
    "(v)",
    "I.",
    "II.",
    "A.",
    "B.",
    "1.1.",
    "1.2.",
    "2.1.",
    "Annex 1.",
    "(ab)",
    "٣.",
    "12 bis.",
]


@st.composite
def _report(draw: st.DrawFn) -> Printed:
    """A report of any build: labels that go on or do not, notes anywhere, in order or not, marked again or never."""
    count = draw(st.integers(0, 4))
    numbers = st.integers(1, max(count, 1))

    def runs() -> tuple[Run, ...]:
        words = [
            t(draw(st.sampled_from(["The road", "Дорога", "الطريق", "a “gate”"]))),
            t(" is closed", link="#b-1"),
        ]
        return (*words, *(mark(draw(numbers)) for _ in range(draw(st.integers(0, 2)) if count else 0)))

    def block(place: int) -> Block:
        id, label = f"b-{place}", draw(st.sampled_from(_LABELS))
        kind = draw(st.sampled_from(["heading", "heading", "paragraph", "paragraph", "quotation", "table"]))
        if kind == "heading":
            return Heading(id, draw(st.integers(1, 4)), runs(), label=label, listed=draw(st.booleans()))
        if kind == "paragraph":
            items = tuple(
                Item(draw(st.sampled_from(_LABELS)), runs()) for _ in range(draw(st.integers(0, 3)))
            )
            return Paragraph(id, runs(), label=label, items=items)
        if kind == "quotation":
            return Quotation(id, runs())
        rows = tuple(
            tuple(runs() for _ in range(draw(st.integers(1, 3)))) for _ in range(draw(st.integers(0, 2)))
        )
        return Table(id, runs(), (runs(), ()), rows, below=draw(st.sampled_from([(), runs()])))

    blocks = [block(place) for place in range(draw(st.integers(1, 8)))]
    notes = (Note(one, (t(f"Gazette, no. {one}."), *runs())) for one in range(1, count + 1))
    return report(*blocks, notes=tuple(notes))


@given(_report(), st.sampled_from(["ltr", "rtl"]))
@settings(max_examples=60, deadline=None)
def test_a_report_of_any_build_comes_back(made: Printed, direction: Literal["ltr", "rtl"]) -> None:
    made = replace(made, direction=direction)
    compared = compare(made, lines(write(made)), contents=True)
    assert [str(one) for one in compared.differences] == []


_DOCUMENT, _NOTES, _LISTS = "word/document.xml", "word/footnotes.xml", "word/numbering.xml"


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        (_DOCUMENT, "They will leave", "They wi11 leave", "differs"),
        (_DOCUMENT, "Граница", "Границa", "differs"),
        (_DOCUMENT, "The gate shuts at dusk. Nobody passes; not today.", "", "missing"),
        (_NOTES, "not an official text", "now an official text", "differs"),
        (_NOTES, "Ibid", "ibid", "differs"),
        (_LISTS, '<w:start w:val="1"/>', '<w:start w:val="2"/>', "differs"),
        (_DOCUMENT, '<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="3"/>', "missing"),
        (_DOCUMENT, "<w:i/>", "<w:vanish/>", "differs"),
        (_DOCUMENT, "<w:drawing>", "<w:pict><w:txbxContent><w:t>Planted in a box</w:t></w:txbxContent></w:pict><w:drawing>", "added"),
        (_DOCUMENT, 'w:val="Heading2"', 'w:val="BodyText"', "kind"),
        (_DOCUMENT, "<w:p>", "<w:p><w:r><w:t>Planted words of nobody</w:t></w:r></w:p><w:p>", "added"),
    ],
)  # fmt: skip
def test_a_planted_difference_is_found(name: str, old: str, new: str, what: str) -> None:
    made = printed()
    compared = compare(made, lines(changed(write(made), name, old, new)), contents=True)
    assert what in {one.what for one in compared.differences}


def test_a_wrong_entry_of_the_contents_is_found() -> None:
    docx = write(printed())
    compared = compare(
        printed(), lines(changed(docx, _DOCUMENT, "Threats of force", "Threats or force")), contents=True
    )
    assert [one.what for one in compared.differences] == ["contents"]


def test_a_note_that_nothing_marks_is_printed_still() -> None:
    made = report(Paragraph("p", (t("No mark here."),)), notes=(Note(3, (t("Gazette of Sel."),)),))
    assert ("note-3", "Gazette of Sel.") in {(line.id, line.text) for line in lines(write(made))}


@pytest.mark.parametrize("bytes_", [b"", b"PK\x03\x04 no archive", b"%PDF-1.7"])
def test_what_is_no_word_file_is_said_to_be_none(bytes_: bytes) -> None:
    with pytest.raises(NotWord, match="no Word file"):
        lines(bytes_)


def test_runs_without_characters_do_no_harm() -> None:
    made = report(
        Paragraph("p", (Run(), t("a"), Run("", strong=True, link="#p"), t("b"))), Paragraph("q", ())
    )
    assert compare(made, lines(write(made))).holds
