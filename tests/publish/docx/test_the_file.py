"""The file itself: the same bytes each time, nothing of the machine, everything in its place for Word and others."""

from __future__ import annotations

import getpass
import json
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pypandoc
import pytest
from tests.publish.docx.hard import arabic, cells, everywhere, report
from tests.publish.docx.opening import R, W, files, part
from tests.publish.sample import SVG, printed, t

from sourcebook.publish.formats.docx import write
from sourcebook.publish.printed import Paragraph, Picture, Printed, Table

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MADE = pytest.mark.parametrize("made", [printed, everywhere, arabic])


@MADE
def test_the_same_report_gives_the_same_bytes(made: Callable[[], Printed], tmp_path: Path) -> None:
    # In another process, in another folder, with another order of hashes.
    script = "import sys; from tests.publish.sample import printed; from tests.publish.docx.hard import *\n"
    script += f"from sourcebook.publish.formats.docx import write; sys.stdout.buffer.write(write({made.__name__}()))"
    root = str(Path(__file__).parents[3])
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {root!r})\n" + script]
    environment = {"PYTHONHASHSEED": "7", "TMPDIR": str(tmp_path), "LC_ALL": "C", "TZ": "Asia/Tbilisi"}
    again = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert again.stdout == write(made())


@MADE
def test_no_byte_tells_of_the_machine(made: Callable[[], Printed]) -> None:
    secrets = [
        str(Path.home()),
        getpass.getuser(),
        socket.gethostname(),
        str(Path(__file__).parents[3]),
        "/tmp",
        "reference.docx",
    ]
    secrets += ["rsid", "lastModifiedBy", "pandoc", "data:image", "w:author", "Microsoft Word"]
    for name, content in files(write(made())).items():
        for secret in secrets:
            # A short user name ("root") may be part of a word of the format.
            if len(secret) > 5 or secret.startswith("/"):
                assert secret.encode() not in content, f"{secret} is in {name}"


def test_the_archive_has_no_time_and_no_maker() -> None:
    with zipfile.ZipFile(BytesIO(write(printed()))) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            assert (info.date_time, info.create_system, info.extra, info.comment) == (
                (1980, 1, 1, 0, 0, 0),
                0,
                b"",
                b"",
            )
        assert [info.filename for info in archive.infolist()][:3] == [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
        ]


def test_its_properties_are_those_of_the_report() -> None:
    properties = python_docx.Document(BytesIO(write(printed()))).core_properties
    assert properties.title == "Threats and rhetoric in Ardovia 2031"
    assert (properties.language, properties.author, properties.identifier) == ("en", "Sourcebook", "9f2c1a77")
    assert str(properties.created) == str(properties.modified) == "2032-02-01 00:00:00+00:00"
    assert properties.last_modified_by == "" and properties.revision == 0


def test_python_docx_reads_its_paragraphs_and_styles() -> None:
    document = python_docx.Document(BytesIO(write(printed())))
    styles = {one.text: one.style.name for one in document.paragraphs if one.style}
    assert styles["Threats and rhetoric in Ardovia 2031"] == "Title"
    assert styles["Rhetoric"] == "Heading 1" and styles["Threats of force"] == "Heading 2"
    assert styles["The gate shuts at dusk. Nobody passes; not today."] == "Quotation"
    assert styles["The Council of Assemblies should reopen the road."] == "Recommendation"
    assert (
        styles["the road through Sel;"] == "List Item"
        and styles["Figure 1. Statements by month"] == "Caption"
    )
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Short", "Long"],
        ["ACA", "Ardovian Council of Assemblies"],
    ]


@MADE
def test_pandoc_reads_the_same_notes(made: Callable[[], Printed]) -> None:
    command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=json", "--sandbox"]
    tree = subprocess.run(command, input=write(made()), capture_output=True, check=True).stdout.decode()
    marked = {run.note for block in made().blocks for run in getattr(block, "runs", ())}
    assert (
        tree.count('"t":"Note"') == len(made().notes) - (made().title == "Ardovia")
        and json.loads(tree)
        and marked
    )


