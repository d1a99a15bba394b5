"""The words of a paragraph, whatever wraps them."""

from __future__ import annotations

import pytest
from tests.publish.word.opening.made import first, p, part, r, read, relations, shown

from sourcebook.publish.word.flow import Look, Word

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, APART, END = (FIELD.format(one) for one in ("begin", "separate", "end"))
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:txbx><w:txbxContent>"
    + p(r("In the box."))
    + "</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>" + p(r("In the box.")) + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
CASES = [
    ("runs split anywhere", r("The ro") + r("ad to Bre") + r("nn"), "The road to Brenn"),
    ("a tab and breaks", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a b c d"),
    ("hyphens of Word", "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>era</w:t></w:r>", "co‑op\u00adera"),
    ("a page that breaks at the end", r("Done.") + '<w:r><w:br w:type="page"/></w:r>', "Done."),
    ("a page that breaks between words", r("one") + '<w:r><w:br w:type="page"/></w:r>' + r("two"), "one two"),
    ("a break between lines in a column", r("one") + '<w:r><w:br w:type="textWrapping"/></w:r>' + r("two"), "one two"),
    ("a sign of Wingdings", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
    ("a sign of Symbol", '<w:r><w:sym w:font="Symbol" w:char="F062"/></w:r>', "β"),
    ("a bracket of Symbol", '<w:r><w:sym w:font="Symbol" w:char="F05B"/></w:r>', "["),
    ("a private character of Wingdings", r("\uf0fc done", '<w:rFonts w:ascii="Wingdings"/>'), "✓ done"),
    ("a plain letter set as a sign", '<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>', "é"),
    ("a sign of a font that nobody knows", '<w:r><w:sym w:font="House Signs" w:char="E123"/></w:r>', "\ufffd"),
    ("blanks that are not kept", "<w:r><w:t> a </w:t></w:r>" + r("b"), "ab"),
    ("a smart tag and custom XML", f'<w:smartTag w:element="x">{r("Nord")}</w:smartTag><w:customXml w:element="y">{r("bank")}</w:customXml>', "Nordbank"),
    ("a direction", f'<w:bdo w:val="rtl">{r("مغلقة")}</w:bdo>', "مغلقة"),
    ("a content control", f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{r('held')}</w:sdtContent></w:sdt>", "held"),
    ("what an empty control shows", f"a<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>", ""),
    ("a simple field", f'{r("page ")}<w:fldSimple w:instr=" PAGEREF x ">{r("12")}</w:fldSimple>', "page 12"),
    ("a field", r("page ") + BEGIN + r(" PAGEREF x ", tag="instrText") + APART + r("12") + END + r("."), "page 12."),
    ("a field in a field", BEGIN + r(' IF 1 = "', tag="instrText") + BEGIN + r(" REF x ", tag="instrText") + APART + r("hidden value") + END
     + r('" ', tag="instrText") + APART + r("shown") + END, "shown"),
    ("text in an instruction", BEGIN + r("TITLE") + APART + r("Roads") + END, "Roads"),
    ("a field without result", r("a") + BEGIN + r(" XE x ", tag="instrText") + END + r("b"), "ab"),
    ("a field that never ends", BEGIN + r(" REF x ", tag="instrText") + APART + r("12") + r(" and on"), "12 and on"),
    ("an end without a field", END + r("on"), "on"),
    ("one of two alternatives", f"<mc:AlternateContent><mc:Choice>{r('new')}</mc:Choice><mc:Fallback>{r('old')}</mc:Fallback></mc:AlternateContent>", "new"),
    ("ruby", f"<w:r><w:ruby><w:rt>{r('above')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby></w:r>", "base"),
    ("a formula", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
    ("a text box", r("Before") + BOX + r(" and after"), "Before and after"),
    ("hidden text", r("Seen") + r(" unseen", "<w:vanish/>") + r(" again", '<w:vanish w:val="0"/>'), "Seen again"),
    ("a comment and an instruction of XML", "<!-- no --><?x y?>" + r("yes"), "yes"),
]  # fmt: skip


@pytest.mark.parametrize(("runs", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_words_are_read_whatever_wraps_them(runs: str, text: str) -> None:
    assert first(p(runs)) == text


def test_a_word_in_several_runs_is_one_token() -> None:
    (block,) = read(p(r("Nor"), r("db"), '<w:bookmarkStart w:id="7" w:name="x"/>', r("ank"))).blocks
    assert [bit.token for bit in block.bits] == [Word("Nordbank")]


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        (BOX, "a text box: “In the box.”"),
        (r("by night", "<w:vanish/>"), "hidden text: “by night”"),
        ("<w:r><w:drawing><wp:inline><wp:docPr id='1' descr='A map of Sel'/><a:blip r:embed='x'/></wp:inline></w:drawing></w:r>", "a picture: “A map of Sel”"),
        ("<w:r><w:pict><v:imagedata r:id='x'/></w:pict></w:r>", "a picture without words for it"),
        ("<w:r><w:object/></w:r>", "an embedded object"),
        ("<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>", "a formula: its letters and signs were taken as text"),
        ('<w:r><w:sym w:font="House Signs" w:char="E123"/></w:r>', "a sign of the font House Signs without a character of its own"),
        (BEGIN + r(" DATE ", tag="instrText") + APART + r("2 May") + END, "a field of the kind DATE: what it shows was taken as text"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_told(runs: str, line: str) -> None:
    assert read(p(r("a"), runs, r("b"))).set_aside == (line,)


CHARACTERS = (
    '<w:style w:type="character" w:styleId="Em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Deep"><w:name w:val="Deep"/><w:basedOn w:val="Em"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quotation"/><w:rPr><w:i/></w:rPr></w:style>'
)
PLAIN, EM, STRONG, BOTH = Look(), Look(emphasis=True), Look(strong=True), Look(emphasis=True, strong=True)


@pytest.mark.parametrize(
    ("style", "properties", "look"),
    [
        ("", "<w:i/>", EM),
        ("", '<w:i w:val="true"/><w:b w:val="1"/>', BOTH),
        ("", '<w:b w:val="off"/><w:i w:val="false"/>', PLAIN),
        ("", '<w:rStyle w:val="Em"/>', EM),
        ("", '<w:rStyle w:val="Deep"/>', BOTH),
        ("", '<w:rStyle w:val="Deep"/><w:i w:val="0"/>', STRONG),
        ("H", "", PLAIN),
        ("H", "<w:b/>", STRONG),
        ("H", '<w:b w:val="0"/>', STRONG),
        ("Q", '<w:rStyle w:val="Em"/>', EM),
        ("Q", '<w:i w:val="0"/>', EM),
        ("", '<w:lang w:val="ru-RU"/><w:color w:val="FF0000"/>', PLAIN),
    ],
)
def test_a_look_is_what_stands_out_from_the_paragraph(style: str, properties: str, look: Look) -> None:
    body = p(r("word", properties), properties=f'<w:pStyle w:val="{style}"/>')
    text = read(body, {"word/styles.xml": part("styles", CHARACTERS)})
    assert [bit.token for bit in text.blocks[0].bits] == [Word("word", look)]


@pytest.mark.parametrize(
    ("runs", "link"),
    [
        (f'<w:hyperlink r:id="rId1">{r("here")}</w:hyperlink>', "https://sel.example/a"),
        (f'<w:hyperlink w:anchor="p_1">{r("here")}</w:hyperlink>', "#p_1"),
        (BEGIN + r(' HYPERLINK "https://sel.example/b" \\o "t" ', tag="instrText") + APART + r("here") + END, "https://sel.example/b"),
        (BEGIN + r(' HYPERLINK \\l "p_2" ', tag="instrText") + APART + r("here") + END, "#p_2"),
        (f'<w:hyperlink r:id="rId9">{r("here")}</w:hyperlink>', ""),
    ],
)  # fmt: skip
def test_a_link_is_where_it_leads(runs: str, link: str) -> None:
    parts = {"word/_rels/document.xml.rels": relations(("rId1", "hyperlink", "https://sel.example/a"))}
    (bit,) = read(p(runs), parts).blocks[0].bits
    assert bit.token == Word("here", Look(link=link))


def test_a_field_goes_on_over_paragraphs() -> None:
    body = (
        p(BEGIN, r(' TOC \\o "1-3" ', tag="instrText"), APART, r("One")) + p(r("Two")) + p(END) + p(r("Text"))
    )
    blocks = read(body).blocks
    assert [(block.start.kind, shown(block.bits)) for block in blocks] == [
        ("fixed", "One"),
        ("fixed", "Two"),
        ("fixed", ""),
        ("paragraph", "Text"),
    ]
