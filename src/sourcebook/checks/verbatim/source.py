"""A source text made ready once, so that many quotations can be compared with it.

The text is folded with a way back to its code points. What only a quotation in doubt needs (its words, their
index, its language and turns of speech) is made when first asked for. Words are coded as the characters of
one string: finding a run of words is then a search in a string, which takes linear time on any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from sourcebook.checks.verbatim.words import Word, split
from sourcebook.languages import language_of, script_of
from sourcebook.text import Span
from sourcebook.text.folded import Folded, folded

# Stars and underscores that set words apart, as Markdown has them; not those inside a name or a sum.
_EMPHASIS = r"(?<![^\W_])[*_]++|(?<![*_])[*_]++(?![^\W_])"
_LINE_END = r"(?<=[^\W\d_])[-‐\x02][ \t]*\n\s*(?=[^\W\d_])"
# Marks of other scripts that are typed one for the other; one character for one.
_TWINS = str.maketrans("։՚֊־", ":'--")
_SAMPLE, _SAMPLES = 1500, 12


def comparable(text: str) -> Folded:
    """A text as it is compared: glyphs, spaces, emphasis and hyphens at line ends do not count."""
    return folded(text.translate(_TWINS), _EMPHASIS, _LINE_END)


class SourceText:
    """A source text under comparison. `language` is an ISO 639-1 code, found out where it is not given."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self.text = text
        self.folded = comparable(text)
        self._language = language

    @cached_property
    def language(self) -> str:
        """The language of the text; English where nothing tells."""
        return self._language or language_of(self.text[:4000]) or "en"

    @cached_property
    def languages(self) -> frozenset[str]:
        """Every language that a part of the text is in, by a dozen samples."""
        step = max(_SAMPLE, len(self.text) // _SAMPLES)
        parts = (self.text[at : at + _SAMPLE] for at in range(0, len(self.text), step))
        return frozenset({self.language, *(found for part in parts if (found := language_of(part)))})

    @cached_property
    def scripts(self) -> frozenset[str]:
        """Every script that a part of the text is mostly in."""
        parts = (self.text[at : at + 300] for at in range(0, min(len(self.text), 300_000), 300))
        return frozenset(found for part in parts if (found := script_of(part)))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the folded text."""
        return split(self.folded.text)

    @cached_property
    def alphabet(self) -> dict[str, str]:
        """Which character stands for which word."""
        return {key: _letter(n) for n, key in enumerate(dict.fromkeys(word.key for word in self.words))}

    @cached_property
    def coded(self) -> str:
        """The text with one character a word."""
        return "".join([self.alphabet[word.key] for word in self.words])

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each pair of neighbouring words stands."""
        found: dict[str, list[int]] = {}
        for at in range(len(self.coded) - 1):
            found.setdefault(self.coded[at : at + 2], []).append(at)
        return found

    @cached_property
    def single(self) -> dict[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = {}
        for at, letter in enumerate(self.coded):
            found.setdefault(letter, []).append(at)
        return found

    def code(self, words: Sequence[Word]) -> str:
        """Words in the code of this text; a word that it does not have is NUL."""
        return "".join([self.alphabet.get(word.key, "\0") for word in words])

    def occurrences(self, words: Sequence[Word]) -> list[int]:
        """Where a run of words stands: the numbers of its first words. Those that overlap count once."""
        coded = self.code(words)
        found: list[int] = []
        at = -1 if "\0" in coded else self.coded.find(coded)
        while at >= 0:
            found.append(at)
            at = self.coded.find(coded, at + len(coded))
        return found

    def span(self, first: int, last: int) -> Span:
        """Where the words from `first` up to `last` (not with it) stand in the text."""
        return self.folded.origin(self.words[first].start, self.words[last - 1].end)


def _letter(number: int) -> str:
    """A character for a word; surrogates are left out, and NUL, which stands for no word."""
    return chr(number + 1 if number < 0xD7FF else number + 0x801)


@lru_cache(maxsize=16)
def prepared(text: str, language: str | None = None) -> SourceText:
    """A source text that was made ready not long ago, or now."""
    return SourceText(text, language)
