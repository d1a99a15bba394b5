"""Text cut into tokens: words, blanks and signs, so that every character is in one of them, in order."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from sourcebook.publish.word.flow import PLAIN, Cell, Look, Token, Word

# They join letters to one word, as marks above and below them do.
_JOINERS = "\u200c\u200d"
_BREAKS = str.maketrans(dict.fromkeys("\n\t\r\x0b\x0c\u2028\u2029", " "))
# A word of letters and digits as Python knows them, and "_"; or one other character.
_SIMPLE = re.compile(r"\w+|.", re.DOTALL)
# Marks of a script (Unicode's category M) are in these planes; those between have ideographs alone.
_WITH_MARKS = (range(0x20000), range(0xE0000, sys.maxunicode + 1))


def cut(text: str, look: Look = PLAIN) -> tuple[Word, ...]:
    """The tokens of a text: a word as a whole, any other character by itself.

    A line break or a tab is a blank, as everywhere in an edition; what stands between two tokens is nothing.
    """
    if look == PLAIN:
        return tuple(map(_plain, pieces(text)))
    return tuple(Word(piece, look) for piece in pieces(text))


def pieces(text: str) -> list[str]:
    """The characters of these tokens."""
    # A whole report is cut: an expression takes a fraction of the time of a walk by characters.
    simple = text.isascii() or _joining().isdisjoint(text)
    return (_SIMPLE if simple else _joined()).findall(text.translate(_BREAKS))


def word(text: str, look: Look = PLAIN) -> Word:
    """The token of a piece; a plain one is made once, since the same few words are most of a text."""
    return _plain(text) if look == PLAIN else Word(text, look)


@lru_cache(maxsize=65536)
def _plain(text: str) -> Word:
    return Word(text)


@cache
def _joining() -> frozenset[str]:
    """The joiners and marks."""
    marks = (chr(code) for code in chain.from_iterable(_WITH_MARKS))
    return frozenset(_JOINERS).union(one for one in marks if unicodedata.category(one).startswith("M"))


@cache
def _joined() -> re.Pattern[str]:
    """A word with joiners and marks in it, or one other character."""
    codes = sorted(map(ord, _joining()))
    begins = [code for code, before in zip(codes, [0, *codes], strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], 0], strict=True) if code + 1 != after]
    ranges = (f"{chr(begin)}-{chr(end)}" for begin, end in zip(begins, ends, strict=True))
    return re.compile(rf"[\w{''.join(ranges)}]+|.", re.DOTALL)


def text_of(tokens: Iterable[Token]) -> str:
    """The characters of words alone: without what marks print, cells apart by a tab."""
    # No match on classes: it takes three times as long, for every token of a report.
    return "".join(
        [
            token.text if isinstance(token, Word) else "\t" if isinstance(token, Cell) else ""
            for token in tokens
        ]
    )
