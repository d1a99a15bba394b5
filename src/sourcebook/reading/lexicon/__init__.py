"""The words that the reader relies on, by language: speech verbs, role titles, event cues, publishers' forms.

Each list is a YAML file in a folder named by its language, with a comment that says what it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from sourcebook.languages import words

_FOLDER = Path(__file__).parent


def lexicon(name: str, language: str) -> dict[str, Any]:
    """The list `name` in a language; that of English where the language has none yet."""
    return words(name, language, _FOLDER) or words(name, "en", _FOLDER)


def alternation(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, longest first, any white space between their words."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)


@cache
def phrase_pattern(name: str, key: str, language: str) -> re.Pattern[str]:
    """Whole words of the list `key` of a lexicon file, ignoring case."""
    found = lexicon(name, language).get(key, [])
    return re.compile(rf"(?<!\w)(?:{alternation(found) or '(?!)'})(?!\w)", re.IGNORECASE)
