"""Quotation marks that stand alone: judged by the direction of each mark, not by counting glyphs.

The reader's state machine pairs the marks. What it leaves over is unbalanced: a quotation that never ends, or
a closing mark that closes nothing. Single marks are left aside, since most of them are apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.quotations import Quoted

DOUBLE = '“”„‟«»"「」『』″'
_MARK = re.compile(f"[{DOUBLE}]")
_OPENING = re.compile(rf"\s*[{DOUBLE}‘‹]")
# After a digit the glyph may be that of inches, seconds or minutes.
_MEASURES = '"″”'


def unclosed(view: ParagraphView) -> Iterator[Quoted]:
    """Quotations without their closing mark; one that goes on with a mark in a new line is none."""
    for quoted in view.quotations:
        if quoted.closed or view.text[quoted.start : quoted.inner_start] not in DOUBLE:
            continue
        if not _goes_on(view.text, quoted.end):
            yield quoted


def unopened(view: ParagraphView) -> Iterator[int]:
    """Offsets of closing marks that close nothing."""
    paired: set[int] = set()
    unmarked: set[int] = set()
    for quoted in view.quotations:
        paired.update((quoted.start, quoted.inner_end))
        if quoted.start == quoted.inner_start and quoted.closed:
            unmarked.add(quoted.inner_end)
    for match in _MARK.finditer(view.text):
        at = match.start()
        if (at in unmarked or at not in paired) and _closes(view.text, at):
            yield at


def begins_quoted(view: ParagraphView) -> bool:
    """Whether a paragraph begins with a mark that opens: how a quotation over several paragraphs goes on."""
    return _OPENING.match(view.text) is not None


def _goes_on(text: str, end: int) -> bool:
    return "\n" in text[end : end + 3] and begins_at(text, end)


def begins_at(text: str, end: int) -> bool:
    """Whether what follows begins with an opening mark."""
    return _OPENING.match(text, end) is not None


def _closes(text: str, at: int) -> bool:
    """Whether a mark that was left over stands where one closes, and is no sign of measure or of "ditto"."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isdigit() and text[at] in _MEASURES:
        return False
    return not before.isspace() and not after.isalnum()
