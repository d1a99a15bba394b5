"""Pieces cut into tokens.

Word and LibreOffice split runs anywhere, so pieces of one state are put together first; the range of a
comment splits no word. A word of two looks, or of which a tracked change touched only a part, is a token for
each part: nothing stands between them, and who compares sees whose change each part is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from sourcebook.publish.word.flow import Word
from sourcebook.publish.word.opened import Bit
from sourcebook.publish.word.opening.pieces import Piece, State
from sourcebook.publish.word.tokens import cut

# A word, or one other character, and its state.
Cut = tuple[str, State]


class Cutter:
    """Cuts pieces; what is the same in a file is made once."""

    def __init__(self) -> None:
        self._bits: dict[Cut, Bit] = {}

    def bits(self, pieces: Sequence[Piece]) -> Iterator[Bit]:
        """The bits of pieces that are characters, none of them a mark or a cell."""
        for one in _joined(_cut(_of_one_state(pieces))):
            made = self._bits.get(one)
            if made is None:
                made = self._bits[one] = _bit(*one)
            yield made


def _cut(texts: Iterable[tuple[str, State]]) -> Iterator[Cut]:
    for text, state in texts:
        for token in cut(text):
            yield token.text, state


def _bit(text: str, state: State) -> Bit:
    was = Word(text, state.was) if state.was is not None else None
    return Bit(Word(text, state.look), state.inserted, state.deleted, was, state.restyled, state.comments)


def _of_one_state(pieces: Sequence[Piece]) -> Iterator[tuple[str, State]]:
    for state, held in groupby(pieces, lambda piece: piece.state):
        yield "".join(piece.text for piece in held), state


def _joined(found: Iterable[Cut]) -> Iterator[Cut]:
    """The same with words put together again that only the range of a comment parted."""
    last: Cut | None = None
    for one in found:
        if last is not None:
            if last[1] is not one[1] and last[1][:-1] == one[1][:-1] and _join(last[0], one[0]):
                comments = tuple(dict.fromkeys((*last[1].comments, *one[1].comments)))
                last = (last[0] + one[0], last[1]._replace(comments=comments))
                continue
            yield last
        last = one
    if last is not None:
        yield last


@cache
def _is_word(text: str) -> bool:
    return len(cut(text + "a")) == 1


def _join(first: str, second: str) -> bool:
    """Whether two tokens would be one word; a token of more than one character is a word."""
    return (len(first) > 1 or _is_word(first)) and (len(second) > 1 or _is_word(second))
