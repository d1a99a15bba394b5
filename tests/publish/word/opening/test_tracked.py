"""Tracked changes: what was put in, taken out, moved or given another look, by whom and when."""

from __future__ import annotations

import pytest
from tests.publish.word.opening.made import JON, MIRA, docx, first, ins, out, p, r, read, shown, styles

from sourcebook.publish.word.flow import Look, Start, Word
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.opening import opened

TAL = Revision("Mira Tal", "2031-05-02T08:00:00Z")
ARKE = Revision("Jon Arke", "2031-05-03T09:30:00Z")


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (r("The ") + out("road ") + r("gate"), "The [-road -]gate"),
        (r("The ") + ins(r("long "), r("road")) + r(" shut"), "The [+long road+] shut"),
        (r("road") + ins(r("s")) + r(" shut"), "road[+s+] shut"),
        (r("The ") + ins(r("long "), out("and dull ", who=JON)) + r("road"), "The [+long [-and dull -]+]road"),
        (f"<w:moveFrom {MIRA}>{r('away')}</w:moveFrom>", "[-away-]"),
        (f"<w:moveTo {MIRA}>{r('here')}</w:moveTo>", "[+here+]"),
        (f'<w:del {MIRA}><w:hyperlink w:anchor="x">{r("gone", tag="delText")}</w:hyperlink></w:del>', "[-gone-]"),
        (f'<w:hyperlink w:anchor="x">{ins(r("new"))}</w:hyperlink>', "[+new+]"),
        (ins("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), "[+a b+]"),
        ("<w:r><w:delText>nobody said so</w:delText></w:r>", "[-nobody said so-]"),
    ],
)  # fmt: skip
def test_what_is_tracked_is_read_as_such(runs: str, text: str) -> None:
    assert first(p(runs)) == text


def test_a_change_has_its_author_and_date() -> None:
    bits = read(p(ins(r("new")), out("old", who=JON))).blocks[0].bits
    assert [(bit.inserted, bit.deleted) for bit in bits] == [(TAL, None), (None, ARKE)]


def test_what_one_put_in_and_another_took_out_has_both() -> None:
    (bit,) = read(p(ins(out("word", who=JON)))).blocks[0].bits
    assert (bit.inserted, bit.deleted) == (TAL, ARKE)


@pytest.mark.parametrize("date", ["", 'w:date="1970-01-01T00:00:00Z"', 'w:date="yesterday"', 'w:date="0001-01-01T00:00:00Z"'])  # fmt: skip
def test_a_date_that_says_nothing_is_none(date: str) -> None:
    (bit,) = read(p(f'<w:ins w:id="1" w:author=" Mira Tal " {date}>{r("new")}</w:ins>')).blocks[0].bits
    assert bit.inserted == Revision("Mira Tal", "")


def test_both_ends_of_a_move_have_one_name() -> None:
    move = 'w:id="{}" w:name="move7" w:author="Mira Tal" w:date="2031-05-02T08:00:00Z"'
    mark = f"<w:rPr><w:{{}} {MIRA}/></w:rPr>"
    body = (
        p(
            f"<w:moveFromRangeStart {move.format(1)}/><w:moveFrom {MIRA}>{r('The gate shuts.')}</w:moveFrom>",
            '<w:moveFromRangeEnd w:id="1"/>',
            properties=mark.format("moveFrom"),
        )
        + p(r("It stays."))
        + f"<w:moveToRangeStart {move.format(2)}/>"
        + p(f"<w:moveTo {MIRA}>{r('The gate shuts.')}</w:moveTo>", properties=mark.format("moveTo"))
        + '<w:moveToRangeEnd w:id="2"/>'
        + p(f"<w:moveTo {MIRA}>{r('Elsewhere.')}</w:moveTo>")
    )
    gone, _, come, other = read(body).blocks
    named = Revision("Mira Tal", "2031-05-02T08:00:00Z", "move7")
    assert {bit.deleted for bit in gone.bits} == {named} == {bit.inserted for bit in come.bits}
    assert gone.mark_deleted == named == come.mark_inserted
    assert {bit.inserted for bit in other.bits} == {TAL}


