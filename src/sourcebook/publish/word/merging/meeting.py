"""Where the changes of two sides meet: which of theirs stand apart, which ask against which of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sourcebook.publish.word.merging.units import Effect, Footprint, Unit

Ids = frozenset[int]


@dataclass(frozen=True)
class Group:
    """Changes of both sides that hang together, by the places that both touch."""

    changes: tuple[int, ...]
    against: tuple[int, ...]


@dataclass
class Met:
    """How two sides meet.

    `there` are changes of theirs that ours has, token for token. `against` gives for each other change of
    theirs those of ours in its way, if any.
    """

    there: Ids
    against: dict[int, set[int]] = field(default_factory=dict)

    def groups(self) -> list[Group]:
        """The changes that ask, in groups that one answer can be given to, in the order of theirs."""
        by_ours: dict[int, list[int]] = defaultdict(list)
        for change, its in self.against.items():
            for other in its:
                by_ours[other].append(change)
        found, seen = [], set[int]()
        for change in sorted(self.against):
            if change in seen:
                continue
            changes, against, waiting = set[int](), set[int](), [change]
            while waiting:
                one = waiting.pop()
                if one in changes:
                    continue
                changes.add(one)
                for other in self.against[one] - against:
                    against.add(other)
                    waiting += by_ours[other]
            seen |= changes
            found.append(Group(tuple(sorted(changes)), tuple(sorted(against))))
        return found


def met(theirs: Mapping[int, Footprint], ours: Mapping[int, Footprint], among: Collection[int]) -> Met:
    """How the changes of theirs that are `among` these meet those of ours.

    What is the same on both sides, change for change, stands in nobody's way.
    """
    there, agreed = alike(theirs, ours)
    found = Met(there & frozenset(among))
    claims, shares = _by_unit({change: its for change, its in ours.items() if change not in agreed})
    for change in among:
        if change in there:
            continue
        footprint = theirs[change]
        against: set[int] = set()
        for unit in footprint.claims:
            against.update(claims.get(unit, ()), shares.get(unit, ()))
        for unit in footprint.shares:
            against.update(claims.get(unit, ()))
        if against:
            found.against[change] = against
    return found


def effects_of(side: Mapping[int, Footprint], among: Iterable[int]) -> set[Effect]:
    """All that these changes of a side do."""
    return {effect for change in among for effect in side[change].effects}


def alike(theirs: Mapping[int, Footprint], ours: Mapping[int, Footprint]) -> tuple[Ids, Ids]:
    """The changes of both sides that together do the same, however many they are on each.

    What does only a part of what a change of the other side does is not the same.
    """
    there, agreed = frozenset(theirs), frozenset(ours)
    before = None
    while before != (there, agreed):
        before = there, agreed
        there = _within(theirs, there, effects_of(ours, agreed))
        agreed = _within(ours, agreed, effects_of(theirs, there))
    return there, agreed


def _within(side: Mapping[int, Footprint], some: Ids, effects: set[Effect]) -> Ids:
    return frozenset(one for one in some if side[one].effects and side[one].effects <= effects)


def _by_unit(side: Mapping[int, Footprint]) -> tuple[dict[Unit, list[int]], dict[Unit, list[int]]]:
    claims: dict[Unit, list[int]] = defaultdict(list)
    shares: dict[Unit, list[int]] = defaultdict(list)
    for change, footprint in side.items():
        for unit in footprint.claims:
            claims[unit].append(change)
        for unit in footprint.shares:
            shares[unit].append(change)
    return claims, shares
