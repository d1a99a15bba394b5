"""A script whose keys count the blocks of its base, one key a block, whatever was settled in it before.

Where accepted changes became part of the base, a key can hold two blocks (a split), or words that belong to
the block before (a join), or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sourcebook.publish.word.flow import Start
from sourcebook.publish.word.merging.aligned import NONE, Ops, in_base
from sourcebook.publish.word.script import Op, Script, When, stands


def renumbered(script: Script) -> Script:
    """The same script by such keys; itself where it has them already."""
    if _is_numbered(script):
        return script
    return _Numbering(script).script()


def _is_numbered(script: Script) -> bool:
    count = 0
    for key, when in script.order:
        if not stands(when, NONE):
            continue
        begins = [isinstance(op.token, Start) for op in script.ops[key] if not op.when or in_base(op)]
        if not begins:
            continue
        if key != count or not begins[0] or sum(begins) > 1:
            return False
        count += 1
    return all(key >= count or stands(when, NONE) or _has_base(script.ops[key]) for key, when in script.order)


def _has_base(ops: Ops) -> bool:
    return any(in_base(op) for op in ops)


@dataclass
class _Numbering:
    """Numbers the blocks of a script as they stand in its base."""

    old: Script
    blocks: list[list[Op]] = field(default_factory=list)
    begun: dict[int, list[int]] = field(default_factory=dict)
    loose: list[Op] = field(default_factory=list)

    def script(self) -> Script:
        """The script by its new keys."""
        for key, when in self.old.order:
            if stands(when, NONE) and key not in self.begun and _has_base(self.old.ops[key]):
                self._lay(key)
        count = len(self.blocks)
        added = [key for key in self.old.ops if key not in self.begun]
        keys = {key: count + number for number, key in enumerate(added)}
        order: list[tuple[int, When]] = []
        for key, when in self.old.order:
            order += [(one, when) for one in self.begun.get(key, ())]
            order += [(keys[key], when)] if key in keys else []
        ops: dict[int, Ops] = {number: tuple(its) for number, its in enumerate(self.blocks)}
        ops |= {keys[key]: self.old.ops[key] for key in added}
        return replace(self.old, order=tuple(order), ops=ops)

    def _lay(self, key: int) -> None:
        """Lays down the ops of a key, a new block at each start that stands."""
        begun = self.begun[key] = []
        waiting: list[Op] = []
        for op in self.old.ops[key]:
            if not in_base(op) and not begun:
                waiting.append(op)
                continue
            if isinstance(op.token, Start) and in_base(op):
                begun.append(len(self.blocks))
                self.blocks.append([*waiting, op, *self.loose])
                self.loose, waiting = [], []
                continue
            self._behind([*waiting, op])
            waiting = []
        self._behind(waiting)

    def _behind(self, ops: list[Op]) -> None:
        (self.blocks[-1] if self.blocks else self.loose).extend(ops)
