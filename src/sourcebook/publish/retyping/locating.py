"""Where a paragraph of an earlier text stands in a later one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from sourcebook.publish.edition.pieces import Source

_ID = re.compile(r"\{#([^\s{}#.]+)[^{}]*\}\s*$")
# From how alike on (0 to 100) two paragraphs in one place are the same one, reworded.
_ALIKE = 50


def found_again(base: Source, now: Source, at: int) -> int | None:
    """The number in `now` of piece `at` of `base`; None where it is gone.

    The same words are the same paragraph, so is one with the same id; else the likest among those that stand
    in its place now.
    """
    own = base.piece(at)
    texts = [one.text for one in now.pieces]
    before = [one.text for one in base.pieces]
    if texts.count(own.text) == 1 and before.count(own.text) == 1:
        return texts.index(own.text)
    if name := id_of(own.text):
        named = [number for number, text in enumerate(texts) if id_of(text) == name]
        if named:
            return named[0]
    return _in_its_place(before, texts, at)


def place_after(base: Source, now: Source, at: int) -> int:
    """Before which piece of `now` something goes that was to follow piece `at` of `base` (-1: none)."""
    for number in range(at, -1, -1):
        there = found_again(base, now, number)
        if there is not None:
            return there + 1
    return 0


def id_of(text: str) -> str:
    """The id that a piece was given, "" without one."""
    # That of a list stands at its paragraph.
    found = _ID.search(text.split("\n\n")[0])
    return found[1] if found else ""


def _in_its_place(before: list[str], texts: list[str], at: int) -> int | None:
    matcher = SequenceMatcher(None, before, texts, autojunk=False)
    for tag, first, last, low, high in matcher.get_opcodes():
        if first <= at < last:
            if tag == "equal":
                return low + at - first
            scored = [(fuzz.ratio(before[at], texts[number]), -number) for number in range(low, high)]
            score, number = max(scored, default=(0.0, 0))
            return -number if score >= _ALIKE else None
    return None
