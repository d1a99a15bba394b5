"""Which block of the returned text is which block of the sent one, so that none is matched wrongly.

Anchors first, but only where the words agree: an anchor stands twice after a split or a copy, two stand in
one paragraph after a join. Then the same words, then similar ones (`rapidfuzz`, over words), greedy from the
most similar. Candidates are blocks between the same neighbours and those that share a rare word, so the work
grows with the text and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import Indel

How = Literal["anchor", "exact", "similar"]
# An anchor whose words agree this far is believed at once, one that stands alone on both sides below that.
_BELIEVED, _ALONE = 0.6, 0.2
# Similar enough between the same neighbours, elsewhere, and elsewhere with few words.
_NEAR, _FAR, _FEW = 0.5, 0.65, 0.85
# What lies elsewhere must be this much better than the next best.
_MARGIN = 0.05
_WINDOW = 12
_RARE = 8
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Side:
    """A block as it is matched: its words, anchors, whether it is a row, what it is."""

    said: tuple[str, ...]
    anchors: tuple[str, ...] = ()
    row: bool = False
    kind: str = ""


@dataclass
class _Matches:
    first: Sequence[Side]
    second: Sequence[Side]
    to: dict[int, tuple[int, How]] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)
    likenesses: dict[tuple[int, int], float] = field(default_factory=dict)

    def free(self, one: int, other: int) -> bool:
        return one not in self.to and other not in self.back and self.first[one].row == self.second[other].row

    def match(self, one: int, other: int, how: How) -> None:
        if self.free(one, other):
            self.to[one] = other, how
            self.back[other] = one

    def alike(self, one: int, other: int) -> float:
        pair = one, other
        if pair not in self.likenesses:
            self.likenesses[pair] = likeness(self.first[one].said, self.second[other].said)
        return self.likenesses[pair]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How far two rows of words agree, 0 to 1 (twice the longest common subsequence by both lengths)."""
    return 1.0 if one == other else Indel.normalized_similarity(one, other)


def aligned(first: Sequence[Side], second: Sequence[Side], sure: bool = False) -> dict[int, tuple[int, How]]:
    """For each block of `first` that has one, its place in `second`, and how it was found.

    `sure`: anchors are ids that people gave, and are believed whatever the words.
    """
    matches = _Matches(first, second)
    claims = list(_claims(first, second))
    _anchored(matches, claims, 0.0 if sure else _BELIEVED)
    _exact_once(matches)
    _exact_again(matches)
    _anchored_alone(matches, claims)
    _similar(matches)
    _between(matches)
    return matches.to


def _claims(first: Sequence[Side], second: Sequence[Side]) -> Iterator[tuple[int, int]]:
    holders = {anchor: place for place, side in enumerate(first) for anchor in side.anchors}
    for place, side in enumerate(second):
        yield from ((holders[anchor], place) for anchor in side.anchors if anchor in holders)


def _anchored(matches: _Matches, claims: Sequence[tuple[int, int]], least: float) -> None:
    rated = sorted(claims, key=lambda pair: (-matches.alike(*pair), pair))
    for pair in rated:
        if matches.alike(*pair) >= least:
            matches.match(*pair, "anchor")


def _anchored_alone(matches: _Matches, claims: Sequence[tuple[int, int]]) -> None:
    """An anchor that stands once, alone in its paragraph: few of the same words are enough."""
    ones, others = Counter(one for one, _ in claims), Counter(other for _, other in claims)
    for one, other in claims:
        if ones[one] == 1 == others[other]:
            short = max(len(matches.first[one].said), len(matches.second[other].said)) <= _SHORT
            if short or matches.alike(one, other) >= _ALONE:
                matches.match(one, other, "anchor")
    _anchored(matches, claims, _ALONE * 2)


