"""What a document itself says of names: its abbreviations, its countries, who met whom.

A country is found from its adjective by the list of irregular ones, else by the document's own capitalised
words: no list of countries is needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from sourcebook.reading.analysis.bodies import BodyWords, body_words, expansions
from sourcebook.reading.analysis.views import Context
from sourcebook.reading.lexicon import alternation, lexicon

_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_]{3,}")
_WORD = re.compile(r"\S+")
_DASHED = re.compile(r"(?P<a>[^\W\d_a-z][\w.]*)\s?[-–—/]\s?(?P<b>[^\W\d_a-z][\w.]*)\s+(?P<noun>\w+)")


@dataclass(frozen=True)
class Known:
    """Abbreviations spelt out, and the texts whose capitalised words are counted when a country is sought."""

    language: str
    abbreviations: Mapping[str, str]
    texts: tuple[str, ...] = ()

    @property
    def words(self) -> BodyWords:
        """The word lists on bodies."""
        return body_words(self.language)

    @cached_property
    def capitalised(self) -> Counter[str]:
        """The capitalised words of the document with their counts."""
        words = (word for text in self.texts for word in _CAPITALISED.findall(text))
        return Counter(word for word in words if word[0].isupper())


def known_names(context: Context) -> Known:
    """What the document says of names."""
    texts = tuple(view.text for view in context.views)
    return Known(context.language, expansions(context.document, context.language), texts)


def country_of(adjective: str, known: Known) -> str | None:
    """The country of a nationality: from the list of irregular ones, else the document's own word.

    "Ruritanian" is Ruritania's where the document has "Ruritania" among its capitalised words.
    """
    if " " in adjective:
        return None
    listed = known.words.nationalities.get(adjective.casefold())
    if listed:
        return listed
    for ending, countries in _endings(known.language):
        if adjective.endswith(ending) and len(adjective) - len(ending) >= 3:
            stem = adjective[: len(adjective) - len(ending)]
            named = [stem + c for c in countries if known.capitalised.get(stem + c, 0) > 0]
            if named:
                return max(named, key=lambda name: known.capitalised[name])
    return None


@cache
def _endings(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = lexicon("bodies", language).get("nationality endings", {})
    return tuple((ending, tuple(countries)) for ending, countries in found.items())


def two_powers(text: str, known: Known) -> str | None:
    """The two that met: "the X-Y summit" is X and Y, each spelt out."""
    occasions = frozenset(lexicon("bodies", known.language)["joint occasions"])
    for word in _WORD.finditer(text):
        match = _DASHED.match(text, word.start()) if is_capital(word[0]) else None
        if match is None and word.start() and is_capital(word[0]):
            continue
        if match and match["noun"].casefold() in occasions:
            return " and ".join(_alone(match[part], known) for part in "ab")
    return None


def _alone(name: str, known: Known) -> str:
    return known.abbreviations.get(name) or known.abbreviations.get(name.replace(".", "")) or name


@cache
def indefinite(language: str) -> re.Pattern[str]:
    """Subjects that name nobody: "a number of countries", "several experts"."""
    return re.compile(rf"(?:{alternation(lexicon('bodies', language)['indefinite'])})(?!\w)", re.IGNORECASE)


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital, an opening mark before it aside."""
    return word.lstrip("“\"'‘(")[:1].isupper()
