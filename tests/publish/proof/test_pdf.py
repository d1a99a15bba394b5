"""What is read from the bytes of a PDF: text in its order, tags, and text that hides from them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser
from tests.publish.sample import printed

from sourcebook.publish.formats import pdf
from sourcebook.publish.printed import Line
from sourcebook.publish.proof.comparing import compare
from sourcebook.publish.proof.operators import BrokenStream, operators
from sourcebook.publish.proof.pdf import lines, tag_tree
from sourcebook.publish.proof.tags import NoTags
from sourcebook.publish.proof.to_unicode import to_unicode

CMAP = """begincmap 1 begincodespacerange <00> <FF> endcodespacerange
4 beginbfchar <01> <0041> <02> <00660069> <03> <0628> <04> <0645> endbfchar
2 beginbfrange <20> <7E> <0020> <80> <81> [<0627> <D835DD04>] endbfrange endcmap"""


def made(content: str, tree: str = "", more: str = "") -> bytes:
    """A PDF of one page with this content stream; `tree` are the kids of its tag tree, `more` further objects."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>" if tree else "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/Properties<</P1<</MCID 7>>>>>>>>",
        f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/TrueType/BaseFont/F/ToUnicode 7 0 R>>",
        f"<</Type/StructTreeRoot/RoleMap<</Absatz/P>>/K[{tree}]>>",
        f"<</Length {len(CMAP)}>>stream\n{CMAP}\nendstream",
        *more.split("|"),
    ]
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        body
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF".encode()
    )


def paragraph(*ids: int, more: str = "", tag: str = "P") -> str:
    return f"<</S/{tag}/Pg 3 0 R/K[{' '.join(map(str, ids))}]{more}>>"


def shown(*pieces: str) -> str:
    """A content stream with each piece in a marked content of its own."""
    return "\n".join(f"/P<</MCID {at}>>BDC BT /F 9 Tf {piece} ET EMC" for at, piece in enumerate(pieces))


