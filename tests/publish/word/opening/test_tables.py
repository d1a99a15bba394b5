"""Tables: each row a block, its cells apart."""

from __future__ import annotations

import pytest
from tests.publish.word.opening.made import JON, bookmark, p, r, read, shown


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


A, B, C = (cell(p(r(one))) for one in ("a", "b", "c"))


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (A + B + C, "a¦b¦c"),
        (A + cell(p()) + C, "a¦¦c"),
        (cell(p(r("one")), p(r("two"))) + B, "one two¦b"),
        (cell(p(), p(r("two"))) + B, "two¦b"),
        (cell(p(r("wide")), properties='<w:gridSpan w:val="2"/>') + C, "wide¦¦c"),
        (cell(p(), properties="<w:vMerge/>") + B, "¦b"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{A}</w:sdtContent></w:sdt>" + B, "a¦b"),
        (f'<w:customXml w:element="x">{A}{B}</w:customXml>' + C, "a¦b¦c"),
        (cell(p(r("x")), table(row(A, B), row(C)), p(r("y"))) + B, "x a b c y¦b"),
        (cell(f"<w:sdt><w:sdtContent>{p(r('held'))}</w:sdtContent></w:sdt>") + B, "held¦b"),
        (cell(p(r("one"), properties=f"<w:rPr><w:ins {JON}/></w:rPr>"), p(r("two"))), "one[+ +]two"),
    ],
)
def test_a_row_is_its_cells(cells: str, text: str) -> None:
    (block,) = read(table(row(cells))).blocks
    assert (block.start.kind, shown(block.bits)) == ("row", text)


def test_rows_of_a_table_share_a_key_and_the_header_is_known() -> None:
    body = table(row(A, properties="<w:tblHeader/>"), row(B)) + p(r("Between")) + table(row(C))
    starts = [block.start for block in read(body).blocks]
    assert [(one.kind, one.grid, one.header) for one in starts] == [
        ("row", "g1", True), ("row", "g1", False), ("paragraph", "", False), ("row", "g2", False),
    ]  # fmt: skip


def test_what_was_flattened_is_told() -> None:
    body = table(row(cell(p(r("x")), table(row(A))), cell(p(), properties='<w:gridSpan w:val="3"/>')))
    assert read(body).set_aside == (
        "a table in a cell of a table: its words were taken as those of the cell",
        "a cell across 3 columns: it is the first of them, the others are empty",
    )


def test_a_row_has_the_names_of_its_block() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="_sbp_0049"/>', '<w:bookmarkEnd w:id="1"/>'
    body = table(row(cell(p(start, r("Point"))), cell(p(r("Council"), end))), row(A))
    assert [block.anchors for block in read(body).blocks] == [("p0049",), ()]


def test_a_reference_in_a_cell_stays_there() -> None:
    body = table(row(cell(p(r("killed"))), cell(p(bookmark("_sbr_0003", r("12"))))))
    assert shown(read(body).blocks[0].bits) == "killed¦{r0003:12}"
