"""The words of quotations, folded, and what they share. Linear: everything is looked up by value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BRACKET = re.compile(r"\[[^\[\]]{0,300}\]")
_LONGEST = 4


def words_of(text: str) -> list[str]:
    """The words, folded; what authors put in square brackets is not the speaker's."""
    return _WORD.findall(skeleton(_BRACKET.sub(" ", text)))


def runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many words; all words where there are fewer."""
    for at in range(max(1, len(words) - length + 1)):
        yield tuple(words[at : at + length])


class Quotable:
    """The runs of words that occur in a set of texts, so that a phrase can be looked up."""

    def __init__(self) -> None:
        self._runs: set[tuple[str, ...]] = set()

    def add(self, text: str) -> None:
        """Take in a text."""
        words = words_of(text)
        for length in range(1, _LONGEST + 1):
            if len(words) >= length:
                self._runs.update(runs(words, length))

    def has(self, phrase: str) -> bool:
        """Whether a phrase occurs (each four words of it, for a longer one)."""
        words = words_of(phrase)
        return all(run in self._runs for run in runs(words, _LONGEST))
