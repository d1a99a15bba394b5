"""The words that places are told by: prepositions, kinds of places, words that are no place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sourcebook.reading.lexicon import lexicon

Strength = Literal["strong", "on", "to", "weak", "with kind", "named thing"]


@dataclass(frozen=True)
class PlaceWords:
    """What places are told by in a language."""

    prepositions: dict[str, tuple[tuple[tuple[str, ...], Strength], ...]]
    kinds: frozenset[tuple[str, ...]]
    unnamed: frozenset[tuple[str, ...]]
    before: frozenset[str]
    inside: frozenset[str]
    no_place: frozenset[str]
    of: frozenset[str]
    joins: frozenset[str]
    peoples: tuple[str, ...]
    of_people: frozenset[str]
    called: frozenset[str]
    lies_in: frozenset[str]
    after_people: frozenset[str]
    tails: tuple[str, ...]
    determiners: frozenset[str]
    indefinite: frozenset[str]
    set_in: frozenset[str]
    court_ranks: frozenset[str]
    court_nations: tuple[str, ...]
    topics: frozenset[str]
    versus: frozenset[str]
    shared: frozenset[tuple[str, ...]]
    company: frozenset[str]


@cache
def place_words(language: str) -> PlaceWords:
    """The words of a language, English where it has none yet."""
    data = lexicon("places", language)
    prepositions: dict[str, list[tuple[tuple[str, ...], Strength]]] = {}
    strengths: tuple[Strength, ...] = ("strong", "on", "to", "weak", "with kind", "named thing")
    for strength in strengths:
        for phrase in data[strength]:
            words = tuple(phrase.split())
            prepositions.setdefault(words[0], []).append((words, strength))
    return PlaceWords(
        prepositions={w: tuple(sorted(p, key=lambda e: -len(e[0]))) for w, p in prepositions.items()},
        kinds=frozenset(tuple(kind.split()) for kind in [*data["kinds"], *data["unnamed"]]),
        unnamed=frozenset(tuple(kind.split()) for kind in data["unnamed"]),
        before=frozenset(data["before name"]),
        inside=frozenset(word for phrase in data["inside name"] for word in phrase.split()),
        no_place=frozenset(data["no place"]),
        of=frozenset(data["of"]),
        joins=frozenset(data["and"]),
        peoples=tuple(data["peoples"]),
        of_people=frozenset(data.get("of a people", ())),
        called=frozenset(data["called"]),
        lies_in=frozenset(word for phrase in data["lies in"] for word in phrase.split()),
        after_people=frozenset(data["after people"]),
        tails=tuple(data["adjective tails"]),
        determiners=frozenset(data["determiners"]),
        indefinite=frozenset(data["indefinite"]),
        topics=frozenset(data["topics"]),
        versus=frozenset(data["versus"]),
        shared=frozenset(tuple(kind.split()) for kind in data["shared"]),
        company=frozenset(data["company"]),
        court_nations=tuple(data["court nations"]),
        court_ranks=frozenset(data["court ranks"]),
        set_in=frozenset([*data["with kind"], *data["named thing"]]),
    )
