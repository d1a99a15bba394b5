"""Brings the changes of a returned file together with what others changed meanwhile, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.merging.aligned import NONE, aligned, base_marks
from sourcebook.publish.word.merging.footprints import footprints
from sourcebook.publish.word.merging.meeting import Group, Met, met
from sourcebook.publish.word.merging.outcomes import Conflict, Merged, Standing
from sourcebook.publish.word.merging.regions import Region, Rows, regions, shown
from sourcebook.publish.word.merging.renumbering import renumbered
from sourcebook.publish.word.merging.saying import Saying
from sourcebook.publish.word.merging.units import Footprint, Home
from sourcebook.publish.word.merging.weaving import Side, woven
from sourcebook.publish.word.script import Script


def merged(
    theirs: Script, ours: Script, accepted: frozenset[int], prefer: frozenset[int] = frozenset()
) -> Merged:
    """The text with the accepted changes of theirs and all of ours.

    Both scripts have the same base. Where a change of theirs and one of ours touch the same place of it
    (`units`) and are not the same, theirs is left out, unless it is in `prefer`: then the changes of ours in
    its way are dropped. What is in `prefer` counts as accepted. Raises MergeError for scripts of two bases.
    """
    sides = Sides.of(theirs, ours)
    among = (accepted | prefer) & sides.theirs.every
    meeting, conflicts, same = sides.asked(among)
    asked = frozenset(change for one in conflicts for change in one.changes)
    preferred = asked & prefer
    dropped = frozenset(other for change in preferred for other in meeting.against[change])
    left = asked - preferred
    # What ours says too is taken with the rest: it must stay should that of ours be dropped.
    taken = among - left - same
    kept = sides.ours.every - dropped
    both = woven(sides.theirs, sides.ours, taken, kept)
    flow = applied(both.script, taken | both.shifted(kept))
    there = same | meeting.there
    open_ones = tuple(one for one in conflicts if not left.isdisjoint(one.changes))
    return Merged(flow, open_ones, among - left - there, there, left)


def standing(theirs: Script, ours: Script) -> Mapping[int, Standing]:
    """How each change of theirs stands to ours, all being asked about. Raises MergeError as `merged` does."""
    return standing_of(Sides.of(theirs, ours))


def standing_of(sides: Sides) -> dict[int, Standing]:
    """The same for sides that are at hand."""
    meeting, conflicts, same = sides.asked(sides.theirs.every)
    asks = {change: Standing("asks", one) for one in conflicts for change in one.changes}
    there = meeting.there | same
    return {
        change: asks.get(change) or Standing("there" if change in there else "apart")
        for change in sorted(sides.theirs.every)
    }


@dataclass(frozen=True)
class Sides:
    """Both sides of a merge, cut alike."""

    theirs: Side
    ours: Side

    @classmethod
    def of(cls, theirs: Script, ours: Script) -> Sides:
        """The sides of two scripts. Raises MergeError where they have not the same base."""
        ours = renumbered(ours)
        marks = base_marks(ours)
        first, second = aligned(renumbered(theirs), ours, marks)
        prints = footprints(first)
        return cls(Side(first, prints), Side(second, footprints(second, prints.cuts, marks)))

    def asked(self, among: frozenset[int]) -> tuple[Met, list[Conflict], frozenset[int]]:
        """How these changes of theirs meet ours, what is to be asked, and which say the same in the end."""
        meeting = met(self.theirs.prints.of, self.ours.prints.of, among)
        asking = _Asking(self, among)
        conflicts: list[Conflict] = []
        same: set[int] = set()
        for group in meeting.groups():
            one = asking.conflict(group)
            if one is None:
                same.update(group.changes)
            else:
                conflicts.append(one)
        return meeting, conflicts, frozenset(same)


class _Asking:
    """Makes the conflicts of two sides."""

    def __init__(self, sides: Sides, among: frozenset[int]) -> None:
        self._theirs, self._ours, self._among = sides.theirs, sides.ours, among
        cuts = {**sides.theirs.prints.cuts, **sides.ours.prints.cuts}
        self._came, self._stands = Rows(sides.theirs.script, cuts), Rows(sides.ours.script, cuts)
        known = sides.ours.prints.marks
        self._say = Saying(sides.theirs.script, known).row, Saying(sides.ours.script, known).row
        self._where = {one.id: one.where for one in sides.theirs.script.changes}

    def conflict(self, group: Group) -> Conflict | None:
        """The conflict of changes that meet; None where both sides come to say the same."""
        prints = [
            *(self._theirs.prints.of[change] for change in group.changes),
            *(self._ours.prints.of[change] for change in group.against),
        ]
        where = regions({unit for one in prints for unit in one.claims})
        came = self._came.said(where, self._among, frozenset(group.changes))
        stands = self._stands.said(where, self._ours.every, frozenset(group.against))
        if all(_is_text(one) for one in prints) and self._say[0](came) == self._say[1](stands):
            return None
        rows = self._stands if self._knows(where) else self._came
        base = rows.said(where, NONE, NONE)
        named = self._where[group.changes[0]]
        return Conflict(group.changes, group.against, named, shown(base), shown(came), shown(stands))

    def _knows(self, where: Mapping[Home, Region]) -> bool:
        """Whether ours has all these notes; what a note of records printed only the file knows."""
        return all(isinstance(home, int) or home in self._ours.script.notes for home in where)


def _is_text(footprint: Footprint) -> bool:
    """Whether it only puts words in and takes words out, so that two sides agree if they say the same."""
    return all(effect[0] in ("in", "out") for effect in footprint.effects)
