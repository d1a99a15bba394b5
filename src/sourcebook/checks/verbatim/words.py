"""Words of a folded text: how they are cut, and the key under which two spellings of a word are the same.

A number with its separators is one word ("1,200"), and so is a word with an apostrophe in it ("don't"). A
hyphen parts words, since a dash set without spaces looks the same. Where a script sets no spaces, each
letter is a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sourcebook.text.folding import skeleton

# Thai, Lao, Burmese, Khmer, kana and Han.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_STOPS = (
    r"\s\x00-/:-@\[-`{-\x7f\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u055a\u055d\u0589\u058a\u05be\u05c0\u05c3\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u10fb"
    r"\u2000-\u200b\u200e-\u206f\u2190-\u2bff\u3000-\u303f\u30fb\uff01-\uff0f"
)
_LETTER = rf"[^{_STOPS}{_ALONE}]"
# What is elided stands alone ("l'armée" is two words), what is contracted does not ("don't", "we've").
_ELIDED = rf"{_LETTER}{{1,2}}(?='{_LETTER}{{3}})"
_WORD = re.compile(rf"[{_ALONE}]|{_ELIDED}|{_LETTER}+(?:(?:'|(?<=\d)[.,:/](?=\d)){_LETTER}+)*")
# Armenian sets its marks of question, call and stress into the word.
_WITHIN = str.maketrans(dict.fromkeys("'՛՜՞"))
_WITHIN_NUMBER = re.compile(r"\d[.,:/]\d")
_LONGEST = 80


class Word(NamedTuple):
    """A word of a folded text: as it stands there, its key, and where."""

    text: str
    key: str
    start: int
    end: int


def split(folded: str) -> tuple[Word, ...]:
    """The words of a folded text."""
    return tuple(
        Word(word, key_of(word), match.start(), match.end())
        for match in _WORD.finditer(folded)
        if (word := match[0])
    )


@lru_cache(maxsize=1 << 17)
def key_of(word: str) -> str:
    """What spellings of one word share: small letters, no marks on them, no apostrophe."""
    if len(word) > _LONGEST:
        return word.casefold()
    return skeleton(word).translate(_WITHIN) or word


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of the words of a short text."""
    return tuple(word.key for word in split(text))


def shown(words: Iterable[Word]) -> str:
    """Words in a message."""
    return " ".join(word.text for word in words)


def parts_word(folded: str, at: int) -> bool:
    """Whether the place `at` lies within a word or a number; behind an apostrophe a word may begin."""
    pair, number = folded[at - 1 : at + 1], folded[max(0, at - 2) : at + 2]
    if not 0 < at < len(folded):
        return False
    return _WORD.fullmatch(pair) is not None or _WITHIN_NUMBER.search(number) is not None
