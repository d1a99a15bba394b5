"""The pending changes of several returned files against one newest text, and against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.publish.word.applying import settled
from sourcebook.publish.word.merging.aligned import NONE, base_keys, base_marks, renamed
from sourcebook.publish.word.merging.bringing import Sides, standing_of
from sourcebook.publish.word.merging.footprints import Footprints, footprints
from sourcebook.publish.word.merging.meeting import alike
from sourcebook.publish.word.merging.outcomes import Between, Meeting, MergeError, Standing
from sourcebook.publish.word.merging.regions import Rows, regions, shown
from sourcebook.publish.word.merging.renumbering import renumbered
from sourcebook.publish.word.merging.units import Footprint, Unit
from sourcebook.publish.word.merging.weaving import woven
from sourcebook.publish.word.script import Script

One = tuple[str, int]


@dataclass(frozen=True)
class _File:
    """A returned file on the newest text: its changes that stand apart from ours, with their footprints."""

    name: str
    script: Script
    prints: Footprints
    rows: Rows


def between(takings: Sequence[tuple[str, Script, Script]]) -> Between:
    """How the pending changes of several files stand to one newest text and to each other.

    Each taking is a name (all different), the script of the file, and that of ours: both from the text that
    was sent with it, ours leading to the newest text, the same for all. Of the same change in two files the
    later counts as repeated. Raises MergeError where the bases of a pair differ, or the newest texts.
    """
    stand: dict[str, dict[int, Standing]] = {}
    files: list[_File] = []
    for name, theirs, ours in takings:
        sides = Sides.of(theirs, ours)
        stand[name] = standing_of(sides)
        apart = frozenset(change for change, one in stand[name].items() if one.state == "apart")
        files.append(_on_newest(name, sides, apart))
    _check(files)
    repeated = _repeated(files)
    prints = {
        (file.name, change): footprint
        for file in files
        for change, footprint in file.prints.of.items()
        if (file.name, change) not in repeated
    }
    meetings = tuple(_meetings(files, prints, repeated))
    met = {one for meeting in meetings for one in meeting.changes}
    return Between(stand, meetings, repeated, frozenset(one for one in prints if one not in met))


def on_newest(theirs: Script, ours: Script) -> Script:
    """The changes of theirs that stand apart, as changes of the newest text: that with all of ours."""
    sides = Sides.of(theirs, ours)
    apart = frozenset(change for change, one in standing_of(sides).items() if one.state == "apart")
    return _rebased(sides, apart)


def _rebased(sides: Sides, apart: frozenset[int]) -> Script:
    both = woven(sides.theirs, sides.ours, apart, sides.ours.every)
    return renumbered(settled(both.script, both.shifted(sides.ours.every)))


def _on_newest(name: str, sides: Sides, apart: frozenset[int]) -> _File:
    script = _rebased(sides, apart)
    marks = base_marks(script)
    # The same mark of the newest text has another name in every script.
    script = renamed(script, {mark: f"m{number:04}" for number, mark in enumerate(marks, 1)})
    prints = footprints(script)
    return _File(name, script, prints, Rows(script, prints.cuts))


def _check(files: Sequence[_File]) -> None:
    for file in files[1:]:
        if base_keys(file.script) != base_keys(files[0].script):
            raise MergeError(
                f"{files[0].name} and {file.name} do not lead to one text: compare each text that was sent "
                "with the newest one"
            )


def _repeated(files: Sequence[_File]) -> dict[One, One]:
    """The changes that do what changes of an earlier file do, each with the first of those."""
    found: dict[One, One] = {}
    for place, file in enumerate(files):
        for earlier in files[:place]:
            there, agreed = alike(file.prints.of, earlier.prints.of)
            first = {
                effect: change
                for change in sorted(agreed, reverse=True)
                for effect in earlier.prints.of[change].effects
            }
            for change in there:
                other = earlier.name, min(first[effect] for effect in file.prints.of[change].effects)
                found.setdefault((file.name, change), found.get(other, other))
    return found


def _meetings(
    files: Sequence[_File], prints: dict[One, Footprint], repeated: dict[One, One]
) -> list[Meeting]:
    holders = {one: {one[0]} for one in prints}
    for later, earlier in repeated.items():
        holders.get(earlier, set()).add(later[0])
    order = {one: number for number, one in enumerate(prints)}
    joined = _Joined(order)
    touched: dict[One, set[Unit]] = defaultdict(set)
    for unit, (claims, shares) in _by_unit(prints).items():
        others = [one for one in shares if any(holders[one].isdisjoint(holders[claim]) for claim in claims)]
        its = [*claims, *others]
        # What one file says altogether is no question.
        if not claims or len(its) < 2 or set.intersection(*(holders[one] for one in its)):
            continue
        joined.join(its)
        for one in its:
            touched[one].add(unit)
    return [
        _meeting(files, group, set().union(*(touched[one] for one in group))) for group in joined.groups()
    ]


def _by_unit(prints: dict[One, Footprint]) -> dict[Unit, tuple[list[One], list[One]]]:
    found: dict[Unit, tuple[list[One], list[One]]] = defaultdict(lambda: ([], []))
    for one, footprint in prints.items():
        for unit in footprint.claims:
            found[unit][0].append(one)
        for unit in footprint.shares - footprint.claims:
            found[unit][1].append(one)
    return found


class _Joined:
    """Changes that hang together (union and find)."""

    def __init__(self, order: dict[One, int]) -> None:
        self._order = order
        self._parent: dict[One, One] = {}

    def join(self, ones: Sequence[One]) -> None:
        """Makes these one group."""
        first = self._root(ones[0])
        for one in ones[1:]:
            self._parent[self._root(one)] = first

    def _root(self, one: One) -> One:
        self._parent.setdefault(one, one)
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def groups(self) -> list[list[One]]:
        """The groups, and the changes of each, in the order of the files and the text."""
        found: dict[One, list[One]] = defaultdict(list)
        for one in sorted(self._parent, key=self._order.__getitem__):
            found[self._root(one)].append(one)
        return list(found.values())


def _meeting(files: Sequence[_File], group: Sequence[One], units: set[Unit]) -> Meeting:
    where = regions(units)
    by_file: dict[str, set[int]] = defaultdict(set)
    for name, change in group:
        by_file[name].add(change)
    says = []
    for file in files:
        if file.name in by_file:
            every = frozenset(file.prints.of)
            row = file.rows.said(where, every, frozenset(by_file[file.name]))
            says.append((file.name, shown(row)))
    first = next(file for file in files if file.name in by_file)
    place = next((one.where for one in first.script.changes if one.id in by_file[first.name]), "")
    return Meeting(tuple(group), place, shown(first.rows.said(where, NONE, NONE)), tuple(says))
