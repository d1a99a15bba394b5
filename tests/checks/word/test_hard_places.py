"""Comments at exactly the words they are about, wherever these stand: links, fields, controls, tables, twice."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from tests.checks.word.reading_words import (
    commented,
    covered,
    on,
    on_note,
    part,
    said,
    through_libreoffice,
    whole_text,
)
from tests.publish.word.foreign.ardovian import REPORT
from tests.publish.word.foreign.making import (
    File,
    complex_field,
    deleted,
    inserted,
    run,
    table,
    zotero,
)

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.word.letters import W
from sourcebook.reading import Reading
from sourcebook.text import Span

CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
# The words that a finding is about, and those that its comment is to hang on where they are others.
PLACES = {
    "wolf pack of the north": "",
    "very long link": "",
    "half a field": "(here is half a field indeed)",
    "over the edge (here": "over the edge (here is one)",
    "a simple field": "this is a simple field too",
    "in a control": "",
    "the sent value": "the sent value of ours",
    "partly inserted words": "",
    "words with a gap": "",
    "Heading of the second part": "",
    "bulleted words": "",
    "in bold and italic": "",
}


def hard() -> File:
    """Every place that words can stand in."""
    file = File()
    file.add("A hard file", style="Title")
    file.add("They spoke of the wolf pack of the north, and again of the wolf pack of the north.")
    file.add("Read ", file.link("this very long link to a page", "https://x.example/"), " first.")
    file.add("It says ", zotero("(here is half a field indeed)", REPORT), " and more.")
    file.add(
        "As ",
        f'<w:bookmarkStart w:id="33" w:name="_x"/>{run("(here is one)")}<w:bookmarkEnd w:id="33"/>',
        ".",
    )
    file.add("Right over the edge ", complex_field(" REF _x \\h ", "(here is one)"), " and on.")
    file.add(
        "But ", f'<w:fldSimple w:instr=" QUOTE ">{run("this is a simple field too")}</w:fldSimple>', " ends."
    )
    file.add("Some words ", CONTROL.format("theirs", run("stand in a control of Word")), " here.")
    file.add("And ", CONTROL.format("_sbr_0001", run("the sent value of ours")), " there.")
    file.add("There are par", inserted(run("tly inserted wo")), "rds in this.")
    file.add("There are words with ", deleted("not "), "a gap in this.")
    file.add("Heading of the second part", style="Heading1")
    file.add("First of the bulleted words", style="ListBullet")
    file.add("Set ", run("in bo", bold=True), run("ld and ita", italic=True), "lic letters.")
    file.add(
        "One note",
        file.note("The footnote that is odd."),
        " and one",
        file.note("An endnote is odd.", end=True),
        ".",
    )
    file.body.append(table(("Village", "Days"), ("Dormet", "forty-one days"), ("Tolva", "forty-one days")))
    return file


WORDS = list(PLACES)


def findings(reading: Reading) -> list[Finding]:
    return [on(reading, words) for words in WORDS] + [
        on(reading, "wolf pack of the north", 2),
        on(reading, "wolf pack of the north"),
        on_note(reading, "footnote"),
        on_note(reading, "endnote"),
    ]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard().save(tmp_path_factory.mktemp("hard") / "hard.docx")


@pytest.fixture(scope="module")
def copy(path: Path) -> Path:
    target = path.with_name("commented.docx")
    commented(path, findings, target)
    return target


def wanted() -> list[str]:
    return [*(PLACES[words] or words for words in WORDS), *["wolf pack of the north"] * 2, "[n]", "[n]"]


def test_each_comment_hangs_on_its_words(copy: Path) -> None:
    found = covered(copy)
    assert [found[number] for number in said(copy)] == wanted()


def test_words_that_stand_twice_have_the_comment_where_they_are_meant(copy: Path) -> None:
    numbers = [one.get(f"{W}id") for one in part(copy, "word/document.xml").iter(f"{W}commentRangeStart")]
    ours = list(said(copy))
    assert {*numbers[:2]} == {ours[0], ours[len(WORDS) + 1]}
    assert numbers[2] == ours[len(WORDS)]


def test_libreoffice_reads_the_same_words(copy: Path, program: Callable[[str], str], tmp_path: Path) -> None:
    back = through_libreoffice(copy, program("soffice"), tmp_path)
    texts, ranges = said(back), covered(back)
    by_said = sorted((text, ranges.get(number, "")) for number, text in texts.items())
    own = said(copy)
    assert [text for text, _ in by_said] == sorted(own.values())
    here = covered(copy)
    for text, words in by_said:
        mine = {here[number] for number, told in own.items() if told == text}
        # A range of no characters but a mark is a point for LibreOffice.
        assert words in mine or mine == {"[n]"}, text


def test_no_character_of_the_text_changes_and_no_other_part_does(path: Path, copy: Path) -> None:
    assert whole_text(copy) == whole_text(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy) as new:
        changed = {
            name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)
        }
    assert changed - {"word/footnotes.xml", "word/endnotes.xml"} == {
        "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml", "word/document.xml",
    }  # fmt: skip
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        assert etree.tostring(part(path, name), method="c14n") == etree.tostring(
            part(copy, name), method="c14n"
        )


def test_marks_stand_where_word_allows_them(copy: Path) -> None:
    allowed = {f"{W}{name}" for name in ("p", "hyperlink", "ins", "sdtContent")}
    tags = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
    holders = {element.getparent().tag for element in part(copy, "word/document.xml").iter(*tags)}
    assert holders <= allowed
    for reference in part(copy, "word/document.xml").iter(f"{W}commentReference"):
        assert reference.getparent().getparent().tag == f"{W}p"


def test_a_cell_of_two_alike_and_a_row_have_their_comment(tmp_path: Path, path: Path) -> None:
    target = tmp_path / "table.docx"

    def rows(reading: Reading) -> list[Finding]:
        [found] = reading.document.tables
        sides = [Side("table", words, found.span) for words in ("Tolva: forty-one days", "Dormet")]
        return [Finding("figure-sum", "error", side.words, (side,)) for side in sides]

    commented(path, rows, target)
    assert {*covered(target).values()} == {"Tolvaforty-one days", "Dormet"}


def test_words_of_several_paragraphs_are_one_range(tmp_path: Path) -> None:
    file = File()
    file.add("1. The Court orders the following measures:")
    file.add("(a) to open the road;", style="Normal")
    file.add("(b) to restore the gas.", style="Normal")
    path, target = file.save(tmp_path / "lines.docx"), tmp_path / "copy.docx"

    def whole(reading: Reading) -> list[Finding]:
        span = Span(reading.document.paragraphs[0].span.start, reading.document.paragraphs[-1].span.end)
        return [Finding("list-start", "error", "all", (Side("here", "all", span),))]

    commented(path, whole, target)
    [words] = covered(target).values()
    assert words.endswith("restore the gas") and "The Court orders" in words
