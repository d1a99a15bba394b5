"""How wide the columns of a table are: shares of the page, by what stands in them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sourcebook.publish.formats.pdf.breaking import width
from sourcebook.publish.printed import Runs, reading

# What a line of a table over the whole page holds, in the units of `breaking`.
LINE = 101.0
# A cell as short as this (a date, a name) stays on one line; so does a word, and longer ones break.
SHORT = 20.0
# How much more a column gets for more text: between none (0) and all of it (1).
_POWER = 0.65
# What space beside the text of a cell takes.
_BESIDE = 2.7


def shares(rows: Sequence[Sequence[Runs]], columns: int) -> list[float]:
    """The shares of `columns` columns; an empty table has equal ones.

    A table that fits gets what its longest cells need. Else long texts get more, though less than their
    length (rows become low that way), and no column less than its longest word or a short text in one line.
    """
    texts = [[reading(row[at]) if at < len(row) else "" for row in rows] for at in range(columns)]
    natural = [max(map(width, column), default=0.0) + _BESIDE for column in texts]
    if sum(natural) <= LINE:
        return natural
    least = [
        widest if widest <= SHORT else min(SHORT, _longest_word(column) + _BESIDE)
        for widest, column in zip(natural, texts, strict=True)
    ]
    # The mean of squares: a few long cells count, though most are empty.
    squares = [sum(width(text) ** 2 for text in column) / max(len(column), 1) for column in texts]
    weights = [(math.sqrt(square) + 1) ** _POWER for square in squares]
    return _shared(weights, least)


def room(shares: Sequence[float]) -> list[float]:
    """How wide a word may be in each column before it breaks."""
    return [one / sum(shares) * LINE - _BESIDE for one in shares]


def _longest_word(texts: Sequence[str]) -> float:
    return max((width(word) for text in texts for word in text.split()), default=0.0)


def _shared(weights: list[float], least: list[float]) -> list[float]:
    """The line shared by weight among the columns that get more than their least; the others get that."""
    free = set(range(len(weights)))
    while True:
        left = LINE - sum(least[at] for at in range(len(weights)) if at not in free)
        unit = left / sum(weights[at] for at in free) if free else 0.0
        short = {at for at in free if weights[at] * unit < least[at]}
        if not short:
            return [weights[at] * unit if at in free else least[at] for at in range(len(weights))]
        free -= short
