"""The tokens of a sentence with all that is needed to read them, and the noun phrases read from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcebook.reading.analysis.persons import Names
from sourcebook.reading.statements.tokens import Token
from sourcebook.reading.statements.vocabulary import Vocabulary

Kind = Literal["name", "office", "body", "common", "text", "he", "they", "it", "former", "latter"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What tokens[first:last] say. `name` and `roles` are ranges of tokens; `text` is where a text is named.

    `kind` is "name" for a person or anything else that bears a name, "office" for a role without a name,
    "body" for a name with common words in it, "common" for anything else, "text" for something written or
    said, with its author in `name`; the rest are pronouns.
    """

    kind: Kind
    first: int
    last: int
    name: tuple[int, int] | None = None
    roles: tuple[tuple[int, int], ...] = ()
    text: tuple[int, int] | None = None
    definite: bool = False
    title: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """The tokens of a sentence with what is needed to read them."""

    tokens: list[Token]
    words: Vocabulary
    names: Names
    text: str

    def spelt(self, first: int, last: int) -> str:
        """The words of tokens[first:last], a genitive's ending left out."""
        if last <= first:
            return ""
        end = self.tokens[last - 1]
        written = self.text[self.tokens[first].start : end.end]
        if end.genitive:
            written = written[: -(2 if written.endswith(("'s", "’s")) else 1)]
        elif end.kind == "capital" and self.text[end.end : end.end + 1] == "." and self._is_short(end):
            written += "."
        return " ".join(written.split())

    def _is_short(self, token: Token) -> bool:
        """Whether the stop after a word is that of an initial or an abbreviation, not the sentence's."""
        return len(token.key) == 1 or (token.end + 1 < self.tokens[-1].end and len(token.key) < 5)
