"""Every proper name of a report replaced by an invented one, consistently, in its text and in its gold.

A word is taken for a proper name when it is capitalised and never stands in small letters in any report at
hand. Its letters are exchanged, vowels for vowels and consonants for consonants, so that spellings that
resemble each other still do, and endings that make a nation's adjective out of a country's name are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
_URL_WORD = re.compile(r"[a-z]{4,}")
_URL = re.compile(r"https?://[^\s<>()]+|www\.[^\s<>()]+")
_ENDINGS = ("ians", "ian", "ia", "ish", "ese", "is", "i", "s", "an", "")
_VOWELS = dict(zip("aeiou", "ioaue", strict=True))
_CONSONANTS = dict(zip("bcdfghjklmnpqrstvwxyz", "pgtvkhjcmrnbqldszwxyf", strict=True))
_LETTERS = {**_VOWELS, **_CONSONANTS}
_SWAP = str.maketrans({**_LETTERS, **{a.upper(): b.upper() for a, b in _LETTERS.items()}})


def proper_names(text: str, others: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    """Words of `text` that are all but always written with a capital, in small letters.

    `others` are further texts in which to count; `known` are words of the program's own lists (months,
    titles, kinds of bodies), which name nobody.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for body in (text, *others):
        for word in _WORD.findall(_URL.sub(" ", body)):
            (small if word.islower() else capital)[word.lower()] += 1
    found = {word for word in _WORD.findall(_URL.sub(" ", text)) if word[0].isupper() and word.isascii()}
    return frozenset(
        word.lower()
        for word in found
        if len(word) > 3
        and sum(c.isupper() for c in word) == 1
        and word.lower() not in known
        and small[word.lower()] <= capital[word.lower()] / 20
    )


def renamed(text: str, names: frozenset[str]) -> str:
    """The text with every name exchanged, in its capitals and in addresses too."""

    def word(match: re.Match[str]) -> str:
        return invented(match[0]) if match[0].lower() in names else match[0]

    parts: list[str] = []
    at = 0
    for url in _URL.finditer(text):
        parts.append(_WORD.sub(word, text[at : url.start()]))
        parts.append(_URL_WORD.sub(word, url[0]))
        at = url.end()
    parts.append(_WORD.sub(word, text[at:]))
    return "".join(parts)


def invented(word: str) -> str:
    """Another word of the same shape."""
    small = word.lower()
    ending = next(e for e in _ENDINGS if (small.endswith(e) and len(small) - len(e) >= 3) or not e)
    stem = word[: len(word) - len(ending)]
    return stem.translate(_SWAP) + word[len(stem) :]
