"""What in a sentence is a figure or a date, and what only looks so: "Article 5", "the Roads Act of 2019".

The words are data (`words/<language>/sentences.yaml`); a language without its own has the English ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sourcebook.languages import words
from sourcebook.reading.analysis.numbers import Number, find_numbers
from sourcebook.reading.lexicon import alternation

_FOLDER = Path(__file__).parent / "words"
_KEYS = {"numbered", "laws", "within", "smallest_word"}
_YEAR = r"(?:1[5-9]|20)\d\d"
_LABEL = r"\d[\w.]*(?:/\w+)*(?:\s*\(\w{1,3}\))*"
# (1) first, (2) second; 1) at the beginning of an item.
_ENUMERATED = re.compile(
    r"(?:(?<=[:;,\n])|^)\s*\(?\d{1,2}[.)]\s(?=\w)|\b(?:and|or|y|o)\s+\(\d{1,2}\)\s", re.M
)


class GateWordsError(ValueError):
    """A file of the gate's words that lacks a key or has one too many; the message names it."""


@dataclass(frozen=True)
class _Looks:
    """The expressions of a language."""

    numbered: re.Pattern[str]
    laws: re.Pattern[str]
    smallest: float


@cache
def _looks(language: str) -> _Looks:
    own = language.partition("-")[0].casefold()
    found = words("sentences", own, _FOLDER) or words("sentences", "en", _FOLDER)
    if found.keys() != _KEYS:
        odd = ", ".join(sorted(found.keys() ^ _KEYS))
        raise GateWordsError(f"{own}/sentences.yaml: {odd}: missing, or not a key that is used")
    numbered, laws, within = (alternation(map(str, found[key])) for key in ("numbered", "laws", "within"))
    name = rf"(?:{laws})(?:\s+(?:{within}|[^\W\d_a-z][\w’'-]*))*"
    before = rf"(?:the|a|la|el|\()?\s*{_YEAR}\s+(?:[^\W\d_a-z][\w’'-]*\s+){{0,5}}(?:{laws})\b"
    return _Looks(
        re.compile(
            rf"(?<!\w)(?:{numbered})(?:\s+(?:no\.|nos\.|n\.º|núm\.))?\s*{_LABEL}"
            # "Articles 5, 6 and 14"; but "under Article 5, 40 people".
            rf"(?:(?:\s*,\s*{_LABEL})*,?\s*(?:and|or|to|y|o|a|–|-)\s*{_LABEL})?",
            re.IGNORECASE,
        ),
        re.compile(rf"\b{name}(?:,?\s+(?:of|de|del)\s+|,\s+|\s*\(){_YEAR}\b\)?|{before}"),
        float(found["smallest_word"]),
    )


def without_names(text: str, language: str) -> str:
    """The text with names of laws, numbered things and numbers of lists blanked, as long as it was."""
    looks = _looks(language)
    for pattern in (looks.laws, looks.numbered, _ENUMERATED):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def figures(text: str, language: str) -> Iterator[Number]:
    """The figures of a text in which nothing else is left that has digits."""
    smallest = _looks(language).smallest
    for number in find_numbers(text, language.partition("-")[0]):
        if number.kind != "words" or number.value is None or number.value >= smallest:
            yield number