@MADE
def test_every_style_and_bookmark_that_is_named_is_there(made: Callable[[], Printed]) -> None:
    docx = write(made())
    known = {one.get(W + "styleId") for one in part(docx, "word/styles.xml").iter(W + "style")}
    document = part(docx, "word/document.xml")
    for name in (
        "word/document.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/styles.xml",
    ):
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            used = {one.get(W + "val") for one in part(docx, name).iter(W + kind)}
            assert used <= known, (name, kind)
    bookmarks = [one.get(W + "name") for one in document.iter(W + "bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks)) and all(
        len(one) <= 40 and one.replace("_", "a").isalnum() for one in bookmarks
    )
    assert len(list(document.iter(W + "bookmarkEnd"))) == len(bookmarks)
    anchors = {one.get(W + "anchor") for one in document.iter(W + "hyperlink")} - {None}
    fields = [one.text.split() for one in document.iter(W + "instrText")]
    anchors |= {words[1] for words in fields if words[0] in ("PAGEREF", "NOTEREF")}
    assert anchors <= set(bookmarks)


@MADE
def test_every_part_and_address_that_is_named_is_there(made: Callable[[], Printed]) -> None:
    docx = write(made())
    there = files(docx)
    typed = {one.get("PartName", "").lstrip("/") for one in part(docx, "[Content_Types].xml")}
    assert {
        name for name in there if name.startswith(("word/", "docProps/")) and name.endswith(".xml")
    } <= typed
    for of in ("document", "footnotes"):
        if f"word/_rels/{of}.xml.rels" not in there:
            continue
        relations = {one.get("Id"): one for one in part(docx, f"word/_rels/{of}.xml.rels")}
        used = {
            value
            for one in part(docx, f"word/{of}.xml").iter()
            for key, value in one.attrib.items()
            if key.startswith(R)
        }
        assert used <= set(relations)
        inside = [one.get("Target") for one in relations.values() if one.get("TargetMode") != "External"]
        assert all(f"word/{target}" in there for target in inside)


def test_links_lead_where_they_should() -> None:
    relations = part(write(everywhere()), "word/_rels/document.xml.rels")
    outside = {one.get("Target") for one in relations if one.get("TargetMode") == "External"}
    assert outside == {"https://a.example/x%20y?q=%5B1%5D%7C2%25", "https://[::1]/"}
    notes = part(write(printed()), "word/_rels/footnotes.xml.rels")
    assert {one.get("Target") for one in notes} == {
        "https://tv.example/2031/04/18/hills?id=7&lang=en",
        "https://archive.example/a1",
    }


def test_a_table_has_a_header_that_comes_again_and_the_breadth_of_the_lines() -> None:
    rows = tuple(
        cells(
            f"{day} March 2031", "unknown", "The road through Sel was closed at dusk, and nobody passed. " * 3
        )
        for day in range(1, 60)
    )
    made = report(Table("t", (t("Table 1. Days"),), cells("Date", "Speaker", "Words"), rows))
    document = part(write(made), "word/document.xml")
    (table,) = document.iter(W + "tbl")
    first, *others = table.iter(W + "tr")
    assert table.find(f"{W}tblPr/{W}tblCaption").get(W + "val") == "Table 1. Days"
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(
        row.find(f"{W}trPr/{W}tblHeader") is None and row.find(f"{W}trPr/{W}cantSplit") is not None
        for row in others
    )
    (size,), (margins,) = document.iter(W + "pgSz"), document.iter(W + "pgMar")
    lines = int(size.get(W + "w")) - int(margins.get(W + "left")) - int(margins.get(W + "right"))
    widths = [int(one.get(W + "w")) for one in table.iter(W + "gridCol")]
    assert sum(widths) == lines == int(table.find(f"{W}tblPr/{W}tblW").get(W + "w"))
    assert widths[2] > 2 * widths[0] and widths[0] > 1200


def test_a_picture_has_its_words_and_fits_the_page() -> None:
    tall = SVG.replace('width="300" height="60"', 'width="600" height="2400"').replace(
        "0 0 300 60", "0 0 600 2400"
    )
    made = report(
        Picture("c", (t("Figure 1"),), 'Bars: "two" & <three>.', svg=tall),
        Picture("d", (t("Figure 2"),), "One bar.", svg=SVG),
    )
    docx = write(made)
    properties = list(part(docx, "word/document.xml").iter(_DRAWING + "docPr"))
    assert [one.get("descr") for one in properties] == ['Bars: "two" & <three>.', "One bar."]
    sizes = [
        (int(one.get("cx")) / 914400, int(one.get("cy")) / 914400)
        for one in part(docx, "word/document.xml").iter(_DRAWING + "extent")
    ]
    assert all(width <= 6.15 and height <= 7 for width, height in sizes)
    assert sizes[0][1] / sizes[0][0] == pytest.approx(4, abs=0.02)
    assert {name for name in files(docx) if name.startswith("word/media/")} == {
        "word/media/picture1.png",
        "word/media/picture2.png",
    }


def test_runs_are_told_their_language_and_direction() -> None:
    document = part(write(printed()), "word/document.xml")
    found = {}
    for run in document.iter(W + "r"):
        language = run.find(f"{W}rPr/{W}lang")
        if language is not None:
            found[language.get(W + "val")] = (
                language.get(W + "bidi"),
                run.find(f"{W}rPr/{W}rtl") is not None,
            )
    assert found == {"ru-RU": ("ru-RU", False), "hy-AM": ("hy-AM", False), "ka-GE": ("ka-GE", False),
                     "az-Latn-AZ": ("az-Latn-AZ", False), "ar-SA": ("ar-SA", True)}  # fmt: skip
    (whole,) = part(write(printed()), "word/styles.xml").find(W + "docDefaults").iter(W + "lang")
    assert (whole.get(W + "val"), whole.get(W + "bidi")) == ("en-GB", "en-GB")


def test_a_report_from_right_to_left_is_set_so() -> None:
    docx = write(arabic())
    document = part(docx, "word/document.xml")
    assert document.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    normal = next(
        one for one in part(docx, "word/styles.xml").iter(W + "style") if one.get(W + "styleId") == "Normal"
    )
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in document.iter(W + "tbl"))
    runs = {"".join(run.itertext()): run.find(f"{W}rPr/{W}rtl") is not None for run in document.iter(W + "r")}
    assert runs["قال الوزير: «كل تل لنا»"] and runs[" (2031)."] and not runs["“The gate shuts”"]
    quoted = next(one for one in document.iter(W + "p") if "Nobody passes" in "".join(one.itertext()))
    assert quoted.find(f"{W}pPr/{W}bidi").get(W + "val") == "0"


def test_spaces_that_do_not_break_stay() -> None:
    made = report(Paragraph("p", (t("100\u00a0%, p.\u202f4, 5\u20117\u00adkm"),)))
    text = files(write(made))["word/document.xml"].decode()
    assert "100\u00a0%, p.\u202f4, 5\u20117</w:t></w:r><w:r><w:softHyphen/></w:r>" in text
