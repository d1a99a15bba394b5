"""Quotation marks as a state machine: direction, nesting, marks that were never closed.

Counting glyphs goes wrong at the first apostrophe or unclosed mark; a stack with the direction that each
mark can have does not. The direction comes from the glyph where it has one, else from its neighbours.
Mixed pairs (an opening curly, a closing straight mark) close each other: writers mix them. Linear in the
length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MARK = re.compile("[“”„‟«»‹›「」『』\"‘’‚'″]")
_CLOSES = {"‘": "’'", "‚": "‘’'", "'": "'’"}
_SINGLE = "‘’‚'"
_DEEPEST = 8
# Nothing closes a straight single mark farther away than this: it was an apostrophe.
_SINGLE_REACH = 600
_SPEECH_WITHIN = re.compile(r"[.!?…]\s+(?=[^.!?…]{0,200}:\s?$)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: `text[start:end]` with its marks, `text[inner_start:inner_end]` without.

    `depth` is 0 outside any other quotation; `closed` is False where the closing mark is missing: then it
    ends with the text, or before the sentence that introduces a quotation after it.
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
    for match in _MARK.finditer(text):
        at, glyph = match.start(), match[0]
        if glyph in _SINGLE:
            _single(text, at, glyph, stack, found)
        elif _opens(text, at, glyph, [g for _, g in stack]):
            if len(stack) < _DEEPEST:
                stack.append((at, glyph))
        else:
            while stack and stack[-1][1] in _SINGLE:
                stack.pop()
            if stack:
                start, _ = stack.pop()
                found.append(Quoted(start, at + 1, start + 1, at, len(stack)))
    doubles = [(start, glyph) for start, glyph in stack if glyph not in _SINGLE]
    for depth, (start, _) in enumerate(doubles):
        found.append(Quoted(start, len(text), start + 1, len(text), depth, closed=False))
    return iter(sorted(_mended(text, found), key=lambda quoted: (quoted.start, -quoted.end)))


def _single(text: str, at: int, glyph: str, stack: list[tuple[int, str]], found: list[Quoted]) -> None:
    """A single mark: it opens after a space, closes what a single mark opened, else is an apostrophe."""
    before, after = _neighbours(text, at)
    if stack and stack[-1][1] in _SINGLE and glyph in _CLOSES.get(stack[-1][1], "") and not after.isalnum():
        start, _ = stack.pop()
        if at - start <= _SINGLE_REACH or text[start] != "'":
            found.append(Quoted(start, at + 1, start + 1, at, len(stack)))
    elif glyph in "‘‚'" and _at_beginning(before) and after.isalnum() and len(stack) < _DEEPEST:
        if stack and stack[-1][1] in _SINGLE:
            stack.pop()
        stack.append((at, glyph))


def _neighbours(text: str, at: int) -> tuple[str, str]:
    return text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "


def _at_beginning(before: str) -> bool:
    return before.isspace() or before in '([{—–-/“‘«„"'


def _opens(text: str, at: int, glyph: str, open_glyphs: list[str]) -> bool:
    before, after = _neighbours(text, at)
    if glyph in "„«‹「『‟":
        return True
    if glyph == "“":
        # German and Slavic texts close „ with “.
        return not (open_glyphs and open_glyphs[-1] == "„" and not before.isspace())
    if glyph in "»›」』":
        return False
    if glyph == "”":
        return not open_glyphs and _at_beginning(before) and after.isalnum()
    if _at_beginning(before):
        return not after.isspace() and after not in ".,;:)"
    return not open_glyphs and after.isalnum() and not before.isalnum()


def _mended(text: str, found: list[Quoted]) -> Iterator[Quoted]:
    """Where a closing mark is missing, speech that is introduced anew was not said within.

    What was nested in the unclosed quotation and stands after the end found for it moves one level up.
    """
    unclosed = [_ended(text, quoted, found) for quoted in found if not quoted.closed]
    yield from unclosed
    for quoted in found:
        if quoted.closed:
            over = sum(u.end <= quoted.start for u in unclosed)
            yield replace(quoted, depth=max(0, quoted.depth - over))


def _ended(text: str, unclosed: Quoted, found: list[Quoted]) -> Quoted:
    end = len(text)
    for inner in found:
        if inner.start > unclosed.start and inner.depth == unclosed.depth + 1:
            introduced = _SPEECH_WITHIN.search(text, max(unclosed.start, inner.start - 260), inner.start)
            if introduced:
                end = introduced.start() + 1
                break
    inner_end = len(text[:end].rstrip())
    return replace(unclosed, end=inner_end, inner_end=inner_end)
