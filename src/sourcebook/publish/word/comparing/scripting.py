"""What was woven becomes a script: drafts numbered, moves in the order, changes told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.publish.word.comparing.drafts import Atom, Draft, Drafting
from sourcebook.publish.word.comparing.items import New, Old
from sourcebook.publish.word.comparing.loom import Woven
from sourcebook.publish.word.comparing.numbering import note_numbers, places
from sourcebook.publish.word.comparing.ordering import ordered, staying
from sourcebook.publish.word.comparing.telling import Rows, Telling, ops_of
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
    notes = {name: ops_of(atoms) for name, atoms in woven.notes.items()}
    for name, tokens in words.items():
        notes.setdefault(name, tuple(Op(token) for token in tokens))
    script = Script(order, {key: ops_of(woven.atoms[key]) for key in sorted(woven.atoms)}, notes, changes)
    return Scripted(script, where, numbers)


def _rows(key: int, woven: Woven) -> list[tuple[int, str, list[Atom]]]:
    """A block and its notes, each note once."""
    found: list[tuple[int, str, list[Atom]]] = [(key, "", woven.atoms[key])]
    seen: set[str] = set()
    for _, _, atoms in found:
        # The list grows while it is read: a note may hold the mark of another.
        for atom in atoms:
            name = atom.token.name if isinstance(atom.token, Mark) else ""
            if name in woven.notes and name not in seen:
                seen.add(name)
                found.append((key, name, woven.notes[name]))
    return found


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
