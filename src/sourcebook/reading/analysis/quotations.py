"""Quotation marks as a state machine: direction, nesting, marks that were never opened or never closed.

Counting glyphs goes wrong at the first apostrophe or missing mark; a stack with the direction that each mark
can have does not. The direction comes from the glyph where it has one, else from its neighbours. Mixed pairs
(an opening curly, a closing straight mark) close each other: writers mix them. Linear in the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MARK = re.compile("``|''|[“”„‟«»‹›「」『』\"‘’‚'″]")
_CLOSES = {"‘": "’'", "‚": "‘’'", "'": "'’"}
_SINGLE = "‘’‚'"
_OPENS = ("„", "‹", "「", "『", "‟", "``")
_SHUTS = ("›", "」", "』", "''", "″")
_DEEPEST = 8
# Nothing closes a straight single mark farther away than this: it was an apostrophe.
_SINGLE_REACH = 600
# A quotation whose opening mark is missing begins after a colon no farther back than this.
_UNOPENED_REACH = 6000
_SPEECH_WITHIN = re.compile(r"[.!?…]\s{1,3}(?=[^.!?…]{0,200}:\s?$)")
_WINDOW = 260
_SENTENCE_END = re.compile(r"\w{3}[.!?…](?=\s+[^\W\da-z])")

Open = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: `text[start:end]` with its marks, `text[inner_start:inner_end]` without.

    `depth` is 0 outside any other quotation; `closed` is False where the closing mark is missing: then it
    ends with its line, or before the sentence that introduces a quotation after it. Where the opening mark
    is missing, `start` is `inner_start`.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool = True


def find_quotations(text: str) -> Iterator[Quoted]:
    """The quotations of a paragraph, outer before inner, in order of their start."""
    stack: Open = []
    found: list[Quoted] = []
    floor = 0
    for match in _MARK.finditer(text):
        at, glyph = match.start(), match[0]
        if glyph in _SINGLE:
            _single(text, at, glyph, stack, found)
        elif _opens(text, at, glyph, [g for _, _, g in stack]):
            _open(text, at, glyph, stack, found)
        else:
            while stack and stack[-1][2] in _SINGLE:
                stack.pop()
            if stack:
                start, inner, _ = stack.pop()
                found.append(Quoted(start, match.end(), inner, at, 0))
            else:
                last = max(floor, found[-1].end if found else 0)
                found += _unopened(text, last, at, match.end())
            floor = match.end() if not stack else floor
    for start, inner, glyph in stack:
        if glyph not in _SINGLE:
            found.append(Quoted(start, len(text), inner, len(text), 0, closed=False))
    return _nested(_ended(text, found))


def _open(text: str, at: int, glyph: str, stack: Open, found: list[Quoted]) -> None:
    """Opens a quotation; a mark that opens a line within a quotation of its kind only goes on with it."""
    goes_on = at > 0 and text[at - 1] == "\n" and stack and stack[-1][2] == glyph
    if goes_on:
        start, inner, _ = stack.pop()
        found.append(Quoted(start, at, inner, at, 0, closed=False))
    if len(stack) < _DEEPEST:
        stack.append((at, at + len(glyph), glyph))


def _unopened(text: str, floor: int, at: int, end: int) -> Iterator[Quoted]:
    """A closing mark without its opening one: the quotation begins after the last colon before it."""
    colon = text.rfind(": ", max(floor, at - _UNOPENED_REACH), at)
    if colon >= 0 and len(text[colon:at].split(None, 4)) > 3 and "\n" not in text[colon:at]:
        start = colon + 2
        yield Quoted(start, end, start, at, 0)


def _single(text: str, at: int, glyph: str, stack: Open, found: list[Quoted]) -> None:
    """A single mark: it opens after a space, closes what a single mark opened, else is an apostrophe."""
    before, after = _neighbours(text, at, 1)
    if stack and stack[-1][2] in _SINGLE and glyph in _CLOSES.get(stack[-1][2], "") and not after.isalnum():
        start, inner, _ = stack.pop()
        if at - start <= _SINGLE_REACH or text[start] != "'":
            found.append(Quoted(start, at + 1, inner, at, 0))
    elif glyph in "‘‚'" and _at_beginning(before) and after.isalnum() and len(stack) < _DEEPEST:
        if stack and stack[-1][2] in _SINGLE:
            stack.pop()
        stack.append((at, at + 1, glyph))


def _neighbours(text: str, at: int, length: int) -> tuple[str, str]:
    end = at + length
    return text[at - 1] if at else " ", text[end] if end < len(text) else " "


def _at_beginning(before: str) -> bool:
    return before.isspace() or before in '([{—–-/“‘«„»"'


def _opens(text: str, at: int, glyph: str, open_glyphs: list[str]) -> bool:
    before, after = _neighbours(text, at, len(glyph))
    last = open_glyphs[-1] if open_glyphs else ""
    if glyph in _OPENS:
        return True
    if glyph in _SHUTS:
        return False
    if glyph == "“":
        # German and Slavic texts close „ with “.
        return not (last == "„" and not before.isspace())
    if glyph == "«":
        # Some texts turn guillemets round: »so«.
        return not (last == "»" and not before.isspace())
    if glyph in "»”":
        return (
            last != "«" and _at_beginning(before) and after.isalnum() and not (glyph == "”" and open_glyphs)
        )
    if _at_beginning(before):
        return not after.isspace() and (after not in ".,;:)" or text.startswith("..", at + 1))
    return not open_glyphs and after.isalnum() and not before.isalnum()


def _ended(text: str, found: list[Quoted]) -> list[Quoted]:
    """Where a closing mark is missing, speech that is introduced anew was not said within."""
    starts = sorted(quoted.start for quoted in found)
    return [quoted if quoted.closed else _end_of(text, quoted, starts) for quoted in found]


def _end_of(text: str, unclosed: Quoted, starts: list[int]) -> Quoted:
    end = unclosed.inner_end
    first, last = bisect_right(starts, unclosed.start), bisect_left(starts, end)
    if first < last and text[unclosed.inner_start : unclosed.inner_start + 1].islower():
        # Words within a sentence of the report's own end with it.
        stop = _SENTENCE_END.search(text, unclosed.start, starts[last - 1])
        end = stop.end() if stop else end
    for start in starts[first:last]:
        if ":" in text[start - 2 : start]:
            introduced = _SPEECH_WITHIN.search(text, max(unclosed.start, start - _WINDOW), start)
            if introduced:
                end = introduced.start() + 1
                break
    while end > unclosed.inner_start and text[end - 1].isspace():
        end -= 1
    return replace(unclosed, end=end, inner_end=end)


def _nested(found: list[Quoted]) -> Iterator[Quoted]:
    """The quotations in order, each with its depth; what overlaps another's end stands beside it."""
    ends: list[int] = []
    for quoted in sorted(found, key=lambda q: (q.start, -q.end)):
        while ends and ends[-1] <= quoted.start:
            ends.pop()
        if ends and quoted.end > ends[-1]:
            continue
        yield replace(quoted, depth=len(ends))
        ends.append(quoted.end)
