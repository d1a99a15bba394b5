"""Both sides in one script: every token of the base under the changes of theirs and of ours.

The changes of ours get ids after those of theirs. What both did alike is in it once. So any choice of changes
of both sides is a text, by the rules of `applying`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sourcebook.publish.word.flow import Mark, Start
from sourcebook.publish.word.merging.aligned import NONE, Ops, base_keys, in_base, is_changed
from sourcebook.publish.word.merging.footprints import Footprints
from sourcebook.publish.word.merging.meeting import effects_of
from sourcebook.publish.word.merging.units import Effect, Home
from sourcebook.publish.word.script import Op, Script, When, stands


@dataclass(frozen=True)
class Side:
    """One side of a merge: its script and the footprints of its changes."""

    script: Script
    prints: Footprints

    @property
    def every(self) -> frozenset[int]:
        """The ids of its changes."""
        return frozenset(self.prints.of)


@dataclass(frozen=True)
class Woven:
    """The script of both sides, and what to add to an id of ours."""

    script: Script
    shift: int

    def shifted(self, ours: Iterable[int]) -> frozenset[int]:
        """The ids of changes of ours in the script."""
        return frozenset(change + self.shift for change in ours)


def woven(theirs: Side, ours: Side, taken: frozenset[int], kept: frozenset[int]) -> Woven:
    """One script of the changes of theirs that are `taken`, and all of ours.

    `kept` are those of ours that are to stand: with them in mind the order is made, and what they say too is
    left out of theirs.
    """
    return _Weaving(theirs, ours, taken, kept).woven()


class _Weaving:
    """Weaves one pair of sides."""

    def __init__(self, theirs: Side, ours: Side, taken: frozenset[int], kept: frozenset[int]) -> None:
        self.theirs, self.ours, self.taken, self.kept = theirs, ours, taken, kept
        self.marks = ours.prints.marks
        self.names = new_names(theirs.script, ours.script, self.marks)
        self.shift = max(theirs.every, default=0)
        self.keys = max((*theirs.script.ops, *ours.script.ops), default=0) + 1
        self.done: set[Effect] = effects_of(ours.prints.of, kept)
        self.base = set(base_keys(ours.script))

    def woven(self) -> Woven:
        """The script of both."""
        theirs, ours = self.theirs.script, self.ours.script
        ops = {key: self._shifted(its) for key, its in ours.ops.items()}
        for key, its in theirs.ops.items():
            if key in self.base:
                ops[key] = self._row(key, its, ours.ops[key])
            elif not self._is_done(key):
                ops[self.keys + key] = tuple(self._taken(its))
        notes = {name: self._shifted(its) for name, its in ours.notes.items()}
        for name, its in theirs.notes.items():
            if name in notes and name in self.marks:
                notes[name] = self._row(name, its, ours.notes[name])
            else:
                notes[self.names.get(name, name)] = tuple(self._taken(its))
        changes = (
            *(one for one in theirs.changes if one.id in self.taken),
            *(replace(one, id=one.id + self.shift) for one in ours.changes),
        )
        return Woven(Script(tuple(self._order()), ops, notes, changes), self.shift)

    def _is_done(self, key: int) -> bool:
        """Whether a block that they added is one that ours added in the same place."""
        return self.theirs.prints.added.get(key) in self.done

    def _shifted(self, ops: Ops) -> Ops:
        if not is_changed(ops):
            return ops
        return tuple(Op(op.token, self._ours(op.when)) if op.when else op for op in ops)

    def _ours(self, when: When) -> When:
        return tuple((change + self.shift, wanted) for change, wanted in when)

    def _taken(self, ops: Iterable[Op]) -> Iterator[Op]:
        """Ops of theirs with only the changes that are taken; new marks by names that nothing else has."""
        for op in ops:
            when = among(op.when, self.taken)
            if when is None:
                continue
            if isinstance(op.token, Mark) and op.token.name in self.names:
                yield Op(replace(op.token, name=self.names[op.token.name]), when)
            else:
                yield Op(op.token, when)

    def _row(self, home: Home, theirs: Ops, ours: Ops) -> Ops:
        """The ops of a block or note of the base."""
        if not is_changed(theirs):
            return self._shifted(ours)
        found: list[Op] = []
        place = 0
        for (run, op), (own, own_op) in zip(_segments(theirs), _segments(ours), strict=True):
            if run or own:
                found += self._put(home, place, run, tuple(own))
            if op is not None and own_op is not None:
                found.append(self._both(op, own_op))
                place += not isinstance(op.token, Start)
        return tuple(found)

    def _both(self, op: Op, own: Op) -> Op:
        """A token of the base under the changes of both sides."""
        if not op.when and not own.when:
            return own
        return Op(own.token, (*(among(op.when, self.taken) or ()), *self._ours(own.when)))

    def _put(self, home: Home, place: int, run: Sequence[Op], own: Ops) -> list[Op]:
        """What both sides put in at a place, in the order in which it belongs there."""
        left = list(self._taken(one for one in run if not self._is_said(home, place, one)))
        kept = self._shifted(own)
        first = _rank(self.theirs, home, place, run) < _rank(self.ours, home, place, own)
        return [*left, *kept] if first else [*kept, *left]

    def _is_said(self, home: Home, place: int, op: Op) -> bool:
        """Whether ours puts the same in at the same place."""
        put = self.theirs.prints.put
        return any(put.get((home, place, change)) in self.done for change, wanted in op.when if wanted)

    def _order(self) -> Iterator[tuple[int, When]]:
        own, theirs = self.ours.script.order, self.theirs.script.order
        behind = self._added_behind(own)
        places = {key: place for place, (key, when) in enumerate(own) if stands(when, self.kept)}
        put: dict[int, list[tuple[int, When]]] = defaultdict(list)
        stays: dict[int, When] = {}
        last = behind[0]
        for key, when in theirs:
            left = among(when, self.taken - self._moved_alike(key, when))
            if key in self.base and stands(when, NONE):
                stays[key] = left or ()
                last = behind[places[key] + 1] if key in places else last
            elif left is not None and (key in self.base or not self._is_done(key)):
                put[last].append((key if key in self.base else self.keys + key, left))
        yield from put[0]
        for place, (key, when) in enumerate(own):
            yield key, (*self._ours(when), *stays.get(key, ()))
            yield from put[place + 1]

    def _added_behind(self, order: Sequence[tuple[int, When]]) -> list[int]:
        """By the number of entries before a place, that number behind the blocks that ours added there."""
        found = list(range(len(order) + 1))
        for place in reversed(range(len(order))):
            if order[place][0] not in self.base:
                found[place] = found[place + 1]
        return found

    def _moved_alike(self, key: int, when: When) -> frozenset[int]:
        """The changes that move a block to where ours moved it too."""
        moved = self.theirs.prints.moved
        return frozenset(change for change, _ in when if moved.get((key, change)) in self.done)


def among(when: When, taken: frozenset[int]) -> When | None:
    """A condition where no other changes than these are accepted; None if it can never be met."""
    if any(wanted and change not in taken for change, wanted in when):
        return None
    return tuple(one for one in when if one[0] in taken)


def new_names(theirs: Script, ours: Script, known: Collection[str]) -> dict[str, str]:
    """Names for marks that theirs puts in, where a mark that ours puts in has the same."""
    taken = _new_marks(ours, known)
    mine = _new_marks(theirs, known)
    found: dict[str, str] = {}
    number = 0
    for name in sorted(mine & taken):
        while (fresh := f"n{(number := number + 1)}") in mine | taken or fresh in known:
            continue
        found[name] = fresh
    return found


def _new_marks(script: Script, known: Collection[str]) -> set[str]:
    every = chain(chain.from_iterable(script.ops.values()), chain.from_iterable(script.notes.values()))
    return {op.token.name for op in every if isinstance(op.token, Mark) and op.token.name} - set(known)


def _segments(ops: Ops) -> Iterator[tuple[list[Op], Op | None]]:
    """What is put in before each op of the base, with that op; then what is put in behind them all."""
    run: list[Op] = []
    for op in ops:
        if in_base(op):
            yield run, op
            run = []
        else:
            run.append(op)
    yield run, None


def _rank(side: Side, home: Home, place: int, run: Sequence[Op]) -> int:
    """Where a run belongs: -1 to the tokens before it, 1 to those behind, 0 to neither."""
    leans = side.prints.leans
    sides = [leans.get((home, place, change), 0) for op in run for change, wanted in op.when if wanted]
    return (sides[0] or sides[-1]) if sides else 0
