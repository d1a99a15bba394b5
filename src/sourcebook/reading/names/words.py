"""The word lists on names of one language, compiled."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sourcebook.reading.lexicon import alternation, lexicon

# A word, and up to four of them: `[^\W\d_]` is a letter; whether it is a capital is looked at afterwards.
NAME = r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*"
RUN = rf"{NAME}(?:[ \u00a0]{NAME}){{0,3}}"


class Words(NamedTuple):
    """Phrases between two names of one bearer; words before places; what is part of a name and what not."""

    known_as: re.Pattern[str]
    bracketed: re.Pattern[str]
    place_before: re.Pattern[str]
    place_nouns: frozenset[str]
    no_names: frozenset[str]
    directions: frozenset[str]
    particles: frozenset[str]
    generations: frozenset[str]


@cache
def words_of(language: str) -> Words:
    """The word lists on names of a language; those of English where it has none."""
    data, common = lexicon("names", language), lexicon("names", "all")
    return Words(
        known_as=re.compile(rf",?[ \u00a0]\(?(?:{alternation(data['also known as'])}),?\s+(?P<other>{RUN})"),
        bracketed=re.compile(
            rf"\s?(?P<open>[\[(])(?:(?P<word>{alternation(data['bracketed'])})[,:]?\s+)?(?P<other>{RUN})[\])]"
        ),
        place_before=re.compile(rf"(?<!\w)(?:{alternation(data['places'])})\s+(?:the\s+)?$", re.IGNORECASE),
        place_nouns=frozenset(data["place nouns"]),
        no_names=frozenset(data["no names"]),
        directions=frozenset(data["directions"]),
        particles=frozenset(common["particles"]),
        generations=frozenset(common["generations"]),
    )