CONTENTS: list[tuple[str, str, str, list[str]]] = [
    ("one string", shown("(Sel)Tj"), paragraph(0), ["Sel"]),
    ("spaces as places", shown("[(Se)-250(l)]TJ"), paragraph(0), ["Sel"]),
    ("hexadecimal", shown("<53 656C>Tj"), paragraph(0), ["Sel"]),
    ("escapes", shown(r"(\(a\)\\ \101\12b\
c)Tj"), paragraph(0), ["(a)\\ A\ufffdbc"]),
    ("brackets within", shown("(a (b) c)Tj"), paragraph(0), ["a (b) c"]),
    ("a ligature", shown(r"(\002)Tj"), paragraph(0), ["fi"]),
    ("a character beyond the first plane", shown(r"(\201)Tj"), paragraph(0), ["\U0001d504"]),
    ("a glyph without meaning", shown(r"(\377)Tj"), paragraph(0), ["\ufffd"]),
    ("the order of the tags, not of the page", shown("(second)Tj", "(first )Tj"), paragraph(1, 0), ["first second"]),
    ("another operator", shown("(a)' 1 2 (b)\""), paragraph(0), ["ab"]),
    ("an artifact", "/Artifact BMC BT /F 9 Tf (page 3)Tj ET EMC " + shown("(text)Tj"), paragraph(0), ["text"]),
    ("an artifact within", "/P<</MCID 0>>BDC BT /F 9 Tf (a)Tj /Artifact BMC (-)Tj EMC (b)Tj ET EMC", paragraph(0), ["ab"]),
    ("text that is said otherwise", shown("/Span<</ActualText(two words)>>BDC (x)Tj EMC (.)Tj"), paragraph(0), ["two words."]),
    ("text that is said otherwise, in UTF-16", shown("/Span<</ActualText<FEFF0628>>>BDC (x)Tj EMC"), paragraph(0), ["ب"]),
    ("a tag that says its text", shown("(x)Tj"), paragraph(0, more="/ActualText(said)"), ["said"]),
    ("reversed characters", shown(r"/ReversedChars BMC (\004\003)Tj EMC"), paragraph(0), ["بم"]),
    ("Arabic from left to right", shown(r"(\004\003)Tj"), paragraph(0), ["بم"]),
    ("Arabic in two pieces", shown(r"/ReversedChars BMC (\004)Tj EMC /ReversedChars BMC (\003)Tj EMC"), paragraph(0), ["بم"]),
    ("a number of a property list", "/P /P1 BDC BT /F 9 Tf (listed)Tj ET EMC", paragraph(7), ["listed"]),
    ("a role of another name", shown("(x)Tj"), paragraph(0, tag="Absatz"), ["x"]),
    ("a kid that names its page", shown("(x)Tj"), "<</S/P/K<</Type/MCR/Pg 3 0 R/MCID 0>>>>", ["x"]),
    ("a font kept over q and Q", "/P<</MCID 0>>BDC BT /F 9 Tf (a)Tj ET q Q BT (b)Tj ET EMC", paragraph(0), ["ab"]),
    ("a drawing between", "/P<</MCID 0>>BDC 1 0 0 -1 2.5 3 cm .5 w 0 0 m 9 9 l S BT /F 9 Tf 1 0 0 1 0 0 Tm (a)Tj ET EMC", paragraph(0), ["a"]),
    ("a comment", "% (nothing)Tj\n" + shown("(a)Tj"), paragraph(0), ["a"]),
    ("an image in the page", shown("(a)Tj") + " BI /W 1 /H 1 ID \x80(x)Tj EI ", paragraph(0), ["a"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "tree", "expected"), [case[1:] for case in CONTENTS], ids=[case[0] for case in CONTENTS]
)
def test_text_is_read_as_the_format_says(content: str, tree: str, expected: list[str]) -> None:
    assert [line.text for line in lines(made(content, tree))] == expected


def test_text_that_no_tag_leads_to_is_told() -> None:
    found = lines(made(shown("(tagged)Tj", "(hidden)Tj") + " BT /F 9 Tf (outside)Tj ET", paragraph(0)))
    assert found == [
        Line("paragraph", "", "tagged"),
        Line("untagged", "", "hidden"),
        Line("untagged", "", "outside"),
    ]


TREES: list[tuple[str, str, list[Line]]] = [
    ("a heading", paragraph(0, tag="H2"), [Line("heading", "", "one")]),
    ("a list", f"<</S/L/K[<</S/LI/K[{paragraph(0, tag='Lbl')}{paragraph(1, tag='LBody')}]>>]>>", [Line("item", "", "one two")]),
    ("a list without labels", f"<</S/L/K[<</S/LI/K[{paragraph(0, tag='LBody')}]>>]>>", [Line("item", "", "one")]),
    ("a quotation", f"<</S/BlockQuote/K[{paragraph(0)}{paragraph(1)}]>>", [Line("quotation", "", "one"), Line("quotation", "", "two")]),
    ("a table", f"<</S/Table/K[<</S/Caption/K[{paragraph(0)}]>><</S/TR/K[{paragraph(1, tag='TH')}{paragraph(2, tag='TD')}]>>]>>",
     [Line("caption", "", "one"), Line("cell", "", "two"), Line("cell", "", "three")]),
    ("an empty cell", f"<</S/Table/K[<</S/TR/K[<</S/TD>>{paragraph(0, tag='TD')}]>>]>>", [Line("cell", "", ""), Line("cell", "", "one")]),
    ("a note and its mark", f"<</S/P/Pg 3 0 R/K[0 {paragraph(1, tag='Lbl')}<</S/Note/K[{paragraph(2, tag='Lbl')}{paragraph(3, tag='Span')}]>>]>>",
     [Line("paragraph", "", "one[two]"), Line("note", "note-three", "four")]),
    ("a picture", f"<</S/Figure/Alt(A bar)/Pg 3 0 R/K[0 <</S/Caption/K[{paragraph(1)}]>>]>>", [Line("caption", "", "two")]),
    ("contents", f"{paragraph(0, tag='H1')}<</S/TOC/K[<</S/TOCI/Pg 3 0 R/K[1 4]>>]>>{paragraph(2)}",
     [Line("contents", "", "two"), Line("paragraph", "", "three")]),
    ("text right in a section", "<</S/Sect/Pg 3 0 R/K[0 <</S/P/Pg 3 0 R/K[1]>> 2]>>",
     [Line("paragraph", "", "one"), Line("paragraph", "", "two"), Line("paragraph", "", "three")]),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "expected"), [case[1:] for case in TREES], ids=[case[0] for case in TREES])
