"""The few words that a printed report has of its own, a YAML file a language; English where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_HERE = Path(__file__).parent


class WordsError(ValueError):
    """A file of words that lacks some or has too many; the message names them."""


@cache
def words(language: str) -> Mapping[str, str]:
    """The words in a language (BCP 47; the part before the first hyphen counts). Raises WordsError."""
    english = _read("en")
    path = _HERE / f"{language.partition('-')[0].casefold()}.yaml"
    if not path.is_file():
        return english
    found = _read(path.stem)
    odd = found.keys() ^ english.keys()
    if odd:
        raise WordsError(f"{path.name}: {', '.join(sorted(odd))}: missing, or not a word that is used")
    return found


def _read(name: str) -> dict[str, str]:
    content = yaml.safe_load((_HERE / f"{name}.yaml").read_text("utf-8"))
    return {str(key): str(value).strip() for key, value in content.items()}
