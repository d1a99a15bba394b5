"""Language and direction of characters, as Word is told them.

Word keeps three languages for a run (western, east Asian, complex) and chooses by the character; all three
are told the same. A run is set from right to left where its letters are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from sourcebook.publish.printed import Run

_RIGHT = frozenset(("R", "AL"))


@dataclass(frozen=True, slots=True)
class _Known:
    countries: Mapping[str, str]
    rtl_languages: frozenset[str]
    rtl_scripts: frozenset[str]


@cache
def _known() -> _Known:
    read = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text("utf-8"))
    right = read["right_to_left"]
    return _Known(read["countries"], frozenset(right["languages"]), frozenset(right["scripts"]))


def tag(language: str) -> str:
    """A language (BCP 47) as Word knows it: "hy" is "hy-AM"."""
    return _known().countries.get(language.casefold(), language)


def attributes(language: str) -> Mapping[str, str]:
    """The attributes of w:lang."""
    return {one: tag(language) for one in ("val", "eastAsia", "bidi")}


def goes_right(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left."""
    parts = language.casefold().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    return scripts[0] in _known().rtl_scripts if scripts else parts[0] in _known().rtl_languages


def rtl(text: str, language: str) -> bool:
    """Whether a run of a language is set from right to left.

    In a language that goes so all is but what has only other letters (an address): Word would tear signs and
    figures from their sentence. In other languages only what has no letters but such.
    """
    right = left = False
    for letter in text:
        way = unicodedata.bidirectional(letter)
        right, left = right or way in _RIGHT, left or way == "L"
    return right or not left if goes_right(language) else right and not left


def leads_right(runs: Iterable[Run]) -> bool | None:
    """Whether the first letter of a text that has a direction goes from right to left; None without one."""
    for run in runs:
        for letter in run.text:
            way = unicodedata.bidirectional(letter)
            if way in _RIGHT or way == "L":
                return way in _RIGHT
    return None
