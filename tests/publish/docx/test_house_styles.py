"""A house changes how its reports look: in the style file, or in Word."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from tests.publish.docx.hard import arabic, everywhere
from tests.publish.docx.opening import W, changed, files, part
from tests.publish.sample import printed

from sourcebook.publish.formats.docx import BadStyles, reference_file, write
from sourcebook.publish.formats.docx.look import own_look, read_look
from sourcebook.publish.proof.comparing import compare
from sourcebook.publish.proof.docx import lines


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house's file of Word's own styles: letter paper, headings that count, words of its own."""
    document = python_docx.Document()
    document.add_paragraph("Internal: do not circulate")
    document.core_properties.author = "J. Planted"
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Inches(8.5), Inches(11), Inches(1.5)
    heading = document.styles["Heading 1"]
    heading.font.name, heading.font.size = "Georgia", Pt(20)
    number = OxmlElement("w:numPr")
    number.append(OxmlElement("w:numId", {qn("w:val"): "4"}))
    heading.element.get_or_add_pPr().append(number)
    heading.element.append(OxmlElement("w:rsid", {qn("w:val"): "00C0FFEE"}))
    path = tmp_path / "house.docx"
    document.save(str(path))
    return path


def test_a_house_gets_its_styles_and_its_page(house: Path) -> None:
    document = python_docx.Document(BytesIO(write(printed(), styles=house)))
    assert document.styles["Heading 1"].font.name == "Georgia"
    section = document.sections[0]
    assert (section.page_width, section.left_margin) == (Inches(8.5), Inches(1.5))
    # What the house has not comes from us, on its own Normal.
    assert document.styles["Numbered Paragraph"].base_style.name == "Body Text"


def test_a_houses_file_stays_one_that_word_opens(house: Path) -> None:
    docx = write(printed(), styles=house)
    styles = part(docx, "word/styles.xml")
    # Word refuses a part that names a prefix which is not declared.
    named = [value.split() for key, value in styles.attrib.items() if key.endswith("}Ignorable")]
    assert named == [["w14"]] and set(named[0]) <= set(styles.nsmap)
    # The pages of the contents stand at the end of the house's own lines.
    entry = next(one for one in styles.iter(W + "style") if one.find(W + "name").get(W + "val") == "toc 1")
    assert entry.findall(f"{W}pPr/{W}tabs/{W}tab")[-1].get(W + "pos") == str(round((8.5 - 1.5 - 1.25) * 1440))


@pytest.mark.parametrize("made", [printed, everywhere])
def test_a_houses_styles_lose_nothing_and_count_nothing_twice(made: object, house: Path) -> None:
    report = made()  # type: ignore[operator]
    assert compare(report, lines(write(report, styles=house)), contents=True).holds


def test_a_report_from_right_to_left_stays_so(house: Path) -> None:
    docx = write(arabic(), styles=house)
    normal = next(
        one for one in part(docx, "word/styles.xml").iter(W + "style") if one.get(W + "styleId") == "Normal"
    )
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    assert compare(arabic(), lines(docx), contents=True).holds


def test_a_file_in_the_strict_form_is_refused(house: Path) -> None:
    transitional, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    house.write_bytes(changed(house.read_bytes(), "word/styles.xml", transitional, strict))
    with pytest.raises(BadStyles, match=r"house\.docx is in the strict form"):
        write(printed(), styles=house)


def test_nothing_else_of_a_houses_file_is_taken(house: Path) -> None:
    for content in files(write(printed(), styles=house)).values():
        assert b"circulate" not in content and b"Planted" not in content and b"00C0FFEE" not in content


