"""Files that are no Word file, are damaged, or mean harm: one clear line, and what can be read is read."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.opening.made import NAMES, docx, notes, p, part, r, read, relations, shown

from sourcebook.publish.word.opened import WordText
from sourcebook.publish.word.opening import NotWord, opened, package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(**parts: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


def opendocument() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"The road was closed.", "it is no ZIP archive, or damaged as a whole"),
        (b"PK\x03\x04", "it is no ZIP archive, or damaged as a whole"),
        (bytes(1000), "it is no ZIP archive, or damaged as a whole"),
        (b"%PDF-1.7 ...", "this is a PDF"),
        (b"{\\rtf1\\ansi road}", "this is an RTF file; save it as .docx in Word"),
        (b"<html><body>road</body></html>", "this is a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><pkg/>", "this is an XML file; save it as .docx in Word"),
        (OLE, "a Word file of the old kind (.doc); save it as .docx in Word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password; save it without one"),
        (opendocument(), "an OpenDocument file; save it as .docx"),
        (zipped(xl__workbook_xml="<x/>"), "a workbook of Excel"),
        (zipped(ppt__presentation_xml="<x/>"), "slides of PowerPoint"),
        (zipped(other_xml="<x/>"), "(word/document.xml) is missing or cannot be read"),
        (zipped(word__document_xml="no XML at all"), "(word/document.xml) is missing or cannot be read"),
        (zipped(word__document_xml="<x/>"), "(word/document.xml) is missing or cannot be read"),
        (zipped(word__document_xml=""), "(word/document.xml) is missing or cannot be read"),
    ],
)
def test_what_is_no_word_file_is_said_in_one_line(content: bytes, said: str) -> None:
    with pytest.raises(NotWord) as refused:
        opened(content, "draft.docx")
    message = str(refused.value)
    assert message.startswith("draft.docx: ")
    assert said in message
    assert "\n" not in message


def test_a_part_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PART", 10_000)
    with pytest.raises(NotWord, match=r"word/document\.xml is too large"):
        read(p(r("road " * 5000)))


def test_parts_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_IN_ALL", 10_000)
    body, more = p(r("road " * 1000)), notes(r("road " * 1500))
    with pytest.raises(NotWord, match="too large"):
        read(body, more)


def test_a_bomb_is_not_unpacked() -> None:
    written = BytesIO()
    with (
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as stream,
    ):
        for _ in range(70):
            stream.write(bytes(2**20))
    with pytest.raises(NotWord, match="too large"):
        opened(written.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_resolved(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{bomb}<w:document {NAMES}><w:body>{p(r("&a;&b;"))}</w:body></w:document>'
    with pytest.raises(NotWord, match="missing or cannot be read"):
        opened(docx("", {"word/document.xml": xml.encode(encoding)}))


def test_notes_with_entities_are_left_and_told() -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "boom">]><w:footnotes {NAMES}/>'
    text = read(p(r("Closed.")), {"word/footnotes.xml": bomb})
    assert text.set_aside == (
        "word/footnotes.xml was not read: it declares entities, which no word processor does",
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("word/styles.xml", "<broken"), ("word/footnotes.xml", ""), ("word/comments.xml", "no"), ("docProps/core.xml", "\x00")],
)  # fmt: skip
def test_a_damaged_part_loses_itself_alone(name: str, content: str) -> None:
    text = read(p(r("Closed.")), {name: content})
    assert shown(text.blocks[0].bits) == "Closed."
    assert any(name.lower() in line for line in text.set_aside)


@pytest.mark.parametrize(
    "harm",
    [
        lambda xml: xml.replace("<w:t xml:space=\"preserve\">Two</w:t>", "<w:t>Two<w:t>", 1),
        lambda xml: xml.replace("Two", "Tw\x00o"),
        lambda xml: xml.replace("Two", "T&nbsp;wo"),
        lambda xml: xml[: xml.index("Three")],
    ],
    ids=["a tag that is not closed", "a character that may not be", "an entity", "cut off"],
)  # fmt: skip
def test_damaged_text_is_read_as_far_as_it_goes(harm: object) -> None:
    xml = part("document", f"<w:body>{p(r('One'))}{p(r('Two'))}{p(r('Three'))}</w:body>")
    text = opened(docx("", {"word/document.xml": harm(xml)}))  # type: ignore[operator]
    assert shown(text.blocks[0].bits) == "One"
    assert text.set_aside == ("word/document.xml is damaged: read as far as it goes",)


def test_bytes_that_are_no_letters_cost_only_themselves() -> None:
    xml = part("document", f"<w:body>{p(r('One'))}{p(r('Two'))}{p(r('Three'))}</w:body>")
    text = opened(docx("", {"word/document.xml": xml.encode().replace(b"Two", b"T\xffo")}))
    assert [shown(block.bits) for block in text.blocks] == ["One", "T\ufffdo", "Three"]


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    whole = large()
    text = opened(whole[: len(whole) * 2 // 3])
    assert text.set_aside[0] == "the file is damaged or cut off: read as far as it goes"
    assert len(text.blocks) > 200
    assert shown(text.blocks[7].bits) == "Paragraph 7 of the road to Sel.55433"


def test_a_part_with_wrong_bytes_in_it_is_read_as_far_as_it_goes() -> None:
    harmed = bytearray(large())
    harmed[len(harmed) // 2] ^= 0xFF
    text = opened(bytes(harmed))
    assert shown(text.blocks[7].bits) == "Paragraph 7 of the road to Sel.55433"
    assert "is damaged: read as far as it goes" in text.set_aside[0]


@cache
def large() -> bytes:
    # Words that differ, or nothing of the file would be left in a part of it.
    return docx(
        "".join(p(r(f"Paragraph {n} of the road to Sel."), r(str(n * 7919 % 100_003))) for n in range(900))
    )


def test_macros_and_what_is_outside_are_told_and_left() -> None:
    text = read(
        p(r("Closed.")) + '<w:altChunk r:id="rId8"/>',
        {
            "word/vbaProject.bin": "x",
            "word/embeddings/sheet1.xlsx": "x",
            "word/activeX/activeX1.xml": "<x/>",
            "word/_rels/document.xml.rels": relations(
                ("rId1", "hyperlink", "https://sel.example/a"),
                ("rId2", "image", "https://track.example/pixel.png"),
                ("rId3", "header", "header1.xml"),
            ),
            "word/_rels/settings.xml.rels": relations(("rId1", "attachedTemplate", "file:///c/house.dotm")),
            "word/header1.xml": part("hdr", p('<w:ins w:id="1" w:author="M">' + r("new") + "</w:ins>")),
        },
    )
    assert text.set_aside == (
        "another file that is set into the text (altChunk)",
        "macros: they were neither run nor taken",
        "an ActiveX control: activex1.xml",
        "an embedded file: sheet1.xlsx",
        "a picture outside the file: “https://track.example/pixel.png”, which was not fetched",
        "a template outside the file: “file:///c/house.dotm”, which was not fetched",
        "tracked changes in a header of the pages",
    )


def test_the_strict_form_of_the_format_is_read_too() -> None:
    strict = NAMES.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")  # fmt: skip
    xml = f"<w:document {strict}><w:body>{p(r('Closed.'))}</w:body></w:document>"
    assert shown(opened(docx("", {"word/document.xml": xml})).blocks[0].bits) == "Closed."


def test_names_of_parts_are_found_in_any_case_and_with_any_slash() -> None:
    content = zipped(**{"Word\\Document_xml": part("document", f"<w:body>{p(r('Closed.'))}</w:body>")})
    assert shown(opened(content).blocks[0].bits) == "Closed."


def test_the_text_may_have_another_name() -> None:
    content = docx("", {
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document2.xml")),
        "word/document2.xml": part("document", f"<w:body>{p(r('Here.'))}</w:body>"),
    })  # fmt: skip
    assert shown(opened(content).blocks[0].bits) == "Here."


def read_or_refused(content: bytes) -> WordText | None:
    try:
        return opened(content)
    except NotWord as refused:
        assert "\n" not in str(refused)
        return None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(content: bytes) -> None:
    read_or_refused(content)
    read_or_refused(b"PK\x03\x04" + content)


@cache
def small() -> bytes:
    body = p(
        r("One"),
        '<w:bookmarkStart w:id="1" w:name="_sbr_0001"/><w:r><w:footnoteReference w:id="1"/></w:r><w:bookmarkEnd w:id="1"/>',
    )
    return docx(body * 3, notes(r("Two")))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_cut_and_no_wrong_byte_breaks_it(data: st.DataObject) -> None:
    whole = small()
    end = data.draw(st.integers(0, len(whole)))
    changed = bytearray(whole[:end])
    for place in data.draw(st.lists(st.integers(0, max(end - 1, 0)), max_size=4)):
        if changed:
            changed[place] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(changed))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_wrong_markup_breaks_it(data: st.DataObject) -> None:
    xml = part("document", f"<w:body>{p(r('One'))}{p(r('Two'))}</w:body>")
    start = data.draw(st.integers(0, len(xml)))
    end = data.draw(st.integers(start, min(start + 60, len(xml))))
    inside = data.draw(st.text(alphabet="<>/w:pr=\"'& ;\x00\ud7ff1", max_size=12))
    read_or_refused(docx("", {"word/document.xml": (xml[:start] + inside + xml[end:]).encode()}))


def test_many_references_in_one_paragraph_and_deep_wrappers_are_read() -> None:
    starts = "".join(f'<w:bookmarkStart w:id="{n}" w:name="_sbr_{n:04}"/>' for n in range(3000))
    ends = "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in range(3000))
    assert len(read(p(starts, r("12"), ends)).anchors) == 3000
    deep = "<w:smartTag>" * 200 + r("deep") + "</w:smartTag>" * 200
    assert shown(read(p(deep)).blocks[0].bits) == "deep"
    deeper = "<w:smartTag>" * 5000 + r("deep") + "</w:smartTag>" * 5000
    text = read(p(r("One")) + p(deeper))
    assert shown(text.blocks[0].bits) == "One"
    assert "damaged" in text.set_aside[0]
