"""What each change does within one block or note of the base: what it takes out, what it puts in where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sourcebook.publish.word.flow import Start, Token
from sourcebook.publish.word.merging.aligned import in_base
from sourcebook.publish.word.merging.homes import Cut, is_silent
from sourcebook.publish.word.script import Op, stands

# Tokens or starts that one change puts in at one place: before the token of the base with this number.
Run = tuple[Token | Start, ...]


@dataclass(slots=True)
class Trace:
    """One change in one block: the places of tokens taken `out`, whether its `start` is, and by place the ops
    `put` in (also those that it only takes out again)."""

    out: set[int] = field(default_factory=set)
    start: bool = False
    put: dict[int, list[Op]] = field(default_factory=dict)

    def brings(self, change: int) -> bool:
        """Whether the change (this one) puts anything in."""
        return any((change, True) in op.when for ops in self.put.values() for op in ops)

    def begins(self, change: int) -> bool:
        """Whether the change gives the block a start in the place of its own."""
        return any(isinstance(op.token, Start) and (change, True) in op.when for op in self.put.get(0, ()))


def traces(ops: Sequence[Op]) -> dict[int, Trace]:
    """By change, what it does in a block or note with these ops."""
    found: dict[int, Trace] = {}
    place = 0
    for op in ops:
        token_of_base = in_base(op)
        for change, _ in op.when:
            trace = found.setdefault(change, Trace())
            if not token_of_base:
                trace.put.setdefault(place, []).append(op)
            elif isinstance(op.token, Start):
                trace.start = True
            else:
                trace.out.add(place)
        place += token_of_base and not isinstance(op.token, Start)
    return found


def run_of(ops: Sequence[Op], change: int, every: frozenset[int]) -> Run:
    """What a change puts in among these ops: what it brings alone, else what it brings with all others."""
    brought = [op for op in ops if (change, True) in op.when]
    alone = tuple(op.token for op in brought if stands(op.when, frozenset((change,))))
    return alone or tuple(op.token for op in brought if stands(op.when, every))


def side_of(trace: Trace, place: int) -> int:
    """Where something put in belongs: -1 to the tokens before it, 1 to those behind, 0 to neither."""
    return (place in trace.out) - (place - 1 in trace.out)


def even_place(trace: Trace, place: int) -> int:
    """The place before the tokens that are replaced: whether new words stand before or behind old ones that
    the change takes out is the same."""
    while place - 1 in trace.out:
        place -= 1
    return place


def visible(trace: Trace, cut: Cut) -> list[int]:
    """The places taken out, ascending, but for silent marks."""
    return [place for place in sorted(trace.out) if not is_silent(cut.tokens[place])]
