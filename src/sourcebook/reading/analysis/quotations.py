"""Quotation marks as a state machine: direction, nesting, marks that were never closed.

Counting glyphs goes wrong at the first apostrophe or unclosed mark; a stack with the direction that each
mark can have (from its glyph, or for straight marks from its neighbours) does not. Source of the method:
the usual pairing of quotation glyphs by Unicode category (Pi, Pf) and neighbourhood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’", "‚": "‘’"}
_CLOSE = "”»›」』’"
_SINGLE = "‘’‚'"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: `text[start:end]` with its marks, `text[inner_start:inner_end]` without.

    `depth` is 0 outside any other quotation; `closed` is False where the closing mark is missing and the
    end of the text, or the next opening of the same kind, ends it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool = True


def find_quotations(text: str) -> Iterator[Quoted]:
    """The quotations of a paragraph, outer before inner, in order of their start."""
    stack: list[tuple[int, str]] = []
    found: list[Quoted] = []
    for at, glyph in enumerate(text):
        if glyph not in '“”„«»‹›「」『』"':
            continue
        opens = _opens(text, at, glyph, bool(stack))
        if opens:
            if len(stack) < 8:
                stack.append((at, glyph))
        elif stack:
            start, _ = stack.pop()
            found.append(Quoted(start, at + 1, start + 1, at, len(stack)))
    for depth, (start, _) in enumerate(stack):
        found.append(Quoted(start, len(text), start + 1, len(text), depth, closed=False))
    return iter(sorted(found, key=lambda quoted: (quoted.start, -quoted.end)))


def _opens(text: str, at: int, glyph: str, inside: bool) -> bool:
    if glyph in _OPEN:
        return True
    if glyph in _CLOSE:
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isspace() or before in "([{—–-/“‘":
        return not after.isspace()
    return not inside and after.isalnum() and not before.isalnum()
