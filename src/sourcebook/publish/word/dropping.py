"""A script without some of its changes, as if nobody had made them; and what references changes take out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourcebook.publish.word.applying import settled
from sourcebook.publish.word.flow import Mark
from sourcebook.publish.word.script import Op, Script, When


def without(script: Script, rejected: frozenset[int]) -> Script:
    """The script in which these changes were never made; words that they held apart are one again."""
    if not rejected:
        return script
    # Never made is the contrary of made for good.
    order = tuple((key, _turned(when, rejected)) for key, when in script.order)
    ops = {key: _turned_ops(its, rejected) for key, its in script.ops.items()}
    blocks = settled(Script(order, ops, {}, script.changes), rejected)
    names = list(script.notes)
    rows = {number: _turned_ops(script.notes[name], rejected) for number, name in enumerate(names)}
    words = settled(Script((), rows), rejected).ops
    return replace(blocks, notes={name: words[number] for number, name in enumerate(names)})


def _turned_ops(ops: Iterable[Op], rejected: frozenset[int]) -> tuple[Op, ...]:
    return tuple(Op(op.token, _turned(op.when, rejected)) if op.when else op for op in ops)


def _turned(when: When, rejected: frozenset[int]) -> When:
    return tuple((change, wanted is not (change in rejected)) for change, wanted in when)


def references_lost(script: Script) -> dict[int, int]:
    """How many references each change takes out of the text, moves not counted: by its id."""
    lost: Counter[int] = Counter()
    rows: Sequence[tuple[Op, ...]] = (*script.ops.values(), *script.notes.values())
    for ops in rows:
        for op in ops:
            if isinstance(op.token, Mark):
                lost.update({change: -1 if wanted else 1 for change, wanted in op.when})
    for key, when in script.order:
        marks = sum(isinstance(op.token, Mark) and not op.when for op in script.ops[key])
        lost.update({change: -marks if wanted else marks for change, wanted in when})
    return {change: count for change, count in lost.items() if count > 0}
