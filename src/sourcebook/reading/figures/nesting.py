"""Which figure is a part of which: "310 killed, 40 of them civilians, including six minors".

A part points at the nearest earlier figure that is larger and that a word such as "including" or "of whom"
ties it to; "25 out of 310" and "10% of the 500" point at the figure that follows. What only stands beside
a part ("six men and two women") shares its whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sourcebook.reading.figures.words import Words
from sourcebook.text import Span


class Counted(NamedTuple):
    """A number's own characters, its best value and its unit."""

    start: int
    end: int
    value: float | None
    unit: str | None


def parents(
    text: str, sentences: Sequence[Span], counted: Sequence[Counted], words: Words
) -> list[int | None]:
    """For each figure of a paragraph, the position among them of the figure it is a part of, or None."""
    found: list[int | None] = []
    for n, figure in enumerate(counted):
        index = min(bisect_right(sentences, figure.start, key=lambda s: s.end), len(sentences) - 1)
        sentence = sentences[index] if sentences else Span(0, len(text))
        whole = _following(text, counted, n, words)
        if whole is None:
            whole = _preceding(text, sentence, counted, n, found, words)
        found.append(whole)
    return found


def _larger(whole: Counted, part: Counted) -> bool:
    comparable = whole.unit == part.unit or part.unit == "persons" or whole.unit == "persons"
    if whole.value is None or part.value is None or not comparable:
        return False
    return whole.value >= part.value and whole.unit not in _NO_WHOLE


# A whole is looked for among so many figures before its part.
_FURTHEST = 12
_NEAR = 200
_NO_WHOLE = frozenset({"%", "days", "hours", "weeks", "months", "years", "minutes", "km", "m"})


def _following(text: str, counted: Sequence[Counted], n: int, words: Words) -> int | None:
    """The next figure, where this one is said to be so many out of it."""
    if n + 1 >= len(counted):
        return None
    part, whole = counted[n], counted[n + 1]
    gap = text[part.end : whole.start]
    if len(gap) > 40 or not words.outside.search(text, part.end, whole.start):
        return None
    tied = (
        part.unit in ("%", None)
        and (whole.value or 0) > 0
        and (part.unit == "%" or (part.value or 0) <= (whole.value or 0))
    )
    return n + 1 if tied or _larger(whole, part) else None


def _preceding(
    text: str,
    sentence: Span,
    counted: Sequence[Counted],
    n: int,
    found: Sequence[int | None],
    words: Words,
) -> int | None:
    part = counted[n]
    same = [k for k in range(max(0, n - _FURTHEST), n) if counted[k].start >= sentence.start]
    if not same:
        opens = n and words.breaks_down.match(text, sentence.start)
        return n - 1 if opens and _larger(counted[n - 1], part) else None
    last = same[-1]
    near = max(counted[last].end, part.start - _NEAR)
    tied = words.inside.search(text, near, part.start) or words.inside_after.match(text, part.end)
    if tied:
        return next((k for k in reversed(same) if _larger(counted[k], part)), None)
    whole = found[last]
    beside = part.start - counted[last].end <= 60
    return whole if beside and whole is not None and whole < n and _larger(counted[whole], part) else None