def _texts(sides: Sequence[Side], taken: Sequence[int] | dict[int, int]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = defaultdict(list)
    for place, side in enumerate(sides):
        if place not in taken and side.said:
            found[side.said, side.row].append(place)
    return found


def _exact_once(matches: _Matches) -> None:
    second = _texts(matches.second, matches.back)
    for text, places in _texts(matches.first, dict.fromkeys(matches.to, 0)).items():
        others = second.get(text, [])
        if len(places) == 1 == len(others):
            matches.match(places[0], others[0], "exact")


def _exact_again(matches: _Matches) -> None:
    """Words that stand several times: those between the same neighbours first, the rest in their order."""
    gap, back_gap = _gaps(matches)
    second = _texts(matches.second, matches.back)
    for text, places in _texts(matches.first, dict.fromkeys(matches.to, 0)).items():
        others = second.get(text, [])
        near: dict[int, deque[int]] = defaultdict(deque)
        for other in others:
            near[back_gap(other)].append(other)
        for one in places:
            if near.get(gap(one)):
                matches.match(one, near[gap(one)].popleft(), "exact")
        for one, other in zip(
            [one for one in places if one not in matches.to],
            [other for other in others if other not in matches.back],
            strict=False,
        ):
            matches.match(one, other, "exact")


def _gaps(matches: _Matches) -> tuple[_Gap, _Gap]:
    """For a place in either row, the last matched block of the first row before it."""
    known = sorted(matches.to)
    seconds = sorted(matches.back)
    return _Gap(known, known), _Gap(seconds, [matches.back[one] for one in seconds])


@dataclass(frozen=True)
class _Gap:
    places: Sequence[int]
    names: Sequence[int]

    def __call__(self, place: int) -> int:
        at = bisect_left(self.places, place) - 1
        return self.names[at] if at >= 0 else -1


def _similar(matches: _Matches) -> None:
    gap, back_gap = _gaps(matches)
    ones = [place for place, side in enumerate(matches.first) if place not in matches.to and side.said]
    others = [place for place, side in enumerate(matches.second) if place not in matches.back and side.said]
    rated: list[tuple[float, bool, int, int]] = []
    for one, other in _candidates(matches, ones, others, gap, back_gap):
        near = back_gap(other) == gap(one)
        few = min(len(matches.first[one].said), len(matches.second[other].said)) < _SHORT
        least = _NEAR if near else _FEW if few else _FAR
        if matches.free(one, other) and (alike := matches.alike(one, other)) >= least:
            rated.append((alike, near, one, other))
    rated.sort(key=lambda one: (-one[0] - 0.1 * one[1], one[2], one[3]))
    best: dict[tuple[int, int], list[float]] = defaultdict(list)
    for alike, _, one, other in rated:
        best[0, one].append(alike)
        best[1, other].append(alike)
    for alike, near, one, other in rated:
        rivals = sorted((*best[0, one], *best[1, other]), reverse=True)
        # The pair itself is among both.
        if near or len(rivals) < 3 or alike - rivals[2] >= _MARGIN:
            matches.match(one, other, "similar")


def _candidates(
    matches: _Matches, ones: list[int], others: list[int], gap: _Gap, back_gap: _Gap
) -> Iterator[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    in_gap: dict[int, list[int]] = defaultdict(list)
    for one in ones:
        in_gap[gap(one)].append(one)
    counted: Counter[int] = Counter()
    for other in others:
        name = back_gap(other)
        its = in_gap.get(name, [])
        middle = counted[name]
        counted[name] += 1
        found.update((one, other) for one in its[max(0, middle - _WINDOW) : middle + _WINDOW + 1])
    holders: dict[str, list[int]] = defaultdict(list)
    for one in ones:
        for word in set(matches.first[one].said):
            holders[word].append(one)
    for other in others:
        votes: Counter[int] = Counter()
        for word in sorted(set(matches.second[other].said)):
            if len(holders.get(word, ())) <= _RARE:
                votes.update(holders.get(word, ()))
        found.update((one, other) for one, _ in votes.most_common(_RARE))
    yield from sorted(found)


def _between(matches: _Matches) -> None:
    """A short block alone between the same two neighbours, of the same kind, is that block rewritten."""
    for one, side in enumerate(matches.first):
        before, behind = matches.to.get(one - 1), matches.to.get(one + 1)
        if one in matches.to or before is None or behind is None or behind[0] - before[0] != 2:
            continue
        other = before[0] + 1
        if (
            other not in matches.back
            and side.said
            and matches.second[other].said
            and side.kind == matches.second[other].kind
            and max(len(side.said), len(matches.second[other].said)) <= _SHORT
        ):
            matches.match(one, other, "similar")
