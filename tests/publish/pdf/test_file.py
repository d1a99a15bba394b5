"""The PDF as a file: standards, metadata, what is attached, what a validator would look at, and twice the same."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lxml import etree
from pypdf.generic import DictionaryObject
from tests.publish.sample import printed

from sourcebook.publish.formats import pdf
from sourcebook.publish.printed import Run, reading
from sourcebook.publish.proof.pdf import tag_tree

MANIFEST = json.dumps({"format": "evidence", "captures": ["ab" * 32]}).encode()


@pytest.fixture(scope="module")
def written() -> bytes:
    return pdf.write(printed(), MANIFEST)


@pytest.fixture(scope="module")
def reader(written: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written))


def root(reader: pypdf.PdfReader) -> Any:  # noqa: ANN401 - whatever a PDF holds
    return reader.trailer["/Root"].get_object()


def elements(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Every structure element."""
    waiting = [root(reader)["/StructTreeRoot"]]
    while waiting:
        found = waiting.pop().get_object()
        kids = found.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            one = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(one, DictionaryObject) and "/S" in one:
                yield one
                waiting.append(one)


def test_it_says_that_it_is_pdf_ua_and_pdf_a(reader: pypdf.PdfReader) -> None:
    xmp = etree.fromstring(root(reader)["/Metadata"].get_object().get_data())
    text = etree.tostring(xmp, encoding="unicode")
    assert "<pdfuaid:part>1</pdfuaid:part>" in text
    assert "<pdfaid:part>3</pdfaid:part>" in text
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in text


