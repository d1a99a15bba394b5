"""Locators of citation programs in words ("p. 4", "paras. 3-5"), by the table that lies beside this code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_SEVERAL = re.compile(r"\d\s*(?:[-–—,;&]|and\b)\s*\d")


def located(citation: dict[str, Any], language: str) -> str:
    """The locator of a cited item of CSL with the word before it; "" where it has none.

    `citation` is what a citation says of the item. A locator that begins with letters says itself what it is.
    """
    value = str(citation.get("locator") or "").strip()
    if not value:
        return ""
    if value[0].isalpha() and not re.fullmatch(r"[ivxlc]+\b.*", value):
        return value
    label = str(citation.get("label") or "page")
    known = _table()
    names = known.get(language.partition("-")[0], known["en"])
    one, several = names.get(label) or known["en"].get(label) or (label, label)
    return f"{several if _SEVERAL.search(value) else one} {value}".strip()


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(
        Path(__file__).with_name("locators.yaml").read_text("utf-8")
    )
    for language, names in found.items():
        for label, words in names.items():
            if len(words) != 2 or not all(isinstance(word, str) for word in words):
                raise ValueError(f"locators.yaml: {language}: {label} needs a word for one and for several")
    return found