def test_no_name_of_a_houses_file_is_in_the_report(house: Path) -> None:
    who = 'w:author="Zelkova0" w:date="2031-07-08T09:10:11Z"'
    # Beside these, text, properties and an rsid of the house's file have names already.
    planted = (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Zelkova1"><w:name w:val="Zelkova2 letter"/>'
        f'<w:aliases w:val="Zelkova3"/><w:pPr><w:pPrChange w:id="1" {who}><w:pPr/></w:pPrChange></w:pPr>'
        f"<!-- Zelkova4 --></w:style>"
        f'<w:style w:type="paragraph" w:styleId="Quote9"><w:name w:val="Quote9"/><w:aliases w:val="Zelkova5"/>'
        f'<w:rPr><w:b/><w:rPrChange w:id="2" {who}><w:rPr/></w:rPrChange></w:rPr></w:style>'
    )
    content = changed(house.read_bytes(), "word/styles.xml", "</w:styles>", f"{planted}</w:styles>")
    theme = files(content)["word/theme/theme1.xml"].decode()
    name = theme.partition('name="')[2].partition('"')[0]
    house.write_bytes(changed(content, "word/theme/theme1.xml", f'name="{name}"', 'name="Zelkova6"'))
    parts = files(write(printed(), styles=house))
    for name, content in parts.items():
        assert b"Zelkova" not in content and "Zelkova".encode("utf-16-le") not in content, name
        assert b"2031-07-08" not in content, name
    assert b"Quote9" in parts["word/styles.xml"]


def test_the_reference_file_can_be_changed_and_given_back(tmp_path: Path) -> None:
    path = tmp_path / "ours.docx"
    path.write_bytes(reference_file())
    document = python_docx.Document(str(path))
    assert [
        one.text
        for one in document.paragraphs
        if one.text == "Quotation" and one.style and one.style.name == "Quotation"
    ]
    document.styles["Quotation"].font.size = Pt(14)
    document.styles["List Item"].paragraph_format.left_indent = Pt(80)
    document.save(str(path))
    docx = write(printed(), styles=path)
    changed = python_docx.Document(BytesIO(docx))
    assert changed.styles["Quotation"].font.size == Pt(14)
    # The list says the indent too: it is the style's.
    indents = {one.get(W + "left") for one in part(docx, "word/numbering.xml").iter(W + "ind")}
    assert "1600" in indents
    names = {style.name for style in changed.styles}
    assert len(names) == len(list(changed.styles)) and {style.name for style in own_look().styles} <= {
        name.replace("Heading", "heading") if name.startswith("Heading") else name for name in names
    } | {"caption", "header", "footer"}


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_text("styles")
    with pytest.raises(BadStyles, match=r"house\.docx is no Word file"):
        write(printed(), styles=path)
    with pytest.raises(BadStyles, match=r"nothing\.docx is no Word file"):
        write(printed(), styles=tmp_path / "nothing.docx")


_PAGE = "page: {width: 210, height: 297, top: 1, bottom: 1, left: 1, right: 1, header: 1, footer: 1}\nfonts: {text: A}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "no YAML"),
        ("page: {}", "page, fonts and styles"),
        (_PAGE.replace("297", "tall") + "styles: {}", "page, height: 'tall' is no length"),
        (_PAGE.replace("width: 210, ", "") + "styles: {}", "page has width"),
        (_PAGE + "styles: {Normal: {colour: red}}", "Normal: colour: 'red'"),
        (_PAGE + "styles: {Normal: {size: big}}", "Normal: size: 'big'"),
        (_PAGE + "styles: {Normal: {bold: 1}}", "Normal: bold: 1"),
        (_PAGE + "styles: {Normal: {weight: 3}}", "Normal: there is no property 'weight'"),
        (_PAGE + "styles: {Normal: {font: display}}", "Normal: there is no font 'display'"),
        (_PAGE + "styles: {Title: {based: Normal}}", "Title: there is no style 'Normal'"),
        (_PAGE + "styles: {Normal: {align: middle}}", "Normal: align: 'middle'"),
        (_PAGE + "styles: {Normal: {outline: 12}}", "Normal: outline: 12"),
    ],
)
def test_a_slip_in_the_style_file_is_named(text: str, message: str) -> None:
    with pytest.raises(BadStyles, match=f"house.yaml: .*{message}"):
        read_look(text, "house.yaml")
