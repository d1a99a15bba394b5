"""Parts and totals in running text: which figures of a paragraph are the parts of which, all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.candidates import Figure
from sourcebook.reading.lexicon import alternation

# A list of parts follows its total no farther than this.
_NEAR = 120
# No sentence or list is read farther than this.
_REACH = 400
_LIST_END = re.compile(r"[;)\n]|\.(?=\s|$)")
_ALONG = re.compile(r"[^;:.()\n]*")


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that the text gives for it. `complete`: the text lists them after a colon."""

    total: Figure
    parts: tuple[Figure, ...]
    complete: bool

    @property
    def added(self) -> float:
        """What the parts come to."""
        return sum(part.value or 0 for part in self.parts)

    @property
    def wrong(self) -> bool:
        """More than the total; or less, where the list is complete or the digits look mistyped."""
        total = self.total.value or 0
        return self.added > total or (self.added < total and (self.complete or slipped(self.added, total)))


class Words:
    """The word lists, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.part_of = re.compile(
            rf"[^,;:.()]{{0,20}}?\s(?:{alternation(data['part of'])})(?!\w)", re.IGNORECASE
        )
        self.not_all = re.compile(rf"(?<!\w)(?:{alternation(data['not all'])})(?!\w)", re.IGNORECASE)
        self.measures = frozenset(data["measures"])
        self.by_age = re.compile(rf"(?<!\w)(?:{alternation(data['by age and sex'])})(?!\w)")
        self.by_standing = re.compile(rf"(?<!\w)(?:{alternation(data['by standing'])})(?!\w)")

    def overlap(self, text: str) -> bool:
        """Whether a text counts the same people twice over: civilians, and women."""
        return bool(self.by_age.search(text) and self.by_standing.search(text))


def sums(view: ParagraphView, own: str, figures: Sequence[Figure], words: Words) -> Iterator[Sum]:
    """The sums of a paragraph: parts "of them ... and ...", and lists after "total:"."""
    counted = [f for f in figures if f.value is not None and f.qualifier is None and _counts(f, words)]
    for n, figure in enumerate(counted):
        parts = _after_colon(own, counted, n, words)
        if len(parts) > 1:
            yield Sum(figure, tuple(parts), complete=True)
        if n and words.part_of.match(own, figure.span.start):
            parts = _of_them(view, own, counted, n, words)
            total = _total_before(counted, n)
            if len(parts) > 1 and total:
                yield Sum(total, tuple(parts), complete=False)


def _counts(figure: Figure, words: Words) -> bool:
    return figure.unit not in words.measures and not {"rank", "built", "rough"} & {*figure.cues}


def _after_colon(own: str, counted: Sequence[Figure], n: int, words: Words) -> list[Figure]:
    """The figures in the list that a colon opens after the total."""
    total = counted[n]
    opening = own.find(":", total.span.start, total.span.start + _NEAR)
    following = counted[n + 1 : n + 9]
    if opening < 0 or not following or not total.span.start < opening < following[0].span.start:
        return []
    if any(c in own[total.span.start : opening] for c in ".;"):
        return []
    end = _LIST_END.search(own, opening, opening + _REACH)
    limit = end.start() if end else min(opening + _REACH, len(own))
    open_list = words.not_all.search(own, total.span.start, limit)
    if open_list:
        # "162 soldiers and 79 civilians, including 12 minors": the list ends before the part of a part.
        limit = open_list.start()
        if limit < opening or own[limit - 2 : limit] != ", ":
            return []
    parts = [f for f in following if f.span.start < limit]
    joined = all(_alongside(own, a, b) for a, b in pairwise(parts))
    starts = bool(parts) and not own[opening + 1 : parts[0].span.start].strip()
    return parts if joined and starts and all(_same_kind(total, part) for part in parts) else []


def _of_them(view: ParagraphView, own: str, counted: Sequence[Figure], n: int, words: Words) -> list[Figure]:
    """The figure that is part "of them", and those that go on beside it in the sentence."""
    sentence = view.sentence_at(counted[n].span.start)
    parts = [counted[n]]
    for figure in counted[n + 1 : n + 5]:
        if figure.span.start >= sentence.end or not _alongside(own, parts[-1], figure):
            break
        parts.append(figure)
    stretch = own[max(sentence.start, counted[n].span.start - _REACH) : parts[-1].span.end]
    told = own[counted[n].span.start : min(sentence.end, parts[-1].span.end + _NEAR)]
    return [] if words.not_all.search(stretch) or words.overlap(told) else parts


def _total_before(counted: Sequence[Figure], n: int) -> Figure | None:
    before = counted[n - 1]
    return before if (before.value or 0) > (counted[n].value or 0) else None


def _alongside(own: str, one: Figure, other: Figure) -> bool:
    """Whether only words and commas stand between two figures, and an "and" or comma among them."""
    between = own[one.span.start : other.span.start]
    return _ALONG.fullmatch(between) is not None and ("," in between or " and " in between)


def _same_kind(total: Figure, part: Figure) -> bool:
    people = {None, "persons", "of"}
    return part.unit == total.unit or part.unit is None or {part.unit, total.unit} <= people


def slipped(one: float, other: float) -> bool:
    """Whether two numbers of the same length differ in one digit, or in two that changed places."""
    a, b = f"{one:.0f}", f"{other:.0f}"
    if len(a) != len(b) or len(a) < 2:
        return False
    different = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(different) == 1:
        return True
    return len(different) == 2 and (a[different[0]], a[different[1]]) == (b[different[1]], b[different[0]])
