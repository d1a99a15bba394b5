"""Tables and pictures: what stands between a caption and the remarks, and the remarks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from sourcebook.publish.formats.docx.columns import is_dense, shares
from sourcebook.publish.formats.docx.inline import inlines
from sourcebook.publish.formats.docx.language import leads_right
from sourcebook.publish.formats.docx.marks import Marks
from sourcebook.publish.formats.docx.markup import PLAIN, Node, raw, styled
from sourcebook.publish.formats.docx.pictures import shown
from sourcebook.publish.formats.docx.reference import Measures
from sourcebook.publish.formats.docx.xml import Element, element
from sourcebook.publish.printed import Picture, Runs, Table


def table(block: Table, marks: Marks) -> Iterator[Node]:
    """The grid with its header, which Word repeats on each page, and the remarks below."""
    breadth = max(len(row) for row in (block.header, *block.rows, ()))
    if breadth:
        columns = [[_ALIGNED, {"t": "ColWidth", "c": share}] for share in shares(block, breadth)]
        kind = "Dense Table" if is_dense(breadth) else "Table"
        head = [_row(block.header, f"{kind} Header", breadth, block.id, marks)] if block.header else []
        first = 1 + len(head)
        rows = [
            _row(row, f"{kind} Text", breadth, block.id, marks, place)
            for place, row in enumerate(block.rows, first)
        ]
        grid = [PLAIN, [None, []], columns, [PLAIN, head], [[PLAIN, 0, [], rows]], [PLAIN, []]]
        yield {"t": "Table", "c": grid}
    if block.below:
        yield styled("Below", inlines(block.below, marks, block.id))
    else:
        yield styled("Table End", [raw(element("r"))])


def picture(block: Picture, marks: Marks, page: Measures) -> Iterator[Node]:
    """The picture with its text alternative, and the remarks below. Raises Unprintable as `shown`."""
    seen = shown(block, page.text_width, page.text_height)
    size = [["width", f"{seen.width:.2f}in"], ["height", f"{seen.height:.2f}in"]]
    address = "data:image/png;base64," + b64encode(seen.png).decode("ascii")
    image = {"t": "Image", "c": [["", [], size], [{"t": "Str", "c": block.alt}], [address, ""]]}
    yield styled("Picture", [image], [element("keepNext")] if block.below else [])
    if block.below:
        yield styled("Below", inlines(block.below, marks, block.id))


def direction(runs: Runs, marks: Marks) -> list[Element]:
    """What tells Word that a paragraph goes the other way than the report."""
    right = leads_right(runs)
    return [] if right in (None, marks.rtl) else [element("bidi", val=int(bool(right)))]


_ALIGNED = {"t": "AlignDefault"}


def _row(row: tuple[Runs, ...], style: str, breadth: int, id: str, marks: Marks, place: int = 1) -> list[Any]:
    cells = []
    # A row is found again by its first cell that has words: no editor keeps a bookmark that goes over cells,
    # and LibreOffice leaves one around nothing without its end.
    named = next((number for number, runs in enumerate(row) if runs), 0)
    for number, runs in enumerate(row):
        held = inlines(runs, marks, id)
        held = marks.anchored(id, place, held) if number == named else held
        cells.append(styled(style, held, direction(runs, marks)))
    # Pandoc fills short rows up; `finish` takes out again what is no cell.
    cells += [styled(style, [raw(element("noCell"))])] * (breadth - len(row))
    return [PLAIN, [[PLAIN, _ALIGNED, 1, 1, [cell]] for cell in cells]]
