"""Pieces cut into tokens.

Word and LibreOffice split runs anywhere, so pieces of one state are put together first; the range of a
comment splits no word. A word of two looks, or of which a tracked change touched only a part, is a token for
each part: nothing stands between them, and who compares sees whose change each part is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from sourcebook.publish.word.opened import Bit
from sourcebook.publish.word.opening.pieces import Piece, State
from sourcebook.publish.word.tokens import cut, pieces, word

# Words, or single other characters, of one state.
Cut = tuple[list[str], State]


class Cutter:
    """Cuts pieces; what is the same in a file is made once."""

    def __init__(self) -> None:
        # By state and then by characters: the hash of a state costs more than a look into ten tables.
        self._bits: dict[State, dict[str, Bit]] = {}

    def bits(self, held: Sequence[Piece]) -> Iterator[Bit]:
        """The bits of pieces that are characters, none of them a mark or a cell."""
        for texts, state in _joined(_of_one_state(held)):
            known = self._bits.setdefault(state, {})
            for text in texts:
                made = known.get(text)
                if made is None:
                    made = known[text] = _bit(text, state)
                yield made


def _bit(text: str, state: State) -> Bit:
    was = word(text, state.was) if state.was is not None else None
    return Bit(word(text, state.look), state.inserted, state.deleted, was, state.restyled, state.comments)


def _of_one_state(held: Sequence[Piece]) -> Iterator[Cut]:
    for state, its in groupby(held, lambda piece: piece.state):
        texts = pieces("".join(piece.text for piece in its))
        if texts:
            yield texts, state


def _joined(found: Iterable[Cut]) -> Iterator[Cut]:
    """The same with words put together again that only the range of a comment parted."""
    last: Cut | None = None
    for one in found:
        if last is not None:
            parted = last[1] is not one[1] and last[1][:-1] == one[1][:-1]
            if parted and _join(last[0][-1], one[0][0]):
                *before, begins = last[0]
                ends, *rest = one[0]
                if before:
                    yield before, last[1]
                comments = tuple(dict.fromkeys((*last[1].comments, *one[1].comments)))
                last = [begins + ends], last[1]._replace(comments=comments)
                if not rest:
                    continue
                one = rest, one[1]
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
