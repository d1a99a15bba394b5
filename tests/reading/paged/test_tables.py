"""Tables in Markdown that was made from a PDF: the line of dashes is no row, it tells which rows are titles."""

from __future__ import annotations

from sourcebook.reading.paged import read_paged

TEXT = (
    "# Report on Dorn\n\n1. On 3 May 2030 the pier closed.<sup>1</sup>\n\n{table}\n\n2. It opened in June.\n\n"
    "<sup>1</sup> Harbour Office, Log, 3 May 2030.\n"
)


def test_the_line_of_dashes_tells_the_head() -> None:
    rows = "| Place | May |\n|:---|---:|\n| Dorn | 12 |\n| Verrin | -- |"
    (table,) = read_paged(TEXT.format(table=rows)).tables
    assert table.rows == (("Place", "May"), ("Dorn", "12"), ("Verrin", "--"))
    assert table.head == 1


def test_rows_without_such_a_line_have_no_known_head() -> None:
    (table,) = read_paged(TEXT.format(table="| Place | May |\n| Dorn | 12 |")).tables
    assert (table.rows, table.head) == ((("Place", "May"), ("Dorn", "12")), 0)
