"""The words of notes in a language, checked when they are read: `words/<language>/citing.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sourcebook.languages import languages_with, words
from sourcebook.languages.word_lists import WordsError

FOLDER = Path(__file__).parent / "words"
_TEXTS = {
    "day": {"day", "month", "year"},
    "day_american": {"day", "month", "year"},
    "month": {"month", "year"},
    "days": {"first", "last"},
    "about": {"date"},
    "perhaps": {"date"},
    "until": {"date"},
    "since": {"date"},
    "decade": {"year"},
    "edition": {"ordinal"},
    "edition_short": {"ordinal"},
    "ordinal": {"number"},
    "accessed": {"date"},
    "accessed_short": {"date"},
}
_PLAIN = """
    either both archived ibid ibid_within note undated others others_short pair within editor application
    volume page pages
"""
_LISTS = {"months": 12, "months_alone": 12, "seasons": 4, "double": 2, "single": 2, "editors_after": 2}
_OPTIONAL = {"months_alone"}


@cache
def spoken(language: str) -> dict[str, Any]:
    """The words of a language (BCP 47; the region is not asked for), English where it has none yet.

    Raises WordsError for a list that lacks an entry or a blank of one.
    """
    base = language.partition("-")[0].casefold()
    found = words("citing", base, FOLDER) or words("citing", "en", FOLDER)
    where = f"words/{base}/citing.yaml"
    for name, count in _LISTS.items():
        value = found.get(name)
        if name in _OPTIONAL and value is None:
            continue
        if (
            not isinstance(value, list)
            or len(value) != count
            or not all(isinstance(one, str) for one in value)
        ):
            raise WordsError(f"{where}: {name} must be a list of {count} texts")
    needs: dict[str, set[str]] = {**_TEXTS, **{name: set() for name in _PLAIN.split()}}
    for name, blanks in needs.items():
        value = found.get(name)
        if not isinstance(value, str) or any(f"{{{blank}}}" not in value for blank in blanks):
            needed = ", ".join(f"{{{blank}}}" for blank in sorted(blanks))
            raise WordsError(f"{where}: {name} must be a text{f' with {needed}' if blanks else ''}")
    return found


def languages() -> tuple[str, ...]:
    """The languages in which notes can be written."""
    return languages_with("citing", FOLDER)
