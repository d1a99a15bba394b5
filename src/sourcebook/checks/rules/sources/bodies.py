"""Courts and international bodies under all their names: full, short, and as the report abbreviates them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sourcebook.text.folding import skeleton

_WORD = re.compile(r"\w+")


class Bodies:
    """Knows which bodies a few words name. A body is known by its first name, whatever it goes by."""

    def __init__(self, known: Iterable[Iterable[str]]) -> None:
        """`known` holds the names of each body, all of them in one list."""
        self._names: dict[tuple[str, ...], str] = {}
        for names in known:
            self._know(names)
        self._longest = max(map(len, self._names), default=1)

    def _know(self, names: Iterable[str]) -> None:
        listed = list(names)
        for name in listed:
            self._names[tuple(_WORD.findall(skeleton(name)))] = listed[0]

    def named_in(self, text: str) -> frozenset[str]:
        """The bodies that a text names, longest names first: "European Court of Justice" is not the ICJ."""
        words = _WORD.findall(skeleton(text))
        found: set[str] = set()
        at = 0
        while at < len(words):
            length = next(
                (n for n in range(self._longest, 0, -1) if tuple(words[at : at + n]) in self._names), 0
            )
            if length:
                found.add(self._names[tuple(words[at : at + length])])
            at += length or 1
        return frozenset(found)
