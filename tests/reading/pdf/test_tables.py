"""Tables: shaded, cut by the page, in one column of two; their cells are never paragraphs."""

from __future__ import annotations

from tests.reading.pdf.pages import FILLER, PAGE, Maker, texts

ROWS = ", ".join(f"[{n}.], [Place {n}], [{n * 3} dead]" for n in range(1, 13))


def test_rows_that_are_shaded_are_a_table(made: Maker) -> None:
    shade = "fill: (_, y) => if calc.odd(y) { silver } else { white }"
    document = made(
        f"1. {FILLER}\n\n#table(columns: (1fr, 1fr, 1fr), stroke: none, {shade}, {ROWS})\n\n2. {FILLER}",
        PAGE + "#set page(height: 600pt)\n",
    )
    assert list(texts(document)) == ["1", "2"]
    assert [len(table.rows) for table in document.tables] == [12]


def test_a_table_that_goes_on_overleaf(made: Maker) -> None:
    rule = "stroke: (_, y) => if y < 2 { (top: .5pt) }"
    document = made(
        f"1. {FILLER * 6}\n\n#table(columns: (1fr, 1fr, 1fr), {rule}, {ROWS})\n\n2. {FILLER}",
        PAGE + "#set page(height: 330pt)\n",
    )
    assert list(texts(document)) == ["1", "2"]
    assert sum(len(table.rows) for table in document.tables) == 12


def test_a_table_in_one_column_leaves_the_other_alone(made: Maker) -> None:
    document = made(
        f"1. {FILLER * 3}\n\n#table(columns: (1fr, 1fr, 1fr), {ROWS})\n\n2. {FILLER * 4}\n\n3. {FILLER * 8}",
        PAGE + "#set page(columns: 2, width: 460pt, height: 480pt)\n",
    )
    assert {key: " ".join(text.split()) for key, text in texts(document).items()} == {
        "1": (FILLER * 3).strip(),
        "2": (FILLER * 4).strip(),
        "3": (FILLER * 8).strip(),
    }
