"""Names of persons in a text, out of however many that a dossier knows.

A full name counts, and the last word of one where nothing else in the dossier is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Of actors and places, by id: whether it is a person, and the names.
Bearers = Mapping[str, tuple[bool, tuple[str, ...]]]
# Shorter surnames are words of their own too often.
_SHORTEST_SURNAME = 4
_WORD = re.compile(r"\w+")


class Persons:
    """Finds them. A text is compared with those names alone that begin with one of its words."""

    def __init__(self, bearers: Bearers) -> None:
        self._by_word: dict[str, list[str]] = {}
        for name in sorted(_sought(bearers), key=lambda name: (-len(name), name)):
            word = _WORD.search(name)
            self._by_word.setdefault(word[0] if word else "", []).append(name)

    def first(self, text: str) -> str:
        """The name that stands first in a text, the longest of several there; "" where there is none."""
        words = {"", *_WORD.findall(text)}
        near = [name for word in words for name in self._by_word.get(word, ()) if name in text]
        if not near:
            return ""
        near.sort(key=lambda name: (-len(name), name))
        found = re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, near))})(?!\w)", text)
        return found[0] if found else ""


def _sought(bearers: Bearers) -> Iterator[str]:
    elsewhere = {
        word for person, names in bearers.values() if not person for name in names for word in name.split()
    }
    full = {name for person, names in bearers.values() if person for name in names if " " in name}
    last = {name.split()[-1] for name in full if name.split()}
    yield from full.union(
        word
        for word in last
        if len(word) >= _SHORTEST_SURNAME and word[0].isupper() and word not in elsewhere
    )
