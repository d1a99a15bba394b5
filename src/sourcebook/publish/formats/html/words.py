"""The page's own words in the report's language, and the direction in which a language is written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape


@cache
def _data() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    for language, months in read["months"].items():
        if len(months) != 12:
            raise ValueError(f"words.yaml: months of {language} are {len(months)}, not 12")
    if not all(isinstance(word, str) for word in read["en"].values()):
        raise ValueError("words.yaml: every word of en must be text")
    return read


def direction(language: str) -> str:
    """How a BCP 47 tag is written, "rtl" or "ltr": by its script where it names one, else by usage."""
    first, *rest = language.replace("_", "-").split("-")
    rtl = _data()["right_to_left"]
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    found = script in rtl["scripts"] if script else first.lower() in rtl["languages"]
    return "rtl" if found else "ltr"


def day(date: str, language: str) -> str:
    """An ISO 8601 day as it is written in the language, where its months are known; else as it came."""
    months = _data()["months"].get(language.split("-")[0])
    parts = date.split("-")
    if not months or len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return date
    year, month, number = (int(part) for part in parts)
    return f"{number} {months[month - 1]} {year}" if 1 <= month <= 12 else date


class Words:
    """The words of a page in a language: `given` first, then the page's own."""

    def __init__(self, given: Mapping[str, str], language: str) -> None:
        primary = language.split("-")[0]
        own = {**_data().get(primary, {}), **given} if primary != "months" else dict(given)
        self._own, self._english = own, _data()["en"]
        self._foreign = primary != "en"

    def plain(self, key: str) -> str:
        """The word for a key; the key itself where nobody has one (kinds of records)."""
        return str(self._own.get(key) or self._english.get(key) or key)

    def __call__(self, key: str) -> Markup:
        """The word for the page, marked as English where the report's language has none."""
        word = escape(self.plain(key))
        if self._foreign and not self._own.get(key):
            return Markup('<span lang="en" dir="ltr">{}</span>').format(word)
        return Markup(word)
