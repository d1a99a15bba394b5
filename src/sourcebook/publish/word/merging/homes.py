"""The blocks and notes of a base as they are cut into sentences; what lies where in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.publish.word.flow import Mark, Start, Token, Word
from sourcebook.publish.word.merging.aligned import in_base
from sourcebook.publish.word.script import Op
from sourcebook.publish.word.sentences import is_ended, sentences


@dataclass(frozen=True)
class Cut:
    """The tokens of a block or note of the base, its start left out, with the sentences they make.

    `begins` are the places where a sentence begins. `offsets` are places in characters (a mark counts as
    one): they do not depend on how words are cut.
    """

    tokens: tuple[Token, ...]
    begins: tuple[int, ...]
    offsets: tuple[int, ...]

    @property
    def visible(self) -> int:
        """How many tokens there are but for silent marks."""
        return sum(not is_silent(token) for token in self.tokens)

    def sentence(self, place: int) -> int:
        """The number of the sentence in which a token stands."""
        return max(0, bisect_right(self.begins, place) - 1)

    def gap(self, place: int) -> int | None:
        """The number of the gap between sentences at a place between tokens, None within a sentence."""
        if place == len(self.tokens):
            return len(self.begins)
        number = bisect_right(self.begins, place) - 1
        return number if number >= 0 and self.begins[number] == place else None

    def is_open(self, place: int) -> bool:
        """Whether something can be put in here and leave the sentence before as it is."""
        return place == 0 or is_ended(self.tokens[max(0, place - 12) : place])

    def is_blank_end(self, place: int) -> bool:
        """Whether a token is among the blanks with which its sentence ends."""
        _, end = self.bounds(self.sentence(place))
        return all(isinstance(one, Word) and one.text.isspace() for one in self.tokens[place:end])

    def bounds(self, number: int) -> tuple[int, int]:
        """Where a sentence begins and ends."""
        if not self.begins:
            return 0, 0
        last = number + 1 == len(self.begins)
        return self.begins[number], len(self.tokens) if last else self.begins[number + 1]


def cut_of(ops: Sequence[Op], note: bool) -> Cut:
    """The cut of a block or note by its ops."""
    tokens = tuple(op.token for op in ops if in_base(op) and not isinstance(op.token, Start))
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + (len(token.text) if isinstance(token, Word) else 1))
    return Cut(tokens, tuple(start for start, _ in sentences(tokens, note)), tuple(offsets))


def is_silent(token: Token | Start) -> bool:
    """Whether it is the mark of a silent reference."""
    return isinstance(token, Mark) and token.silent
