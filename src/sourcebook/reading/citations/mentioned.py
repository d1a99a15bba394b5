"""Sources cited within the note's own sentences: in brackets, or behind "see" in the middle of one."""

from __future__ import annotations

import re

from sourcebook.reading.citations.cases import court_case
from sourcebook.reading.citations.styles import SYMBOL, plain
from sourcebook.reading.citations.vocabulary import Vocabulary

Cut = tuple[int, int]

_BRACKETS = re.compile(r"\((?P<inside>(?:[^()]|\([^()]{0,80}\)){8,1200})\)")
_LONGEST = 400


def mentioned(text: str, start: int, end: int, words: Vocabulary) -> list[Cut]:
    """The cases and documents that `text[start:end]` cites on its way."""
    found: list[Cut] = []
    taken = start
    for match in words.see_within.finditer(text, start, end):
        if match.end() >= taken:
            behind = _row(text, match.end(), _stretch_end(text, match.end(), end), words)
            found += behind
            taken = behind[-1][1] if behind else taken
    for match in _BRACKETS.finditer(text, start, end):
        if not any(a <= match.start() < b or match.start() < a < match.end() for a, b in found):
            found += _row(text, *match.span("inside"), words)
    return sorted(found)


def _stretch_end(text: str, start: int, end: int) -> int:
    """The end of the sentence or bracket that begins at `start`."""
    depth = 0
    for at in range(start, min(end, start + 3000)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            if depth == 0:
                return at
            depth -= 1
    return min(end, start + 3000)


def _row(text: str, start: int, end: int, words: Vocabulary) -> list[Cut]:
    """The pieces between semicolons that cite a case or a document; none where the first does not."""
    found: list[Cut] = []
    begin = start
    for at in [*(m.start() for m in re.finditer(";", text[start:end])), end - start]:
        piece = (begin, start + at)
        begin = start + at + 1
        words_of = plain(text[piece[0] : piece[1]][:_LONGEST], words)
        if SYMBOL.match(words_of) or court_case(words_of, words):
            found.append(piece)
        elif not found:
            return []
    return found
