"""The footprint of every change of a script: which places of the base it touches, and what it does there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sourcebook.publish.word.flow import Mark
from sourcebook.publish.word.merging.aligned import Ops, base_keys, base_marks, is_changed
from sourcebook.publish.word.merging.homes import Cut, cut_of
from sourcebook.publish.word.merging.ordering import Order
from sourcebook.publish.word.merging.saying import Saying
from sourcebook.publish.word.merging.touching import leaning, touched_by_out, touched_by_put
from sourcebook.publish.word.merging.traces import Trace, even_place, run_of, traces, visible
from sourcebook.publish.word.merging.units import Effect, Footprint, Home, Unit
from sourcebook.publish.word.script import Op, Script, stands


@dataclass
class Footprints:
    """By change its footprint.

    `put` is the effect of what a change puts in at a place of a block or note, `leans` whether that belongs
    to what stands before it (-1), behind it (1), or neither (0). `added` is the effect of a block by its key,
    `moved` that of a move by key and change. `cuts` and `traces` are of blocks and notes with changes,
    `marks` those of the base.
    """

    of: dict[int, Footprint]
    put: dict[tuple[Home, int, int], Effect] = field(default_factory=dict)
    leans: dict[tuple[Home, int, int], int] = field(default_factory=dict)
    added: dict[int, Effect] = field(default_factory=dict)
    moved: dict[tuple[int, int], Effect] = field(default_factory=dict)
    cuts: dict[Home, Cut] = field(default_factory=dict)
    traces: dict[Home, dict[int, Trace]] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)


def footprints(
    script: Script, cuts: Mapping[Home, Cut] | None = None, marks: Mapping[str, Mark] | None = None
) -> Footprints:
    """The footprints of the changes of a script.

    `cuts` are those of another script of the same base, `marks` its own `base_marks` if they are known.
    """
    return _Reading(script, cuts or {}, base_marks(script) if marks is None else marks).read()


class _Reading:
    """Reads one script."""

    def __init__(self, script: Script, cuts: Mapping[Home, Cut], marks: Mapping[str, Mark]) -> None:
        self.script = script
        self.cuts = cuts
        self.every = frozenset(change.id for change in script.changes)
        self.marks = marks
        self.saying = Saying(script, self.marks)
        self.order = Order(script)
        self.found = Footprints({change.id: Footprint() for change in script.changes}, marks=marks)
        self.gone: list[tuple[int, str]] = []
        self.brought: set[tuple[int, str]] = set()

    def read(self) -> Footprints:
        """The footprints of all changes."""
        keys = base_keys(self.script)
        for key in keys:
            self._home(key, self.script.ops[key])
        for name in self.marks:
            if name in self.script.notes:
                self._home(name, self.script.notes[name])
        for key in keys:
            self._joins(key)
        self._placed(frozenset(keys))
        for change, name in self.gone:
            # A note goes with its mark, unless that was only carried elsewhere.
            if (change, name) not in self.brought:
                self.found.of[change].claims.add(Unit("body", name))
        return self.found

    def _home(self, home: Home, ops: Ops) -> None:
        if not is_changed(ops):
            return
        cut = self.cuts.get(home) or cut_of(ops, note=isinstance(home, str))
        self.found.cuts[home] = cut
        self.found.traces[home] = traces(ops)
        for change, trace in self.found.traces[home].items():
            footprint = self.found.of[change]
            footprint.claims.update(_whole(home, cut, change, trace), touched_by_out(home, cut, trace))
            footprint.shares.add(Unit("body", home))
            footprint.effects |= {
                ("out", home, cut.offsets[place], cut.offsets[place + 1]) for place in trace.out
            }
            if trace.start:
                footprint.effects.add(("start out", home))
            self._puts(home, cut, change, trace)
            self._marks(cut, change, trace)

    def _puts(self, home: Home, cut: Cut, change: int, trace: Trace) -> None:
        footprint = self.found.of[change]
        for place, ops in trace.put.items():
            run = run_of(ops, change, self.every)
            footprint.claims.update(touched_by_put(home, cut, trace, place, run))
            if run:
                effect = ("in", home, cut.offsets[even_place(trace, place)], self.saying.row(run))
                footprint.effects.add(effect)
                self.found.put[home, place, change] = effect
                self.found.leans[home, place, change] = leaning(cut, trace, place, run)

    def _marks(self, cut: Cut, change: int, trace: Trace) -> None:
        tokens = (cut.tokens[place] for place in trace.out)
        self.gone += [(change, one.name) for one in tokens if isinstance(one, Mark) and one.name]
        self.brought.update(_brought(op for ops in trace.put.values() for op in ops))

    def _joins(self, key: int) -> None:
        """A block joined to those before it keeps them where they are, and what lies between away."""
        for change, trace in self.found.traces.get(key, {}).items():
            if not trace.start or trace.begins(change) or Unit("body", key) in self.found.of[change].claims:
                continue
            footprint = self.found.of[change]
            footprint.shares.add(Unit("place", key))
            for before in self.order.passed(key):
                footprint.claims.add(Unit("between", before))
                footprint.shares |= {Unit("place", before), Unit("body", before)}

    def _placed(self, keys: frozenset[int]) -> None:
        for place, (key, when) in enumerate(self.script.order):
            if not when and key in keys:
                continue
            after = self.order.anchor(place)
            if key in keys:
                self._moved(key, when, after)
                continue
            ops = self.script.ops[key]
            says = self.saying.row(op.token for op in ops if stands(op.when, self.every))
            self.found.added[key] = effect = ("block", after, says)
            self.brought.update(_brought(ops))
            for change in {change for one in (when, *(op.when for op in ops)) for change, _ in one}:
                self.found.of[change].shares.add(Unit("between", after))
                self.found.of[change].effects.add(effect)

    def _moved(self, key: int, when: tuple[tuple[int, bool], ...], after: int) -> None:
        for change, wanted in when:
            footprint = self.found.of[change]
            footprint.claims.add(Unit("place", key))
            if wanted:
                footprint.shares.add(Unit("between", after))
                self.found.moved[key, change] = effect = ("moved", key, after)
                footprint.effects.add(effect)
            elif not self.order.arrives(key, change):
                footprint.claims |= {Unit("body", key), Unit("start", key)}
                footprint.effects.add(("gone", key))


def _whole(home: Home, cut: Cut, change: int, trace: Trace) -> Iterator[Unit]:
    """What a change touches by taking a block out as a whole, or its start alone, or giving it another."""
    if trace.start and not trace.brings(change) and len(visible(trace, cut)) == cut.visible:
        yield from (Unit("body", home), Unit("silent", home))
    if trace.start or trace.begins(change):
        yield Unit("start", home)


def _brought(ops: Iterator[Op] | Ops) -> Iterator[tuple[int, str]]:
    for op in ops:
        if isinstance(op.token, Mark):
            yield from ((change, op.token.name) for change, wanted in op.when if wanted)
