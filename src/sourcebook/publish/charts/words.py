"""The words of charts in a language: `words/<language>/charts.yaml`, English where it has none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sourcebook.languages import words

FOLDER = Path(__file__).parent / "words"


@cache
def _entries(language: str) -> dict[str, Any]:
    english = words("charts", "en", FOLDER)
    return {**english, **words("charts", language.partition("-")[0].casefold(), FOLDER)}


def said(entry: str, language: str, **blanks: object) -> str:
    """An entry with its blanks filled in. Raises KeyError for one that is not there."""
    text = str(_entries(language)[entry])
    for blank, value in blanks.items():
        # "2031 г." at the end of a sentence has its stop already.
        if str(value).endswith("."):
            text = text.replace(f"{{{blank}}}.", f"{{{blank}}}")
    return text.format(**blanks)


def counted(entry: str, count: int, language: str) -> str:
    """A count with its noun: "1 statement", "34 statements".

    The entry is a pair (one, several); or, in a language with more forms, a text with {count}.
    """
    found = _entries(language)[entry]
    if isinstance(found, str):
        return found.format(count=count)
    one, several = found
    return f"{count} {one if count == 1 else several}"


def marks(language: str) -> dict[str, object]:
    """The marks of numbers along an axis, as the renderer takes them (a locale of d3-format)."""
    entries = _entries(language)
    return {
        "decimal": entries["decimal"],
        "thousands": entries["thousands"],
        "grouping": [3],
        "currency": ["", ""],
    }


def number(value: float, language: str) -> str:
    """A number with the marks of the language for thousands and decimals; at most two decimals."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    entries = _entries(language)
    return text.translate({ord(","): entries["thousands"], ord("."): entries["decimal"]})


def named(entry: str, key: str, language: str) -> str:
    """A word for a code, such as a type of event; one without is printed with spaces for hyphens."""
    found = _entries(language).get(entry) or {}
    return str(found.get(key) or key.replace("-", " ").replace("_", " "))


def months(language: str) -> tuple[str, ...]:
    """The short names of the months."""
    return tuple(_entries(language)["months"])


def series(items: Sequence[str], language: str) -> str:
    """ "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {said('and', language)} {items[-1]}"
