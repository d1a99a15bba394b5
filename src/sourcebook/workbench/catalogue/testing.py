"""The test language: each text in letters written from right to left; what is not translated is seen at once.

It is no language. Letters are replaced one by one, placeholders and markup stay; nobody who can read English
could miss a word that was left, and nobody could take it for a translation.
"""

from __future__ import annotations

import re

# Arabic of no country: Django then knows that it runs from right to left.
TEST_LANGUAGE = "ar-xb"
_LETTERS = str.maketrans(dict(zip("abcdefghijklmnopqrstuvwxyz", "ابچدهفجحيژكلمنوپقرستۇڤۋخىز", strict=True)))
# What a program reads: placeholders, tags, entities.
_KEPT = re.compile(r"%\(\w+\)[a-z]|%%|%[sd]|\{\w*\}|<[^>]*>|&#?\w+;")


def turned(words: str) -> str:
    """A text in the letters of the test language."""
    parts, at = [], 0
    for met in _KEPT.finditer(words):
        parts += [words[at : met.start()].lower().translate(_LETTERS), met[0]]
        at = met.end()
    return "".join([*parts, words[at:].lower().translate(_LETTERS)])
