"""Note marks in the text: raised digits behind a word. m² and 5th are none."""

from __future__ import annotations

import re

from sourcebook.reading.pdf.lines import Line

_MARK = re.compile(r"\d{1,4}(?:\s*,\s*\d{1,4})*|\*{1,3}|[†‡]")
_UNIT = re.compile(r"(?:^|[\s\d(])[kcdm]?m$")


def find_marks(line: Line, size: float) -> None:
    """Note the chunks of a line that are note marks, in `line.marks`."""
    for n, chunk in enumerate(line.chunks):
        text = chunk.text.strip()
        if not n or not _MARK.fullmatch(text):
            continue
        before = line.chunks[n - 1]
        raised = chunk.raised or (chunk.size < 0.85 * line.size and chunk.y > line.y + 0.08 * line.size)
        if not raised or chunk.x - before.right > 1.2 * size:
            continue
        if _UNIT.search(before.text.rstrip()) and text in ("2", "3"):
            continue
        line.marks.add(n)
