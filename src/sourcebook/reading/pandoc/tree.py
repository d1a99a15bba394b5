"""Walking pandoc's tree: blocks become lines in reading order, their text written into the layer.

Notes are written after the text, in the order of their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourcebook.reading.pandoc.grid import Spanning, begun, in_columns
from sourcebook.reading.pandoc.line import Anchor, Line
from sourcebook.reading.pandoc.marker import take
from sourcebook.reading.pandoc.run import Node
from sourcebook.reading.pandoc.table import beside, in_cells, lays_out, with_row_labels
from sourcebook.reading.pandoc.writing import Layer, Written, write_inlines
from sourcebook.text import PassageBuilder

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CONTENTS = frozenset({"toc", "contents", "doc-toc", "tableofcontents", "navigation"})
_TERM_LABEL = re.compile(r"[(\[]?(?:\d{1,4}|[*†‡])[)\]]?\.?")
_TITLES = frozenset({"title", "subtitle"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: how deep in lists, in a quotation, under which name."""

    depth: int = 0
    quoted: bool = False
    role: str = ""
    label: str | None = None
    printed: str = ""
    anchors: tuple[str, ...] = ()
    group: str = ""
    note: int | None = None


def lines_of(blocks: list[Node], layer: Layer) -> list[Line]:
    """All lines of a document: its blocks, then the bodies of its notes."""
    lines = list(_walk(blocks, layer, _Place()))
    number = 0
    while number < len(layer.notes):
        label, body = layer.notes[number]
        number += 1
        layer.write(f"{label} ")
        lines += _walk(body, layer, _Place(note=number)) or [
            Line("text", PassageBuilder().build(), note=number)
        ]
    return lines


def _walk(blocks: list[Node], layer: Layer, place: _Place) -> list[Line]:
    """Lines of a list of blocks; what opens the first (label, anchors) is not repeated for the next."""
    lines: list[Line] = []
    for block in blocks:
        lines += _block(block, layer, place)
        if lines and (place.label is not None or place.anchors):
            place = replace(place, label=None, printed="", anchors=())
    return lines


def _block(block: Node, layer: Layer, place: _Place) -> list[Line]:
    kind, content = block["t"], block.get("c")
    if kind in ("Para", "Plain"):
        return [*_line(content, layer, place)]
    if kind == "Header":
        level, (name, classes, _), inlines = content
        named = replace(place, anchors=(*place.anchors, name))
        if "title" in classes:
            named = replace(named, role="title")
        return [*_line(inlines, layer, named, level)]
    if kind == "BlockQuote":
        return _walk(content, layer, replace(place, quoted=True))
    if kind == "OrderedList":
        return _ordered(content, layer, place)
    if kind == "BulletList":
        inner = replace(place, depth=place.depth + 1, label="", printed="•")
        return [line for item in content for line in _walk(item, layer, inner)]
    if kind == "Div":
        return _div(content, layer, place)
    return _rare(kind, content, layer, place)


def _rare(kind: str, content: Node, layer: Layer, place: _Place) -> list[Line]:
    if kind == "Table":
        return _table(content, layer, place)
    if kind == "LineBlock":
        lines = [[*line, {"t": "LineBreak"}] for line in content]
        return [*_line([inline for line in lines for inline in line], layer, place)]
    if kind == "DefinitionList":
        return [line for term, blocks in content for line in _defined(term, blocks, layer, place)]
    if kind == "CodeBlock":
        return [*_line([{"t": "Str", "c": content[1]}], layer, place)]
    if kind == "Figure":
        return [*_walk(content[2], layer, place), *_walk(content[1][1], layer, place)]
    if kind == "RawBlock" and not content[0].startswith("html"):
        layer.left_out += 1
    return []


def _defined(term: list[Node], definitions: list[list[Node]], layer: Layer, place: _Place) -> list[Line]:
    """A term and what is said of it; a term that is a note's label stands on the line of the note."""
    first = [*_line(term, layer, place)]
    rest = [line for blocks in definitions for line in _walk(blocks, layer, place)]
    if first and rest and _TERM_LABEL.fullmatch(first[0].text):
        return [beside(first[0], rest[0]), *rest[1:]]
    return [*first, *rest]


def _div(content: Node, layer: Layer, place: _Place) -> list[Line]:
    (name, classes, extra), blocks = content
    said = {*classes, *(value for key, value in extra if key in ("role", "epub:type", "type"))}
    style = dict(extra).get("custom-style", "").lower()
    named = (*place.anchors, name) if name else place.anchors
    inner = replace(place, anchors=named, group=name or place.group)
    part = dict(extra).get("part", "")
    if name.lower() in _CONTENTS or said & _CONTENTS or style.startswith("toc "):
        inner = replace(inner, role="contents")
    elif part:
        inner = replace(inner, role=part)
    elif style in _TITLES:
        inner = replace(inner, role=style)
    return _walk(blocks, layer, inner)


