"""Footnotes and endnotes: what each says, and under which name."""

from __future__ import annotations

import pytest
from tests.publish.word.opening.made import JON, MIRA, bookmark, ins, mark, notes, p, part, r, read, shown


def said(body: str, *parts: dict[str, str]) -> dict[str, str]:
    text = read(body, {name: content for one in parts for name, content in one.items()})
    return {name: shown(bits) for name, bits in text.notes.items()}


def test_a_note_says_what_it_says_without_its_number() -> None:
    body = p(r("Closed."), bookmark("_sbr_0012", mark(1)), r(" Open."), mark(2))
    assert said(body, notes(r("See the daily."), r("Ibid.", "<w:i/>"))) == {
        "r0012": "See the daily.",
        "n1": "Ibid.",
    }


def test_notes_without_anchor_are_counted_in_the_order_of_the_text() -> None:
    assert said(p(mark(2), mark(1)), notes(r("first in the file"), r("second"))) == {
        "n1": "second",
        "n2": "first in the file",
    }


def test_endnotes_and_footnotes_are_kept_apart() -> None:
    body = p(mark(1), mark(1, kind="endnote"))
    assert said(body, notes(r("foot")), notes(r("end"), kind="endnote")) == {"n1": "foot", "n2": "end"}


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("<w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>See.</w:t></w:r>", "See."),
        ("<w:r><w:footnoteRef/><w:t>See.</w:t></w:r>", "See."),
        ("<w:r><w:t>See.</w:t></w:r>", "See."),
        ("<w:r><w:t>* See.</w:t></w:r>", "See."),
        ("<w:r><w:t>*</w:t></w:r><w:r><w:t xml:space='preserve'> See.</w:t></w:r>", "See."),
    ],
)
def test_a_number_or_sign_before_a_note_is_not_its_text(note: str, text: str) -> None:
    own = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    given = {"word/footnotes.xml": part("footnotes", f'<w:footnote w:id="1"><w:p>{note}</w:p></w:footnote>')}
    found = read(p(r("Closed"), own, r(".")), given)
    assert shown(found.blocks[0].bits) == "Closed{n1:}."
    assert shown(found.notes["n1"]) == text


def test_paragraphs_of_a_note_are_apart_by_a_blank_with_what_was_tracked() -> None:
    two = f"<w:p><w:pPr><w:rPr><w:ins {MIRA}/></w:rPr></w:pPr><w:r><w:footnoteRef/></w:r>{r(' One.')}</w:p>{p(ins(r('Two.'), who=JON))}"
    given = {"word/footnotes.xml": part("footnotes", f'<w:footnote w:id="1">{two}</w:footnote>')}
    assert said(p(mark(1)), given) == {"n1": "One.[+ Two.+]"}


def test_a_reference_in_a_note_is_one_mark_there() -> None:
    given = notes(r("See ") + bookmark("_sbr_0002", r("The Salt ") + r("Trains", "<w:i/>")) + r("."))
    text = read(p(bookmark("_sbr_0001", mark(1))), given)
    assert shown(text.notes["r0001"]) == "See {r0002:The Salt Trains}."
    (anchor,) = text.anchors["r0002"]
    assert (anchor.block, anchor.note, anchor.printed) == (None, "r0001", "The Salt Trains")


def test_of_a_moved_note_the_one_that_stands_counts() -> None:
    gone = f"<w:moveFrom {MIRA}>{bookmark('_sbr_0001', mark(1))}</w:moveFrom>"
    here = f"<w:moveTo {MIRA}>{bookmark('_sbr_0001_Copy_1', mark(2), id=2)}</w:moveTo>"
    assert said(p(gone) + p(here), notes(r("before"), r("edited after the move"))) == {
        "r0001": "edited after the move"
    }


def test_a_copied_note_that_says_something_else_is_not_lost() -> None:
    body = p(bookmark("_sbr_0001", mark(1))) + p(bookmark("_sbr_0001_Copy_1", mark(2), id=2))
    assert said(body, notes(r("one"), r("one"))) == {"r0001": "one"}
    assert said(body, notes(r("one"), r("two"))) == {"r0001": "one", "n1": "two"}


def test_a_note_that_nothing_marks_is_told() -> None:
    text = read(p(r("Closed.")), notes(r("left alone")))
    assert text.set_aside == ("a note that no mark in the text leads to: “left alone”",)
    assert text.notes == {}


def test_a_mark_without_a_note_is_still_a_mark() -> None:
    text = read(p(r("Closed."), mark(7)), notes(r("another")))
    assert shown(text.blocks[0].bits) == "Closed.{n1:}"
    assert "n1" not in text.notes
