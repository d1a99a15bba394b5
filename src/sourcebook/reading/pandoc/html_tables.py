"""Tables of HTML before pandoc: the rows with the titles of the columns are put into a head.

Few pages write a `<thead>`. Pandoc then takes the first row of titles for the head by itself and cuts off the
cells that reach from it into the next: all values below would stand under the wrong title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TAG = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|th|td)\b([^<>]{0,2000})>", re.IGNORECASE)
_REACH = re.compile(r"""\browspan\s{0,9}=\s{0,9}["']?\s{0,9}(\d{1,4})""", re.IGNORECASE)
# A head has no more rows than this: titles that reach further down stand beside the rows, not above, and are
# made plain cells, whose reach pandoc keeps.
_MOST = 4


@dataclass(slots=True)
class _Row:
    """A row: where it begins, whether its cells are titles, over how many rows the furthest of them reaches.

    `names` are the places of the names of its tags of titles, those that end a cell among them.
    """

    start: int
    names: list[int] = field(default_factory=list)
    titles: bool = True
    cells: int = 0
    reach: int = 1


@dataclass(slots=True)
class _Table:
    """A table that is open: its rows, whether it has a head of its own, where its first body begins."""

    rows: list[_Row] = field(default_factory=list)
    headed: bool = False
    body: tuple[int, int] | None = None
    parts: int = 0


def with_heads(text: str) -> str:
    """The page with a head in each table that has rows of titles and none. Takes linear time."""
    edits: list[tuple[int, int, str]] = []
    opened: list[_Table] = []
    for match in _TAG.finditer(text):
        ending, name = match[1], match[2].lower()
        if name == "table" and not ending:
            opened.append(_Table())
        elif opened and name == "table":
            edits += _head(opened.pop())
        elif opened and (not ending or name == "th"):
            _enter(opened[-1], name, match)
    return _edited(text, edits)


def _enter(table: _Table, name: str, match: re.Match[str]) -> None:
    if name == "thead":
        table.headed = True
    elif name in ("tbody", "tfoot"):
        table.parts += 1
        if not table.rows and name == "tbody":
            table.body = match.span()
    elif name == "tr":
        if table.parts < 2:
            table.rows.append(_Row(match.start()))
    elif table.rows and table.parts < 2:
        row = table.rows[-1]
        if name == "th":
            row.names.append(match.start(2))
        if match[1]:
            return
        reach = _REACH.search(match[3])
        row.cells += 1
        row.titles = row.titles and name == "th"
        row.reach = max(row.reach, int(reach[1]) if reach else 1)


def _head(table: _Table) -> list[tuple[int, int, str]]:
    """What to write for the head of a table: edits as start, end and new text."""
    rows = table.rows
    height = 0
    while height < len(rows) and rows[height].titles and rows[height].cells:
        height += 1
    for n in range(len(rows)):
        if n < height:
            height = max(height, n + rows[n].reach)
    if table.headed or not height:
        return []
    if height == len(rows) or height > _MOST:
        reaching = any(row.reach > 1 for row in rows[:height])
        return [(at, at + 2, "td") for row in rows if reaching for at in row.names]
    if table.body is None:
        first = rows[0].start
        return [(first, first, "<thead>"), (rows[height].start, rows[height].start, "</thead>")]
    at = rows[height].start
    return [(*table.body, "<thead>"), (at, at, "</thead><tbody>")]


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])