def _ordered(content: Node, layer: Layer, place: _Place) -> list[Line]:
    (start, style, delimiter), items = content
    lines: list[Line] = []
    for number, item in enumerate(items, start):
        label = _counted(number, style["t"])
        printed = {"OneParen": f"{label})", "TwoParens": f"({label})"}.get(delimiter["t"], f"{label}.")
        lines += _walk(item, layer, replace(place, depth=place.depth + 1, label=label, printed=printed))
    return lines


def _counted(number: int, style: str) -> str:
    """A list's number in its style."""
    if style.endswith("Alpha"):
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter.upper() if style.startswith("Upper") else letter
    if style.endswith("Roman"):
        roman = "".join(letters * count for letters, count in _romans(number))
        return roman.upper() if style.startswith("Upper") else roman
    return str(number)


def _romans(number: int) -> Iterator[tuple[str, int]]:
    for value, letters in _ROMAN:
        yield letters, number // value
        number %= value


def _line(inlines: list[Node], layer: Layer, place: _Place, level: int = 0) -> Iterator[Line]:
    """One line with its text; nothing where there is none and no link leads here."""
    written = Written(layer)
    said = _said(inlines)
    label, printed = place.label, place.printed
    if "label" in said:
        label, printed = said["label"], said.get("printed", place.printed or said["label"])
    if printed and "level" in said:
        written.text(printed + " ")
    elif printed:
        layer.write(printed + " ")
    write_inlines(written, inlines)
    passage = written.finish()
    if not passage.text and not passage.marks and label is None and not place.anchors and not written.anchors:
        return
    layer.write("\n\n")
    level = int(said.get("level", level))
    yield Line(
        "heading" if level else "text",
        passage,
        level=level,
        label=label,
        printed=printed,
        depth=int(said.get("depth", place.depth)),
        quoted=place.quoted or "quoted" in said,
        role=said.get("role", place.role),
        look=frozenset([*said.get("look", "").split(), *(["keep"] if _is_underlined(inlines) else [])]),
        anchors=(*(Anchor(name, 0) for name in place.anchors if name), *written.anchors),
        references=tuple(written.references),
        raised=tuple(written.raised),
        group=place.group,
        note=place.note,
    )


def _is_underlined(inlines: list[Node]) -> bool:
    """Whether all of a line is underlined, as headings are that a typewriter would have set."""
    kinds = {inline["t"] for inline in inlines} - {"Space", "SoftBreak", "Note"}
    if kinds == {"Underline"}:
        return True
    wrapped = len(inlines) == 1 and kinds in ({"Strong"}, {"Emph"})
    return wrapped and _is_underlined(inlines[0]["c"])


def _said(inlines: list[Node]) -> dict[str, str]:
    """What a marker before the first word says."""
    for inline in inlines[:3]:
        while inline["t"] in ("Emph", "Strong", "Span", "Underline", "Superscript", "SmallCaps", "Link"):
            content = inline["c"]
            inner = content[1] if inline["t"] in ("Span", "Link") else content
            if not inner:
                break
            inline = inner[0]
        if inline["t"] == "Str":
            return take(inline["c"])[1]
    return {}


def _table(content: Node, layer: Layer, place: _Place) -> list[Line]:
    """The lines in a table's cells; those of a table that only lays out the page, as lines of the text."""
    caption, head, bodies, foot = content[1][1], content[3][1], content[4], content[5][1]
    lines = _walk(caption, layer, replace(place, role="caption"))
    layer.tables += 1
    number = layer.tables
    given = [head, *(rows for body in bodies for rows in body[2:]), foot]
    parts = [[_cells(row, layer, place) for row in part] for part in given]
    rows = begun(parts)
    if not any(line.text for row in rows for cell in row for line in cell):
        return lines
    if lays_out(rows):
        return [*lines, *with_row_labels(rows)]
    titled = len(head) or (len(bodies[0][2]) if bodies else 0)
    return [*lines, *in_cells(in_columns(parts), number, titled)]


def _cells(row: Node, layer: Layer, place: _Place) -> list[Spanning]:
    """The cells that begin in a row. A cell is attributes, alignment, rows, columns and blocks."""
    return [Spanning(rows, columns, _walk(blocks, layer, place)) for _, _, rows, columns, blocks in row[1]]
