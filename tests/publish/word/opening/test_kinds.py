"""What a paragraph is: by the name of its style in any language, by its outline, by its list."""

from __future__ import annotations

import pytest
from tests.publish.word.opening.made import out, p, part, r, read, shown, styles

from sourcebook.publish.word.flow import Kind, Start

NUMBERS = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>',
)


def of(name: str, more: str = "", *, properties: str = "") -> Start:
    body = p(r("x"), properties=f'<w:pStyle w:val="S"/>{properties}')
    (block,) = read(body, {**styles(("S", name, more)), "word/numbering.xml": NUMBERS}).blocks
    assert block.style == name.casefold()
    return block.start


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Title", "title", 0),
        ("Subtitle", "subtitle", 0),
        ("heading 3", "heading", 3),
        ("Heading 3", "heading", 3),
        ("heading 9", "heading", 6),
        ("Überschrift 2", "heading", 2),
        ("Заголовок 1", "heading", 1),
        ("Titre 4", "heading", 4),
        ("見出し 1", "heading", 1),
        ("Body Text", "paragraph", 0),
        ("Normal", "paragraph", 0),
        ("House Paragraph", "paragraph", 0),
        ("List Item", "item", 0),
        ("List Bullet", "item", 0),
        ("Quotation", "quotation", 0),
        ("Intense Quote", "quotation", 0),
        ("Zitat", "quotation", 0),
        ("Block Text", "quotation", 0),
        ("caption", "picture", 0),
        ("Beschriftung", "picture", 0),
        ("Partner", "fixed", 0),
        ("toc 2", "fixed", 0),
        ("Verzeichnis 2", "fixed", 0),
        ("TOC Heading", "fixed", 0),
        ("Below", "fixed", 0),
        ("footnote text", "fixed", 0),
    ],
)
def test_a_style_says_what_a_paragraph_is(name: str, kind: Kind, level: int) -> None:
    start = of(name)
    assert (start.kind, start.level) == (kind, level)


def test_a_heading_that_is_not_listed_says_so() -> None:
    assert of("Unlisted Heading 2") == Start("heading", level=2, classes=frozenset({"unlisted"}))


def test_a_style_of_the_house_is_what_it_is_based_on() -> None:
    given = styles(("A", "Our Heads", '<w:basedOn w:val="B"/>'), ("B", "heading 2", ""))
    (block,) = read(p(r("x"), properties='<w:pStyle w:val="A"/>'), given).blocks
    assert (block.start, block.style) == (Start("heading", level=2), "our heads")


def test_styles_that_are_based_on_each_other_end() -> None:
    given = styles(("A", "One", '<w:basedOn w:val="B"/>'), ("B", "Two", '<w:basedOn w:val="A"/>'))
    (block,) = read(p(r("x"), properties='<w:pStyle w:val="A"/>'), given).blocks
    assert block.start.kind == "paragraph"


def test_a_place_in_the_outline_makes_a_heading() -> None:
    assert of("Own", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') == Start("heading", level=2)
    assert of("Own", properties='<w:outlineLvl w:val="0"/>') == Start("heading", level=1)
    assert of("Own", properties='<w:outlineLvl w:val="9"/>').kind == "paragraph"


@pytest.mark.parametrize(
    ("style", "list", "start", "label"),
    [
        ("Normal", (1, 0), Start("paragraph", numbered=True), "1."),
        ("Normal", (1, 1), Start("item"), "(a)"),
        ("Normal", (1, 2), Start("item"), "i)"),
        ("Normal", (2, 0), Start("item", label="•"), "•"),
        ("Normal", (0, 0), Start("paragraph", numbered=False), ""),
        ("Normal", (99, 0), Start("paragraph", numbered=False), ""),
        ("Numbered Paragraph", (1, 0), Start("paragraph", numbered=True), "1."),
        ("Recommendation", (1, 1), Start("paragraph", numbered=True), "(a)"),
        ("List Item", (1, 1), Start("item"), "(a)"),
        ("List Item", (2, 0), Start("item", label="•"), "•"),
        ("heading 1", (1, 0), Start("heading", level=1), "1."),
    ],
)
def test_a_list_says_what_a_paragraph_is(style: str, list: tuple[int, int], start: Start, label: str) -> None:
    place = f'<w:numPr><w:ilvl w:val="{list[1]}"/><w:numId w:val="{list[0]}"/></w:numPr>'
    body = p(r("x"), properties=f'<w:pStyle w:val="S"/>{place}')
    (block,) = read(body, {**styles(("S", style, "")), "word/numbering.xml": NUMBERS}).blocks
    assert (block.start, block.label) == (start, label)


@pytest.mark.parametrize(
    ("style", "runs", "start", "label", "text"),
    [
        ("Numbered Paragraph", r("12 bis") + "<w:r><w:tab/></w:r>" + r("The road"), Start("paragraph", numbered=True), "12 bis", "The road"),
        ("List Item", r("—") + "<w:r><w:tab/></w:r>" + r("The road"), Start("item", label="—"), "—", "The road"),
        ("List Item", r("The road"), Start("item"), "", "The road"),
        ("Numbered Paragraph", r("The road"), Start("paragraph", numbered=False), "", "The road"),
        ("Body Text", r("a") + "<w:r><w:tab/></w:r>" + r("b"), Start("paragraph", numbered=False), "", "a b"),
        ("List Item", out("—") + "<w:r><w:tab/></w:r>" + r("b"), Start("item"), "", "[-—-] b"),
    ],
)  # fmt: skip
def test_a_typed_label_is_no_text(style: str, runs: str, start: Start, label: str, text: str) -> None:
    (block,) = read(p(runs, properties='<w:pStyle w:val="S"/>'), styles(("S", style, ""))).blocks
    assert (block.start, block.label, shown(block.bits)) == (start, label, text)


def test_a_paragraph_that_was_taken_out_is_not_counted() -> None:
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = '<w:rPr><w:del w:id="1" w:author="Mira Tal"/></w:rPr>'
    body = p(r("a"), properties=place) + p(out("b"), properties=place + gone) + p(r("c"), properties=place)
    assert [block.label for block in read(body, {"word/numbering.xml": NUMBERS}).blocks] == ["1.", "", "2."]


def test_the_contents_of_word_are_fixed() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    )
    body = f"{contents}<w:sdtContent>{p(r('Roads 1'))}</w:sdtContent></w:sdt>{p(r('Text'))}"
    assert [block.start.kind for block in read(body).blocks] == ["fixed", "paragraph"]