def test_a_move_without_its_other_end_is_none() -> None:
    start = '<w:moveToRangeStart w:id="1" w:name="move9" w:author="Mira Tal"/>'
    (bit,) = read(p(start, f"<w:moveTo {MIRA}>{r('here')}</w:moveTo>")).blocks[0].bits
    assert bit.inserted == TAL


def test_ends_of_paragraphs_that_were_put_in_or_taken_out_are_known() -> None:
    body = p(r("One"), properties=f"<w:rPr><w:ins {MIRA}/></w:rPr>")
    body += p(r("two"), properties=f"<w:rPr><w:del {JON}/></w:rPr>") + p(r("three"))
    found = [(block.mark_inserted, block.mark_deleted) for block in read(body).blocks]
    assert found == [(TAL, None), (None, ARKE), (None, None)]


def test_a_changed_look_is_known_with_what_it_was() -> None:
    changed = f"<w:i/><w:rPrChange {JON}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    (bit,) = read(p(r("word", changed))).blocks[0].bits
    assert (bit.token, bit.was, bit.restyled) == (
        Word("word", Look(emphasis=True)),
        Word("word", Look(strong=True)),
        ARKE,
    )


def test_a_change_of_colour_is_no_change() -> None:
    changed = f'<w:color w:val="FF0000"/><w:rPrChange {JON}><w:rPr/></w:rPrChange>'
    assert read(p(r("Nord", changed), r("bank"))).blocks[0].bits[0].restyled is None


def test_a_paragraph_that_became_a_heading_is_known_with_what_it_was() -> None:
    given = styles(("H2", "heading 2", ""), ("BT", "Body Text", ""))
    changed = f'<w:pStyle w:val="H2"/><w:pPrChange {MIRA}><w:pPr><w:pStyle w:val="BT"/></w:pPr></w:pPrChange>'
    (block,) = read(p(r("Roads"), properties=changed), given).blocks
    assert block.start == Start("heading", level=2)
    assert (block.was, block.restyled) == (Start("paragraph", numbered=False), TAL)


def test_a_paragraph_that_was_only_indented_stayed_what_it_is() -> None:
    changed = f'<w:ind w:left="720"/><w:pPrChange {MIRA}><w:pPr/></w:pPrChange>'
    (block,) = read(p(r("Roads"), properties=changed)).blocks
    assert (block.was, block.restyled) == (None, None)


def test_rows_that_were_put_in_or_taken_out_are_known() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>" + p(r("a")) + "</w:tc></w:tr>"
    body = f"<w:tbl>{row.format(f'<w:ins {MIRA}/>')}{row.format(f'<w:del {JON}/>')}{row.format('')}</w:tbl>"
    found = [(block.mark_inserted, block.mark_deleted) for block in read(body).blocks]
    assert found == [(TAL, None), (None, ARKE), (None, None)]


def test_a_cell_that_was_put_in_has_a_boundary_that_was() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>" + p(r("a")) + "</w:tc>"
    body = f"<w:tbl><w:tr>{cell.format('')}{cell.format(f'<w:cellIns {MIRA}/>')}</w:tr></w:tbl>"
    _, boundary, _ = read(body).blocks[0].bits
    assert boundary.inserted == TAL


def test_what_stood_and_what_would_stand_are_both_there() -> None:
    body = p(r("The road"), ins(r("s")), out(" to Sel"), r(" shut"), ins(r(" at dusk")), r("."))
    bits = opened(docx(body)).blocks[0].bits
    assert (
        shown(bit for bit in bits if not bit.inserted).replace("[- to Sel-]", " to Sel")
        == "The road to Sel shut."
    )
    assert "".join(bit.token.text for bit in bits if not bit.deleted and isinstance(bit.token, Word)) == "The roads shut at dusk."  # fmt: skip
