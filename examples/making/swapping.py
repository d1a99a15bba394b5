"""The report with its two sides exchanged: peoples, places, persons, and the script of one of them.

Whatever is found in the report must be found in the exchanged one, too: a rule that knows a side shows here.
"""

from __future__ import annotations

import re

import yaml

from examples.making.source import COUNTRY

_WORD = re.compile(r"[^\W\d_]+")


def swapped(markdown: str) -> str:
    """The Markdown with the sides exchanged, in addresses too."""
    sides = yaml.safe_load((COUNTRY / "sides.yaml").read_text("utf-8"))
    letters = {**sides["letters"], **{k.lower(): v.lower() for k, v in sides["letters"].items()}}
    words: dict[str, str] = {}
    for pair in [*sides["words"], *sides["persons"]]:
        for one, other in zip(*(name.split() for name in pair), strict=True):
            for a, b in ((one, other), (other, one)):
                words[a], words[a.lower()] = b, b.lower()
    beginnings = [(a, b) for pair in sides["beginnings"] for a, b in (pair, pair[::-1])]
    beginnings += [(a.lower(), b.lower()) for a, b in beginnings]

    def exchanged(match: re.Match[str]) -> str:
        word = match[0]
        if word in words:
            return words[word]
        for one, other in beginnings:
            if word.startswith(one):
                return f"{other}{word[len(one) :]}"
        return "".join(letters.get(letter, letter) for letter in word)

    return _WORD.sub(exchanged, markdown)