def test_lines_are_what_their_tags_say(tree: str, expected: list[Line]) -> None:
    content = shown("(one)Tj", "(two)Tj", "(three)Tj", "(four)Tj", "( 12)Tj")
    assert [line for line in lines(made(content, tree)) if line.kind != "untagged"] == expected


def test_a_pdf_without_tags_is_refused_in_words() -> None:
    with pytest.raises(NoTags, match="no tag tree"):
        lines(made(shown("(x)Tj")))


@pytest.mark.parametrize("stream", ["(not closed", "[(a) >> Tj", "} ]", "BI /W 1 ID xx"])
def test_a_broken_page_is_told_and_not_guessed(stream: str) -> None:
    with pytest.raises(BrokenStream):
        list(operators(stream.encode()))


def test_maps_of_fonts_are_read_with_ranges_and_lists() -> None:
    codes = to_unicode(CMAP.encode())
    assert (codes[1], codes[2], codes[0x41], codes[0x80], codes[0x81]) == (
        "A",
        "fi",
        "A",
        "\u0627",
        "\U0001d504",
    )


def test_the_tag_tree_can_be_read_by_a_person() -> None:
    tree = tag_tree(pdf.write(printed()))
    assert "  H2 A. Threats of force" in tree
    assert "Figure alt “One bar: two statements in March 2031.”" in tree
    assert re.search(r"^ +Note \(ru\) Граница закрыта", tree, re.MULTILINE)
    assert re.search(r"H1 6, H2 1, L 1, LBody 2, LI 2, .*Note 4, .*TOC 2, TOCI 6", tree.splitlines()[-1])


def rewritten(whole: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A PDF with one of its packed streams changed; the bytes around stay in their places."""
    for found in re.finditer(rb"/Length (\d+)[^<>]*/Filter/FlateDecode[^<>]*>>\s*stream\r?\n", whole):
        length = int(found[1])
        packed = whole[found.end() : found.end() + length]
        data = zlib.decompress(packed)
        other = change(data)
        if other != data:
            again = zlib.compress(other, 9)
            if len(again) <= length:
                return whole[: found.end()] + again.ljust(length, b"\0") + whole[found.end() + length :]
    raise AssertionError("nothing to change was found")


def test_one_glyph_changed_in_the_file_is_found() -> None:
    whole = pdf.write(printed())
    # The code of one letter in the map of a font: the page looks as before, and says something else.
    forged = rewritten(
        whole, lambda data: data.replace(b"<0067>\n", b"<0071>\n", 1) if b"beginbfchar" in data else data
    )
    comparison = compare(printed(), lines(forged), contents=True)
    assert comparison.of("differs")


def test_a_paragraph_painted_as_an_artifact_is_missed() -> None:
    whole = pdf.write(printed())

    def hide(data: bytes) -> bytes:
        # Places between glyphs are shortened, so that the stream does not become longer.
        short = re.sub(rb"\)-?[0-9.]+\(", b")0(", data)
        return short.replace(b"/Span<</MCID 5>>BDC", b"/Artifact BMC") if b"/MCID 44>>" in data else data

    hidden = rewritten(whole, hide)
    assert not compare(printed(), lines(hidden), contents=True).holds


def test_a_tagged_pdf_of_another_program_is_read_too(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        "<html lang=en><title>x</title><h1>Ardovia</h1><p>The road <em>through</em> Sel; «объект» is efficient.</p>"
        "<ul><li>a bridge</li></ul><table><tr><th>Date</th></tr><tr><td>18 April</td></tr></table>"
    )
    found = lines(page.pdf(tagged=True))
    page.close()
    assert [(line.kind, " ".join(line.text.split())) for line in found if line.kind != "untagged"] == [
        ("heading", "Ardovia"), ("paragraph", "The road through Sel; «объект» is efficient."), ("item", "a bridge"),
        ("cell", "Date"), ("cell", "18 April"),
    ]  # fmt: skip
