"""How a name sounds, whatever its script: letters brought to Latin, spellings of one sound to one.

The method is that of a phonetic key (Soundex and its kin), with a table for the scripts that reports of the
trade quote. Keys only find what to compare; `rapidfuzz` then measures how alike two names are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from sourcebook.reading.lexicon import lexicon
from sourcebook.text.folding import skeleton

_VOWELS = re.compile(r"[aeiou]+")
_DOUBLE = re.compile(r"(.)\1+")
# Consonants that spellings of one name exchange or leave out.
_CLOSE = str.maketrans({"g": "k", "z": "s", "j": None, "h": None})
_NOT_LETTER = re.compile(r"[^a-z]")


@cache
def _tables() -> tuple[dict[int, str], list[tuple[str, str]]]:
    data = lexicon("names", "all")
    letters = dict(data["latin"])
    for alphabet in data["letters"].values():
        letters |= alphabet
    return str.maketrans({str(k): str(v or "") for k, v in letters.items()}), [
        (a, b) for a, b in data["sounds"]
    ]


@lru_cache(maxsize=20000)
def plain(name: str) -> str:
    """A name in small Latin letters without marks: "Şuşa" is "shusha", "Шуша" too."""
    letters, _ = _tables()
    # Letters with marks of their own first ("ş", "й"); then what remains once marks are taken off ("ώ").
    return skeleton(name.casefold().translate(letters)).translate(letters)


@lru_cache(maxsize=20000)
def sound(word: str) -> str:
    """A word's letters with spellings of one sound made the same."""
    _, sounds = _tables()
    text = _NOT_LETTER.sub("", plain(word))
    if text.startswith("x"):
        text = "h" + text[1:]
    for spelling, common in sounds:
        text = text.replace(spelling, common)
    return _DOUBLE.sub(r"\1", text)


@lru_cache(maxsize=20000)
def key(word: str) -> str:
    """The consonants of a word's sound, with its first letter: what spellings of one name have in common."""
    text = sound(word).translate(_CLOSE)
    return text[:1] + _VOWELS.sub("", text[1:])


def likeness(one: str, other: str) -> float:
    """How alike two words sound, 0 to 100."""
    return float(fuzz.ratio(sound(one), sound(other)))
