"""What stands around a stretch of a source: the rest of its sentence, and what an omission leaves out."""

from __future__ import annotations

import re
from typing import NamedTuple

from sourcebook.checks.verbatim.source import SourceText
from sourcebook.reading.analysis.sentences import find_sentences
from sourcebook.text import Span

_AROUND = 600
_BREAK = re.compile(r"[^\S\n]*\n\s*")
# Full stops of other scripts; one character for one.
_STOPS = str.maketrans("։؟。", ".?.")
# Georgian has small letters only: for the finder of sentences any of them may begin one.
_CASELESS = str.maketrans({chr(code): chr(code).upper() for code in range(0x10D0, 0x10FB)})


class LeftOut(NamedTuple):
    """What an omission leaves out: a part of a sentence, or the rest of one and the beginning of another."""

    head: str
    tail: str
    within: bool


def before(source: SourceText, at: int) -> str:
    """The sentence of the source up to the code point `at`."""
    low = max(0, at - _AROUND)
    text = _flat(source.text[low : at + 60])
    start = max((span.start for span in _sentences(text, source) if span.start <= at - low), default=0)
    return text[start : at - low]


def after(source: SourceText, at: int) -> str:
    """The sentence of the source from the code point `at` on, which ends a stretch."""
    low = max(0, at - 60)
    text = _flat(source.text[low : at + _AROUND])
    ends = (span.end for span in _sentences(text, source) if span.end >= at - low)
    return text[at - low : min(ends, default=len(text))]


def left_out(source: SourceText, start: int, end: int) -> LeftOut:
    """What an omission from `start` to `end` leaves out."""
    low = max(0, start - 60)
    text = _flat(source.text[low : end + 60])
    start, end = start - low, end - low
    ends = [span.end for span in _sentences(text, source) if start <= span.end <= end]
    if not ends:
        return LeftOut(text[start:end], "", within=True)
    return LeftOut(text[start : ends[0]], text[ends[-1] : end], within=False)


def _sentences(text: str, source: SourceText) -> list[Span]:
    return list(find_sentences(text.translate(_CASELESS), (), source.language))


def _flat(text: str) -> str:
    """A text of the same length in which only an empty line is a line's end."""

    def even(match: re.Match[str]) -> str:
        return ("\n" if match[0].count("\n") > 1 else " ").ljust(len(match[0]))

    return _BREAK.sub(even, text.translate(_STOPS))
