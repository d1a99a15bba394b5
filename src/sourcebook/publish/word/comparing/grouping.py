"""Blocks that were split or joined: the rest of a block found in an unmatched neighbour of its match.

A neighbour belongs to a match if most of its words are words that the match was lacking, in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from sourcebook.publish.word.comparing.aligning import How, Side, aligned

# So much of a neighbour must be what the match was lacking; less where an anchor says so too.
_MOST, _ANCHORED = 0.6, 0.3
# Blocks put in between the halves of a split, at most.
_BETWEEN = 3


@dataclass
class Group:
    """Blocks of the sent text, side by side, and the blocks of the returned text that they became."""

    first: list[int]
    second: list[int]
    how: How | None = None


@dataclass
class _Growing:
    first: Sequence[Side]
    second: Sequence[Side]
    to: dict[int, tuple[int, How]]
    taken_first: set[int]
    taken_second: set[int]

    def lacking(self, group: Group, one: Sequence[int], other: Sequence[int], side: Side) -> bool:
        """Whether most of the words of `side`, put to a group, are found in its other side."""
        if not side.said or (len(side.said) == 1 and not side.said[0].isalnum()):
            return False
        before = LCSseq.similarity(self._said(self.first, group.first), self._said(self.second, group.second))
        after = LCSseq.similarity(self._said(self.first, one), self._said(self.second, other))
        anchored = {a for place in one for a in self.first[place].anchors} & {
            a for place in other for a in self.second[place].anchors
        }
        least = _ANCHORED if anchored & set(side.anchors) else _MOST
        return after - before >= least * len(side.said)

    @staticmethod
    def _said(sides: Sequence[Side], places: Sequence[int]) -> list[str]:
        return [word for place in places for word in sides[place].said]

    def joins(self, group: Group, place: int, front: bool) -> bool:
        """Whether this block of the sent text, next to the group, was joined to it."""
        if not 0 <= place < len(self.first) or place in self.taken_first or self._apart(self.first[place]):
            return False
        wider = [place, *group.first] if front else [*group.first, place]
        if not self.lacking(group, wider, group.second, self.first[place]):
            return False
        group.first = wider
        self.taken_first.add(place)
        return True

    def splits(self, group: Group, place: int, front: bool) -> bool:
        """Whether this block of the returned text, next to the group, was split from it."""
        if not 0 <= place < len(self.second) or place in self.taken_second or self._apart(self.second[place]):
            return False
        edge = group.second[0] if front else group.second[-1]
        between = list(range(place + 1, edge)) if front else list(range(edge + 1, place))
        wider = [place, *group.second] if front else [*group.second, place]
        if any(one in self.taken_second for one in between) or not self.lacking(
            group, group.first, wider, self.second[place]
        ):
            return False
        group.second = sorted((*wider, *between))
        self.taken_second |= {place, *between}
        return True

    @staticmethod
    def _apart(side: Side) -> bool:
        return side.row or side.kind in ("fixed", "picture", "title", "subtitle")


def grouped(first: Sequence[Side], second: Sequence[Side], sure: bool = False) -> list[Group]:
    """Every block of both texts in one group, in the order of the second; those taken out at the end.

    A group has blocks of both (a match, with what was split from it and joined to it), or one of one. `sure`:
    anchors are ids that people gave.
    """
    to = aligned(first, second, sure)
    groups = [Group([one], [other], how) for one, (other, how) in to.items()]
    growing = _Growing(first, second, to, set(to), {group.second[0] for group in groups})
    if len(growing.taken_first) < len(first) or len(growing.taken_second) < len(second):
        for group in groups:
            if not growing._apart(first[group.first[0]]):
                _grow(growing, group)
    added = [Group([], [place]) for place in range(len(second)) if place not in growing.taken_second]
    deleted = [Group([place], []) for place in range(len(first)) if place not in growing.taken_first]
    return [*sorted((*groups, *added), key=lambda group: group.second[0]), *deleted]


def _grow(growing: _Growing, group: Group) -> None:
    more = True
    while more:
        more = (
            growing.joins(group, group.first[-1] + 1, False)
            or growing.joins(group, group.first[0] - 1, True)
            or any(growing.splits(group, group.second[-1] + step, False) for step in range(1, _BETWEEN + 1))
            or any(growing.splits(group, group.second[0] - step, True) for step in range(1, _BETWEEN + 1))
        )
