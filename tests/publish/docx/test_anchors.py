"""Hidden names for paragraphs and references change nothing that is seen, and nothing that links lead to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.publish.docx.hard import arabic, everywhere
from tests.publish.docx.opening import W, converted, files, part, without_space
from tests.publish.sample import printed as sample
from tests.publish.word.sending.ardovian import ardovian

from sourcebook.publish.formats.docx import Anchor, Anchors, Stamp, write
from sourcebook.publish.printed import Paragraph, Printed, Table
from sourcebook.publish.printing import printed
from sourcebook.publish.proof.comparing import compare
from sourcebook.publish.proof.docx import lines
from sourcebook.publish.word.flowing import anchors_of
from sourcebook.reading import read


def all_named(report: Printed) -> Anchors:
    """A name for everything that can have one."""
    places = [("", 0), ("", 1)]
    for block in report.blocks:
        more = len(block.items) if isinstance(block, Paragraph) else 0
        more = len(block.rows) + bool(block.header) if isinstance(block, Table) else more
        places += [(block.id, place) for place in range(more + 1)]
    return {place: Anchor(f"p{number:04}") for number, place in enumerate(places)}


@pytest.mark.parametrize("made", [sample, everywhere, arabic])
def test_nothing_is_lost_or_added(made: object) -> None:
    report = made()  # type: ignore[operator]
    docx = write(report, anchors=all_named(report), stamp=Stamp("a", "b", "c", "d"))
    assert compare(report, lines(docx), contents=True).holds
    assert [line.id for line in lines(docx)] == [line.id for line in lines(write(report))]


def test_a_file_without_names_has_none() -> None:
    edition, of = ardovian()
    for content in files(write(printed(edition, of))).values():
        assert b"_sbp_" not in content and b"_sbr_" not in content and b"urn:sourcebook" not in content


def test_links_still_lead_where_they_led() -> None:
    edition, of = ardovian()
    report = printed(edition, of)
    with_names, without = (
        part(write(report, anchors=anchors), "word/document.xml") for anchors in (anchors_of(edition), None)
    )
    for root in (with_names, without):
        names = {one.get(W + "name") for one in root.iter(W + "bookmarkStart")}
        assert {one.get(W + "anchor") for one in root.iter(W + "hyperlink")} - {None} <= names
    seen, before = (
        {name for one in root.iter(W + "bookmarkStart") if not (name := one.get(W + "name")).startswith("_")}
        for root in (with_names, without)
    )
    assert seen == before and {"road", "days"} <= seen


def test_a_row_is_named_in_its_first_cell_with_words() -> None:
    edition, of = ardovian()
    docx = write(printed(edition, of), anchors=anchors_of(edition))
    [start] = [
        one
        for one in part(docx, "word/document.xml").iter(W + "bookmarkStart")
        if one.get(W + "name") == "_sbp_0014"
    ]
    assert "".join(text.text for text in start.getparent().iter(W + "t")) == "denied"


def test_what_word_before_2013_does_not_know_is_said_to_be_passed_over() -> None:
    edition, of = ardovian()
    docx = write(printed(edition, of), anchors=anchors_of(edition))
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = part(docx, name)
        ignorable = next(value for key, value in root.attrib.items() if key.endswith("}Ignorable"))
        assert ignorable == "w15" and "w15" in root.nsmap


def test_a_name_that_holds_a_part_of_a_caption_leaves_its_number_out() -> None:
    edition, of = ardovian()
    docx = write(printed(edition, of), anchors=anchors_of(edition))
    markup = files(docx)["word/document.xml"].decode()
    assert re.search(r"Table 1\. </w:t></w:r><w:bookmarkStart [^>]*_sbp_0022\"/><w:r>", markup)


def test_other_programs_read_what_they_read_without(tmp_path: Path, program: object) -> None:
    soffice = program("soffice")  # type: ignore[operator]
    edition, of = ardovian()
    report = printed(edition, of)
    texts = []
    for number, anchors in enumerate((anchors_of(edition), None)):
        folder = tmp_path / str(number)
        folder.mkdir()
        docx = write(report, anchors=anchors)
        text = converted(docx, folder, soffice, "txt:Text").read_text("utf-8-sig")
        document = read(folder / "report.docx").document
        ours = (document.sections, document.paragraphs, document.notes, document.lists, document.tables)
        texts.append((without_space(text), ours, document.problems))
    assert texts[0] == texts[1]
