"""The text layer that the reader makes: every line it read, in order, and where each one stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcebook.reading.pdf.characters import Chunk
from sourcebook.reading.pdf.lines import Line
from sourcebook.text import PassageBuilder

_PARTS = re.compile(r"[\s,\[\]]+")


@dataclass
class TextLayer:
    """Text with a form feed between pages. `starts` holds the place of each line, by its identity."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    starts: dict[int, int] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Append a line."""
        self.starts[id(line)] = self.size
        text = line.text + "\n"
        self.parts.append(text)
        self.size += len(text)

    def page_break(self) -> None:
        """Append a form feed."""
        self.parts.append("\f")
        self.size += 1

    def text(self) -> str:
        """The whole layer."""
        return "".join(self.parts)


def write(builder: PassageBuilder, line: Line, layer: TextLayer, skip: int = 0) -> None:
    """Add a line to a passage from its `skip`-th character on; raised numbers become note marks."""
    start = layer.starts[id(line)]
    at = 0
    whole = line.text
    for n, chunk in enumerate(line.chunks):
        text = chunk.text.strip() if n in line.marks else chunk.text
        where = whole.find(text.strip(), at) if text.strip() else at
        if where < 0:
            continue
        # The room that a mark takes up is no space before a full stop.
        stop = n - 1 in line.marks and text.lstrip()[:1] in tuple(".,;:)")
        if where > at and builder.size and where > skip and n not in line.marks and not stop:
            builder.add(" ", start + at, page=line.page)
        piece = text.strip()
        begin, end = where, where + len(piece)
        at = end
        if end <= skip or not piece:
            continue
        if n in line.marks:
            for label in _PARTS.split(piece.strip("[]")):
                builder.mark(label)
            continue
        _styled(builder, chunk, whole[max(begin, skip) : end], start + max(begin, skip), line.page)


def _styled(builder: PassageBuilder, chunk: Chunk, text: str, source: int, page: int) -> None:
    begun = builder.size
    builder.add(text, source, page=page)
    if chunk.font.italic:
        builder.emphasise(begun, "italic")
    if chunk.font.bold:
        builder.emphasise(begun, "bold")
