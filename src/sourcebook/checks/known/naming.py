"""Finding names in texts: many names at once, in time that does not depend on how many they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# No name has more words; of a longer one the beginning is looked for.
_LONGEST = 8
_Meant = TypeVar("_Meant")


class Named(NamedTuple, Generic[_Meant]):
    """A name where it stands, and all that bear it."""

    start: int
    end: int
    meant: tuple[_Meant, ...]


class Names(Generic[_Meant]):
    """Names to be found as whole words, case and marks on letters apart; of two the longer one."""

    def __init__(self, names: Iterable[tuple[str, _Meant]]) -> None:
        """`names` are pairs of a name and what it is the name of."""
        found: dict[tuple[str, ...], dict[_Meant, None]] = {}
        self._lengths: dict[str, set[int]] = {}
        for name, meant in names:
            key = words_of(name)
            if key:
                found.setdefault(key, {})[meant] = None
                self._lengths.setdefault(key[0], set()).add(len(key))
        self._meant = {key: tuple(bearers) for key, bearers in found.items()}

    def found_in(self, text: str) -> Iterator[Named[_Meant]]:
        """The names in a text, in order; none overlap. A name begins with a capital where its script has
        any."""
        words = [(_key(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            key, start, _ = words[at]
            taken = 1
            for length in sorted(self._lengths.get(key, ()), reverse=True):
                own = words[at : at + length]
                meant = self._meant.get(tuple(word[0] for word in own)) if len(own) == length else None
                if meant is not None and not text[start].islower():
                    yield Named(start, own[-1][2], meant)
                    taken = length
                    break
            at += taken


def words_of(name: str, most: int | None = _LONGEST) -> tuple[str, ...]:
    """The words of a name, or of any text, as they are compared; the first `most` of them."""
    return tuple(_key(match[0]) for match in islice(_WORD.finditer(name), most))


@lru_cache(maxsize=1 << 15)
def _key(word: str) -> str:
    return skeleton(word)
