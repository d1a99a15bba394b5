"""Note marks in the text: raised digits and symbols behind a word, and letters that are labels of notes. m²
and 5th are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.reading.pdf.lines import Line
from sourcebook.reading.pdf.note_labels import SYMBOL

_MARK = re.compile(rf"\d{{1,4}}(?:\s*,\s*\d{{1,4}})*|(?:\[\d{{1,4}}\])+|{SYMBOL}")
_NUMBER = re.compile(r"\d{1,4}")
_UNIT = re.compile(r"(?:^|[\s\d(])[kcdm]?m$")


def find_marks(line: Line, size: float, labels: frozenset[str]) -> None:
    """Note the chunks of a line that are note marks, in `line.marks`. `labels` are those of the notes."""
    line.marks.update(_marks(line, size, labels))


def marks_in(line: Line, size: float) -> list[str]:
    """The numbers that a line has as note marks, before the notes are known."""
    return [label for n in _marks(line, size, frozenset()) for label in _NUMBER.findall(line.chunks[n].text)]


def _marks(line: Line, size: float, labels: frozenset[str]) -> Iterator[int]:
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
        yield n
