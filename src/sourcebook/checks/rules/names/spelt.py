"""Pairs of forms that are one name spelt in two ways: compared only with forms of the same consonants."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from sourcebook.checks.rules.names.forms import Form
from sourcebook.reading.names.bodies import british
from sourcebook.reading.names.spelling import key, likeness, plain, sound

_BLOCK = 40
_SAME_CONSONANTS, _ALIKE = 80.0, 88.0
_LONG = 8
_VOWELS = "aeiouy"
# What stands only in quotations is compared where it is rare, long and sounds much the same.
_RARE, _QUOTED_ALIKE = 2, 83.0


@dataclass(frozen=True, slots=True)
class Variant:
    """Two spellings, the commoner first. `sure`: they sound the same."""

    one: Form
    other: Form
    sure: bool

    @property
    def quoted(self) -> bool:
        """Whether one of the spellings stands in quotations only."""
        return not (self.one.own and self.other.own)


def variants(found: dict[str, Form]) -> Iterator[Variant]:
    """The pairs, in the order of their first form."""
    grouped: dict[str, list[Form]] = defaultdict(list)
    for form in found.values():
        if len(form.word) >= 4 and form.word.isalpha():
            grouped[key(form.word)[:4]].append(form)
    for block in grouped.values():
        for a, b in combinations(block[:_BLOCK], 2):
            one, other = (a, b) if len(a.own) >= len(b.own) else (b, a)
            how = _alike(one.word, other.word)
            if how and _one_bearer(one, other):
                variant = Variant(one, other, how == "sound")
                if not variant.quoted or _close_in_quotations(one, other):
                    yield variant


def _alike(one: str, other: str) -> str | None:
    a, b = plain(one), plain(other)
    if a == b or _script(one) != _script(other) or british(a) == british(b) or _derived(a, b):
        return None
    if sound(one) == sound(other):
        return "sound"
    shorter = min(len(a), len(b))
    alike = likeness(one, other)
    if key(one) == key(other):
        one_letter = Levenshtein.distance(a, b) == 1 and shorter >= 4
        return "alike" if one_letter or (alike >= _SAME_CONSONANTS and shorter >= 6) else None
    return "alike" if alike >= _ALIKE and shorter >= _LONG else None


def _close_in_quotations(one: Form, other: Form) -> bool:
    rare = len(other.places) <= _RARE or len(one.places) <= _RARE
    return (
        rare and min(len(one.word), len(other.word)) >= 6 and likeness(one.word, other.word) >= _QUOTED_ALIKE
    )


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").split(" ")[0]


def _derived(a: str, b: str) -> bool:
    """Whether one is made from the other: "Arland", "Arlands", "Arlandi", "Arlandian"."""
    short, long = sorted((a, b), key=len)
    if long.startswith(short):
        ending = long[len(short) :]
        return ending != short[-1:]
    if len(short) < 5 or not long.startswith(short[:-1]):
        return False
    # "Fuzari" and "Fuzaru" are spellings; "Norlandia" and "Norlandic" are two words.
    return len(long) > len(short) or (short[-1] in _VOWELS) != (long[-1] in _VOWELS)


def _one_bearer(one: Form, other: Form) -> bool:
    """Whether both may name one thing: not where each has first names of its own and never stands alone."""
    if one.beside & other.beside:
        return True
    return (one.alone or not one.beside) and (other.alone or not other.beside)