def test_title_language_marks_and_profile_are_there(reader: pypdf.PdfReader) -> None:
    catalog = root(reader)
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert catalog["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert reader.metadata is not None
    assert reader.metadata.title == printed().title
    assert str(reader.metadata["/CreationDate"]) == "D:20320201000000Z"


def test_the_creator_is_named_the_same_in_both_places(reader: pypdf.PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.creator == "Sourcebook"
    xmp = root(reader)["/Metadata"].get_object().get_data().decode()
    assert re.findall("<xmp:CreatorTool>(.*?)</xmp:CreatorTool>", xmp) == ["Sourcebook"]


def test_fonts_are_within_the_file_and_say_what_their_glyphs_mean(reader: pypdf.PdfReader) -> None:
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    fonts = [font.get_object() for one in resources for font in one["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_manifest_is_attached_and_can_be_read(reader: pypdf.PdfReader) -> None:
    assert reader.attachments[pdf.MANIFEST] == [MANIFEST]
    file = root(reader)["/AF"][0].get_object()
    assert file["/AFRelationship"] == "/Data"
    assert file["/Desc"]
    stream = file["/EF"]["/F"].get_object()
    assert stream["/Subtype"] == "/application/json"
    assert stream["/Params"]["/ModDate"].startswith("D:20320201")


@pytest.mark.parametrize("manifest", [b"{", b"\xff\xfe", b"no"])
def test_a_manifest_that_is_none_is_refused(manifest: bytes) -> None:
    with pytest.raises(pdf.Unprintable, match="the manifest is no JSON"):
        pdf.write(printed(), manifest)


def test_nothing_is_attached_where_there_is_no_manifest() -> None:
    assert not pypdf.PdfReader(io.BytesIO(pdf.write(printed()))).attachments


def test_every_picture_has_a_text_alternative_and_every_note_a_name_of_its_own(
    reader: pypdf.PdfReader,
) -> None:
    found = list(elements(reader))
    pictures = [one for one in found if one["/S"] == "/Figure"]
    assert [one["/Alt"] for one in pictures] == ["One bar: two statements in March 2031."]
    notes = [one["/ID"] for one in found if one["/S"] == "/Note"]
    assert len(notes) == len(set(notes)) == len(printed().notes)


def test_header_cells_say_what_they_head(reader: pypdf.PdfReader) -> None:
    heads = [one for one in elements(reader) if one["/S"] == "/TH"]
    assert len(heads) == 5
    assert all(one["/A"][0]["/Scope"] == "/Column" for one in heads)


def test_every_link_says_where_it_leads(reader: pypdf.PdfReader) -> None:
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert links
    assert all(one.get("/Contents") for one in links)
    addresses = {one["/A"]["/URI"] for one in links if "/A" in one and "/URI" in one["/A"]}
    assert addresses == {"https://tv.example/2031/04/18/hills?id=7&lang=en", "https://archive.example/a1"}


def test_a_long_address_is_one_link_though_it_breaks() -> None:
    address = "https://tv.example/" + "/".join(["2031", "statements"] * 12)
    note = replace(printed().notes[1], runs=(Run(address, link=address),))
    whole = pdf.write(replace(printed(), notes=(printed().notes[0], note, *printed().notes[2:])))
    tree = tag_tree(whole)
    assert sum("Link https://tv.example/2031/statements" in line for line in tree.splitlines()) == 1


def test_bookmarks_are_the_headings_without_their_notes(reader: pypdf.PdfReader) -> None:
    def titles(outline: list[Any]) -> Iterator[str]:
        for one in outline:
            if isinstance(one, list):
                yield from titles(one)
            else:
                yield str(one.title)

    assert list(titles(reader.outline)) == [
        "Contents", "Executive summary", "Abbreviations", "I. Rhetoric", "A. Threats of force",
        "II. Call for action", "Annex 1. Statements",
    ]  # fmt: skip


def test_contents_name_the_page_on_which_each_heading_stands(
    written: bytes, reader: pypdf.PdfReader, program: Callable[[str], str], tmp_path: Path
) -> None:
    pages = pages_by_poppler(written, program, tmp_path)
    entries = re.findall(r"^\s*(\S.*?)[ .]{3,}\u2060?\s*(\d+)\s*$", pages[1], re.MULTILINE)
    assert len(entries) == len(printed().contents())
    for (text, page), heading in zip(entries, printed().contents(), strict=True):
        title = reading(run for run in heading.runs if run.note is None)
        assert text.endswith(title)
        assert title in pages[int(page) - 1]


def test_every_word_is_found_by_poppler(
    written: bytes, program: Callable[[str], str], tmp_path: Path
) -> None:
    text = "".join(pages_by_poppler(written, program, tmp_path))
    found = set(re.findall(r"[A-Za-zА-яЁёԱ-ևა-ჰ]+", text))
    for line in printed().lines():
        words = re.findall(r"[A-Za-zА-яЁёԱ-ևა-ჰ]+", line.text.replace("\u00ad", ""))
        assert set(words) - {"fifty"} <= found, line


def pages_by_poppler(written: bytes, program: Callable[[str], str], folder: Path) -> list[str]:
    (folder / "report.pdf").write_bytes(written)
    text = subprocess.run(
        [program("pdftotext"), "-layout", folder / "report.pdf", "-"], check=True, capture_output=True
    ).stdout
    return text.decode().split("\f")


def test_the_running_header_and_page_numbers_are_no_part_of_the_text(
    written: bytes, program: Callable[[str], str], tmp_path: Path
) -> None:
    pages = pages_by_poppler(written, program, tmp_path)
    assert printed().title in pages[2].splitlines()[0]
    assert pages[2].split()[-1] == "3"


def test_two_runs_give_the_same_bytes_and_another_day_others(written: bytes) -> None:
    assert pdf.write(printed(), MANIFEST) == written
    assert pdf.write(replace(printed(), date="2032-02-02"), MANIFEST) != written


def test_no_path_and_no_name_of_a_machine_is_in_the_file(written: bytes, reader: pypdf.PdfReader) -> None:
    whole = written + b"".join(page.get_contents().get_data() for page in reader.pages)  # type: ignore[union-attr]
    for word in (str(Path.home()), str(Path.cwd()), "/tmp", "site-packages", "mpl-data"):
        assert word.encode() not in whole


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2032-02-01", "D:20320201"), ("2032-02", "D:20320201"), ("2032", "D:20320101"), ("", "D:19700101")],
)
def test_the_date_of_the_file_is_that_of_the_report(date: str, expected: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.write(replace(printed(), date=date))))
    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]).startswith(expected)
