"""The words that the comparison of quotations relies on, by language, as they are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sourcebook.checks.verbatim.words import Word, keys_of, split
from sourcebook.languages import words as word_list
from sourcebook.text.folding import fold

_FOLDER = Path(__file__).parents[1] / "words"
_STRESS = str.maketrans(dict.fromkeys("\u0307՛՜՞"))
_LONGEST = 4


def plain(word: str) -> str:
    """A word in small letters, its marks kept: "si" and "sí" are two words."""
    return word.casefold().translate(_STRESS)


class Phrases:
    """A list of words and phrases."""

    def __init__(self, phrases: Iterable[object]) -> None:
        self._known = frozenset(
            tuple(plain(word.text) for word in split(fold(str(phrase)))) for phrase in phrases
        )

    def at(self, words: tuple[Word, ...], place: int) -> int:
        """How many words the longest phrase of the list has that begins at `place`; none: 0."""
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            if tuple(plain(word.text) for word in words[place : place + length]) in self._known:
                return length
        return 0

    def __contains__(self, word: str) -> bool:
        return (plain(word),) in self._known

    def __bool__(self) -> bool:
        return bool(self._known)


@dataclass(frozen=True)
class Negation:
    """Words of denial and limitation in a language; all lists are empty where it has none."""

    negations: Phrases
    limits: Phrases
    after: Phrases
    barriers: Phrases
    contrasts: Phrases
    joins: Phrases
    conditions: Phrases
    harmless: Phrases
    answers: Phrases
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True)
class BracketWords:
    """Words that stand for others in a language, and those that a bracket may not change."""

    persons: Mapping[str, frozenset[str]]
    pointing: Phrases
    articles: frozenset[str]
    forms: tuple[frozenset[str], ...]
    small: Phrases
    amounts: frozenset[str]
    affixes: frozenset[str]
    numbers: Mapping[str, str]
    months: Mapping[str, str]


@dataclass(frozen=True)
class TurnWords:
    """Words that tell whose turn it is to speak, in every language."""

    asking: Phrases
    answering: Phrases
    saying: Phrases
    others: Phrases
    stops: Phrases


@cache
def negation(language: str) -> Negation:
    """The list of a language."""
    found = word_list("negation", language, _FOLDER)
    lists = (
        "negations",
        "limits",
        "after",
        "barriers",
        "contrasts",
        "joins",
        "conditions",
        "harmless",
        "answers",
    )
    return Negation(
        **{name: Phrases(found.get(name, ())) for name in lists},
        beginnings=tuple(found.get("beginnings", ())),
        endings=tuple(found.get("endings", ())),
    )


@cache
def bracket_words(language: str) -> BracketWords:
    """The list of a language, with its numbers and months where there are lists of these."""
    found = word_list("brackets", language, _FOLDER)
    numbers = word_list("numbers", language)
    values = {**numbers.get("units", {}), **numbers.get("tens", {}), **numbers.get("scales", {})}
    return BracketWords(
        persons={name: _plain(listed) for name, listed in found.get("persons", {}).items()},
        pointing=Phrases(found.get("pointing", ())),
        articles=_plain(found.get("articles", ())),
        forms=tuple(_plain(group) for group in found.get("forms", ())),
        small=Phrases(found.get("small", ())),
        amounts=_plain(found.get("amounts", ())),
        affixes=_plain(found.get("affixes", ())),
        numbers={plain(word): str(value) for word, value in values.items() if value != 1},
        months=_months(word_list("dates", language)),
    )


def _months(dates: Mapping[str, Any]) -> dict[str, str]:
    return {fold(name): str(n) for n, names in dates.get("months", {}).items() for name in names}


def _plain(listed: Iterable[object]) -> frozenset[str]:
    return frozenset(plain(fold(str(word))) for word in listed)


@cache
def turn_words() -> TurnWords:
    """The words of all languages."""
    found = word_list("turns", "all", _FOLDER)
    return TurnWords(
        **{name: Phrases(found[name]) for name in ("asking", "answering", "saying", "others", "stops")}
    )


@cache
def notes_on_text() -> frozenset[str]:
    """What a bracket may hold that says something about the quotation, by the keys of its words."""
    return frozenset(
        " ".join(keys_of(fold(str(note)))) for note in word_list("brackets", "all", _FOLDER)["notes"]
    )


@cache
def withheld() -> frozenset[str]:
    """What stands in place of a name that is kept back."""
    listed = word_list("brackets", "all", _FOLDER)["withheld"]
    return frozenset(" ".join(keys_of(fold(str(one)))) for one in listed)
