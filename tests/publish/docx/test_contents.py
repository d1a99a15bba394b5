"""The contents are in the file before Word has counted anything, and Word is not made to ask."""

from __future__ import annotations

from tests.publish.docx.hard import everywhere, report
from tests.publish.docx.opening import W, files, part
from tests.publish.sample import mark, printed, t

from sourcebook.publish.formats.docx import write
from sourcebook.publish.printed import Heading, Paragraph
from sourcebook.publish.proof.docx import contents


def test_the_entries_are_there_without_marks_of_notes() -> None:
    assert [entry.replace("\t", " ") for entry in contents(write(printed()))] == [
        "Executive summary", "Abbreviations", "I. Rhetoric", "A. Threats of force", "II. Call for action", "Annex 1. Statements",
    ]  # fmt: skip


def test_a_heading_that_is_not_listed_is_left_out_now_and_later() -> None:
    docx = write(everywhere())
    assert "An aside" not in contents(docx)
    # Word collects the built-in styles of headings: this one has another, with the same place in the outline.
    (paragraph,) = [
        one for one in part(docx, "word/document.xml").iter(W + "p") if "".join(one.itertext()) == "An aside"
    ]
    assert paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val") == "UnlistedHeading2"


def test_the_field_says_what_word_should_collect() -> None:
    fields = [
        one.text.strip() for one in part(write(everywhere()), "word/document.xml").iter(W + "instrText")
    ]
    assert fields[0] == 'TOC \\o "1-2" \\h \\z'
    kinds = [
        one.get(W + "fldCharType")
        for one in part(write(everywhere()), "word/document.xml").iter(W + "fldChar")
    ]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(fields)


def test_pages_are_printed_where_they_are_known() -> None:
    docx = write(printed(), pages={"summary": 3, "annex-1": 41})
    entries = [
        one for one in part(docx, "word/document.xml").iter(W + "p") if "PAGEREF" in "".join(one.itertext())
    ]
    pages = ["".join(one.itertext()).rpartition("\\h ")[2] for one in entries]
    assert pages == ["3", "", "", "", "", "41"]
    assert contents(docx) == contents(write(printed()))


def test_word_is_not_made_to_ask_anything() -> None:
    settings = files(write(printed()))["word/settings.xml"]
    assert b"updateFields" not in settings and b"attachedTemplate" not in settings
    assert b"w:dirty" not in files(write(printed()))["word/document.xml"]


def test_a_report_without_headings_has_no_contents() -> None:
    docx = write(report(Paragraph("p", (t("One line."),))))
    assert contents(docx) == [] and b"docPartObj" not in files(docx)["word/document.xml"]


def test_a_heading_of_a_note_alone_does_no_harm() -> None:
    made = report(Heading("", 1, (t("Road"), mark(1))), notes=everywhere().notes[:1])
    assert contents(write(made)) == ["Road"]
