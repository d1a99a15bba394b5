"""Text cut into tokens: words, blanks and signs, so that every character is in one of them, in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from sourcebook.publish.word.flow import PLAIN, Cell, Look, Token, Word

# They join letters to one word, as marks above and below them do.
_JOINERS = "_\u200c\u200d"


def cut(text: str, look: Look = PLAIN) -> tuple[Word, ...]:
    """The tokens of a text: a word as a whole, any other character by itself.

    A line break or a tab is a blank, as everywhere in an edition; what stands between two tokens is nothing.
    """
    return tuple(Word(piece, look) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    for in_word, characters in groupby(text, _in_word):
        if in_word:
            yield "".join(characters)
        else:
            yield from (" " if one in "\n\t\r\x0b\x0c\u2028\u2029" else one for one in characters)


def _in_word(character: str) -> bool:
    return character.isalnum() or character in _JOINERS or unicodedata.category(character).startswith("M")


def text_of(tokens: Iterable[Token]) -> str:
    """The characters of words alone: without what marks print, cells apart by a tab."""
    return "".join(_characters(token) for token in tokens)


def _characters(token: Token) -> str:
    match token:
        case Word(text):
            return text
        case Cell():
            return "\t"
        case _:
            return ""
