"""What was woven becomes a script: drafts numbered, moves in the order, changes told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.publish.word.comparing.blocks import New, Old
from sourcebook.publish.word.comparing.drafts import Atom, Draft, Drafting
from sourcebook.publish.word.comparing.loom import Strand, Woven
from sourcebook.publish.word.comparing.numbering import note_numbers, places
from sourcebook.publish.word.comparing.ordering import ordered, staying
from sourcebook.publish.word.comparing.telling import Rows, Telling, ops_of, still_op
from sourcebook.publish.word.flow import Flow, Mark, Token
from sourcebook.publish.word.script import Op, Script

# What a tracked change carried is moved rather than what stands around it.
_CARRIED = 0.001


@dataclass
class Placing:
    """The blocks of the script in the order of the returned text, as they are placed."""

    drafting: Drafting
    row: list[tuple[list[int], New | None]] = field(default_factory=list)

    def moved(self, olds: Mapping[int, Old]) -> dict[int, Draft]:
        """The change that moved each block that was moved, by key. Blocks moved together are one change."""
        known = [(keys, new) for keys, new in self.row if keys and keys[0] in olds]
        weights = [
            _CARRIED if new is not None and new.moved else 1 + len(olds[keys[0]].said) / 1e6
            for keys, new in known
        ]
        stay = staying([keys[0] for keys, _ in known], weights)
        found: dict[int, Draft] = {}
        last: tuple[int, int, Draft] | None = None
        for place, (keys, new) in enumerate(self.row):
            if not keys or keys[0] not in olds or keys[0] in stay:
                continue
            by = new.moved if new is not None else None
            if by is not None:
                draft = self.drafting.whole("moved", by)
            elif last is not None and last[:2] == (place - 1, keys[0] - 1):
                draft = last[2]
            else:
                draft = self.drafting.untracked("moved")
            found |= dict.fromkeys(keys, draft)
            last = (place, keys[-1], draft) if by is None else None
        return found


@dataclass
class Scripted:
    """A script, with the changes as they were drafted and how places are named."""

    script: Script
    where: Mapping[int, str]
    numbers: Mapping[str, int]


def scripted(
    flow: Flow,
    woven: Woven,
    row: Sequence[int],
    moved: Mapping[int, Draft],
    words: Mapping[str, tuple[Token, ...]],
) -> Scripted:
    """The script of what was woven. `row` are the keys in the order of the returned text; `words` what notes
    say that the sent text did not have, by name.
    """
    count = len(flow.blocks)
    for key in moved:
        if key in woven.still:
            woven.atoms[key] = [Atom(token) for token in woven.still.pop(key)]
    line = [key for key, when in ordered(count, row, dict.fromkeys(moved, 0)) if not when or when[0][1]]
    rows = Rows([one for key in line for one in _rows(key, woven)])
    rows.number(moved)
    order = ordered(count, row, {key: draft.number for key, draft in moved.items()})
    numbers = note_numbers(flow)
    where = _where(flow, line)
    said = {**flow.notes, **words}

    def named(key: int, note: str) -> str:
        return f"note {numbers[note]}" if note in numbers else where[key]

    changes = Telling(numbers, said, named).changes(rows, moved)
    notes = {name: _ops(row) for name, row in woven.notes.items()}
    for name, tokens in words.items():
        notes.setdefault(name, tuple(Op(token) for token in tokens))
    blocks: dict[int, Strand] = {**woven.still, **woven.atoms}
    script = Script(order, {key: _ops(blocks[key]) for key in sorted(blocks)}, notes, changes)
    return Scripted(script, where, numbers)


def _ops(row: Strand) -> tuple[Op, ...]:
    return ops_of(row) if isinstance(row, list) else tuple(map(still_op, row))


def _rows(key: int, woven: Woven) -> Iterator[tuple[int, str, list[Atom]]]:
    """A block and its notes, each note once; none of those that nobody touched."""
    waiting: list[tuple[str, Strand]] = [("", woven.still[key] if key in woven.still else woven.atoms[key])]
    seen: set[str] = set()
    for note, row in waiting:
        if isinstance(row, list):
            yield key, note, row
        # The list grows while it is read: a note may hold the mark of another.
        for token in row if isinstance(row, tuple) else [atom.token for atom in row]:
            if isinstance(token, Mark) and token.name in woven.notes and token.name not in seen:
                seen.add(token.name)
                waiting.append((token.name, woven.notes[token.name]))


def _where(flow: Flow, line: Sequence[int]) -> dict[int, str]:
    """The name of each block's place; of one that was added, the block that it stands after."""
    names = places(flow)
    found: dict[int, str] = {}
    last = ""
    for key in line:
        if key < len(names):
            last = found[key] = names[key]
        else:
            found[key] = f"after {last}" if last else "at the beginning"
    return found
