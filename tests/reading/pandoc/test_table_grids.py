"""Tables whose cells reach over others: each value stands below its own heading; heads and captions are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.pandoc.making import convert, odt, para, read_file, read_text_as, style, word

from sourcebook.reading.document import Table
from sourcebook.reading.pandoc.grid import Part, Spanning, in_columns
from sourcebook.reading.pandoc.line import Line
from sourcebook.text import PassageBuilder

PROSE = "<p>On 3 May 2030 the ferry stopped at the pier of Dorn, and nobody was told why.</p>"
TOWNS = [("Place", "Months", ""), ("", "May", "June"), ("Dorn", "12", "9"), ("No data for Verrin", "", "")]


def html_table(rows: str, tmp_path: Path, before: str = "") -> Table:
    """The one table of a page."""
    page = f"<html><body>{PROSE}<table>{before}{rows}</table>{PROSE}</body></html>"
    (table,) = read_text_as(page, tmp_path / "a.html").tables
    return table


@pytest.mark.parametrize(
    ("rows", "expected", "head"),
    [
        (
            "<tr><th rowspan=2>Place</th><th colspan='2'>Months</th></tr><tr><th>May</th><th>June</th></tr>"
            "<tr><td>Dorn</td><td>12</td><td>9</td></tr><tr><td colspan=3>No data for Verrin</td></tr>",
            TOWNS,
            2,
        ),
        (
            "<tbody><tr><th rowspan=2>Place</th><th colspan=2>Months</th></tr><tr><td>May</td><td>June</td></tr>"
            "<tr><td>Dorn</td><td>12</td><td>9</td></tr><tr><td colspan=3>No data for Verrin</td></tr></tbody>",
            TOWNS,
            2,
        ),
        (
            "<thead><tr><th rowspan=2>Place</th><th colspan=2>Months</th></tr><tr><th>May</th><th>June</th></tr>"
            "</thead><tr><td>Dorn</td><td>12</td><td>9</td></tr><tr><td colspan=9>No data for Verrin</td></tr>",
            TOWNS,
            2,
        ),
        (
            "<tr><th rowspan=3>Dorn</th><th>May</th><td>12</td></tr><tr><th>June</th><td>9</td></tr>"
            "<tr><th>July</th><td>7</td></tr>",
            [("Dorn", "May", "12"), ("", "June", "9"), ("", "July", "7")],
            0,
        ),
        (
            "<tr><th rowspan=2>Dorn</th><th>May</th><th>12</th></tr><tr><th>June</th><th>9</th></tr>",
            [("Dorn", "May", "12"), ("", "June", "9")],
            0,
        ),
        (
            "<tr><td>Dorn</td><td rowspan=2>12</td></tr><tr><td>Verrin</td></tr>",
            [("Dorn", "12"), ("Verrin", "")],
            0,
        ),
        (
            "<tr><th>Place</th><th>May</th></tr><tr><td>Dorn</td><td>12</td></tr>",
            [("Place", "May"), ("Dorn", "12")],
            1,
        ),
    ],
    ids=[
        "two rows of titles",
        "titles set as cells",
        "a head of its own",
        "titles beside the rows",
        "nothing but titles",
        "last column",
        "plain",
    ],
)
def test_cells_of_a_web_page_keep_their_columns(
    rows: str, expected: list[tuple[str, ...]], head: int, tmp_path: Path
) -> None:
    table = html_table(rows, tmp_path)
    assert list(table.rows) == expected
    assert table.head == head


def test_a_table_within_a_cell_does_not_change_the_head_of_the_outer_one(tmp_path: Path) -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    rows = (
        "<tr><th rowspan=2>Place</th><th colspan=2>Months</th></tr><tr><th>May</th><th>June</th></tr>"
        f"<tr><td>Dorn</td><td>12</td><td>{inner}</td></tr>"
    )
    page = f"<html><body>{PROSE}<table>{rows}</table></body></html>"
    table = read_text_as(page, tmp_path / "a.html").tables[0]
    assert (table.rows[:2], table.head) == ((TOWNS[0], TOWNS[1]), 2)


def test_merged_cells_of_word_keep_their_columns(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text)}</w:tc>"

    begun, covered = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    title = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = [
        title + cell("Place", begun) + cell("Months", '<w:gridSpan w:val="2"/>'),
        title + cell("", covered) + cell("May") + cell("June"),
        cell("Dorn", begun) + cell("12") + cell("9"),
        cell("", covered) + cell("7") + cell("5"),
    ]
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * 3 + "</w:tblGrid>"
    table = f"<w:tbl>{grid}" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    document = read_file(word(tmp_path / "a.docx", para("Before.") + table + para("After.")))
    assert document.tables[0].rows == (*TOWNS[:2], ("Dorn", "12", "9"), ("", "7", "5"))
    assert document.tables[0].head == 2


def test_merged_cells_of_an_odt_keep_their_columns(tmp_path: Path) -> None:
    def cell(text: str, reach: str = "") -> str:
        return f"<table:table-cell {reach}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    down, across = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"'
    head = (
        f"<table:table-row>{cell('Place', down)}"
        f"{cell('Months', across)}{covered}</table:table-row>"
        f"<table:table-row>{covered}{cell('May')}{cell('June')}</table:table-row>"
    )
    body = f"<table:table-row>{cell('Dorn')}{cell('12')}{cell('9')}</table:table-row>"
    table = (
        '<table:table><table:table-column table:number-columns-repeated="3"/>'
        f"<table:table-header-rows>{head}</table:table-header-rows>{body}</table:table>"
    )
    document = read_file(odt(tmp_path / "a.odt", f"<text:p>Before.</text:p>{table}<text:p>After.</text:p>"))
    assert document.tables[0].rows == tuple(TOWNS[:3])
    assert document.tables[0].head == 2


def test_markdown_says_which_row_is_the_head(tmp_path: Path) -> None:
    text = "| Place | May |\n|---|---|\n| Dorn | 12 |\n\nText.\n\n|  |  |\n|---|---|\n| Dorn | 12 |\n"
    titled, plain = read_text_as(text, tmp_path / "a.md").tables
    assert (titled.rows, titled.head) == ((("Place", "May"), ("Dorn", "12")), 1)
    assert (plain.rows[-1], plain.head) == (("Dorn", "12"), 0)


@pytest.mark.parametrize("ending", ["md", "html", "docx", "odt"])
def test_a_caption_is_the_tables_and_no_paragraph(ending: str, tmp_path: Path) -> None:
    text = "Before.\n\n| Place | May |\n|---|---|\n| Dorn | 12 |\n\n: Arrests *by* month\n\nAfter.\n"
    path = tmp_path / f"a.{ending}"
    if ending == "md":
        path.write_text(text, "utf-8")
    else:
        convert(text, path)
    document = read_file(path)
    assert [table.caption for table in document.tables] == ["Arrests by month"]
    assert [p.text for p in document.paragraphs] == ["Before.", "After."]


def test_a_caption_below_a_table_of_word_is_its_own_where_it_says_so(tmp_path: Path) -> None:
    def table(text: str) -> str:
        cells = f"<w:tc>{para('Place')}</w:tc><w:tc>{para(text)}</w:tc>"
        return f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"

    body = (
        para("Before.")
        + table("May")
        + para("Table 1. Arrests", "Caption")
        + para("Photo 1: The pier of Dorn", "Caption")
        + para("Between.")
        + table("June")
        + para("Photo 2: A bell", "Caption")
        + para("After.")
    )
    document = read_file(word(tmp_path / "a.docx", body, f"<w:style/>{style('Caption')}"))
    assert [table.caption for table in document.tables] == ["Table 1. Arrests", None]
    assert [p.text for p in document.paragraphs] == [
        "Before.", "Photo 1: The pier of Dorn", "Between.", "Photo 2: A bell", "After.",
    ]  # fmt: skip


def _line(text: str) -> list[Line]:
    builder = PassageBuilder()
    builder.add(text, 0)
    return [Line("text", builder.build())]


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[Part, dict[tuple[int, int], str]]:
    """A table of cells that reach over others, and where each of them begins."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    part: Part = []
    begun: dict[tuple[int, int], str] = {}
    for row in range(height):
        part.append([])
        for column in range(width):
            if (row, column) in taken:
                continue
            free = 1
            while column + free < width and (row, column + free) not in taken:
                free += 1
            columns, rows = draw(st.integers(1, free)), draw(st.integers(1, height - row))
            taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
            begun[row, column] = f"{row}.{column}"
            part[row].append(Spanning(rows, columns, _line(f"{row}.{column}")))
    return part, begun


@given(laid_out())
def test_each_cell_stands_where_it_begins(made: tuple[Part, dict[tuple[int, int], str]]) -> None:
    part, begun = made
    rows = in_columns([part])
    found = {(r, c): line.text for r, row in enumerate(rows) for c, cell in enumerate(row) for line in cell}
    assert found == begun
    assert len({len(row) for row in rows}) == 1
