"""Captions of tables: the lines that a file sets as captions right above a table, or right below it.

Word sets captions of tables and of pictures in one style. Above a table a caption is its own; below it, only
where its words say so ("Table 3").
"""

from __future__ import annotations

from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.parts import names_table


def table_captions(lines: list[Line]) -> dict[int, str]:
    """The words of each caption: by the lines that hold them, and by the first line of their table."""
    captions: dict[int, str] = {}
    run: list[int] = []
    table = -1
    for index, line in enumerate(lines):
        if line.cell is not None:
            above = lines[index - 1].cell if index else None
            if above is None or above.table != line.cell.table:
                _give(captions, lines, run, index)
                table = index
            run = []
        elif _is_caption(line):
            run.append(index)
        else:
            _give_below(captions, lines, run, table)
            run, table = [], -1
    _give_below(captions, lines, run, table)
    return captions


def _is_caption(line: Line) -> bool:
    return line.role == "caption" and line.kind == "text" and bool(line.text.strip())


def _give(captions: dict[int, str], lines: list[Line], run: list[int], table: int) -> None:
    # Word's own caption comes twice, as a paragraph and as pandoc's caption of the table.
    words = " ".join(dict.fromkeys(" ".join(lines[n].text.split()) for n in run))
    captions.update((n, words) for n in [*run, table] if words)


def _give_below(captions: dict[int, str], lines: list[Line], run: list[int], table: int) -> None:
    """A caption below a table that has none above is its own where it names a table."""
    if run and table >= 0 and table not in captions and names_table(lines[run[0]].text):
        _give(captions, lines, run[:1], table)
