"""Note marks in the text: raised digits and symbols behind a word, and letters that are labels of notes. m²
and 5th are none."""

from __future__ import annotations

import re

from sourcebook.reading.pdf.lines import Line
from sourcebook.reading.pdf.note_labels import SYMBOL

_MARK = re.compile(rf"\d{{1,4}}(?:\s*,\s*\d{{1,4}})*|(?:\[\d{{1,4}}\])+|{SYMBOL}")
_UNIT = re.compile(r"(?:^|[\s\d(])[kcdm]?m$")


def find_marks(line: Line, size: float, labels: frozenset[str]) -> None:
    """Note the chunks of a line that are note marks, in `line.marks`. `labels` are those of the notes."""
    for n, chunk in enumerate(line.chunks):
        text = chunk.text.strip()
        if not n or not (_MARK.fullmatch(text) or text in labels):
            continue
        before = line.chunks[n - 1]
        raised = chunk.raised or (chunk.size < 0.85 * line.size and chunk.y > line.y + 0.08 * line.size)
        if not raised or chunk.x - before.right > 1.2 * size:
            continue
        if _UNIT.search(before.text.rstrip()) and text in ("2", "3"):
            continue
        line.marks.add(n)
