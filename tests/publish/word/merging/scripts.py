"""Texts and scripts made by hand: a base in a few words, and edits of it by what they change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sourcebook.publish.edition import Note, Reference
from sourcebook.publish.word.flow import Block, Flow, Mark, Start, Token, Word
from sourcebook.publish.word.script import Change, ChangeKind, Op, Script, When
from sourcebook.publish.word.tokens import cut

_NOTE = re.compile(r"\{([^{}]*)\}|(\[~\])")


def flow(*texts: str, kinds: dict[int, Start] | None = None) -> Flow:
    """A base: each text a paragraph, {words} a typed note, [~] a silent reference."""
    notes: dict[str, tuple[Token, ...]] = {}
    blocks = []
    for place, text in enumerate(texts):
        start = (kinds or {}).get(place, Start("paragraph"))
        blocks.append(Block(start, tuple(_tokens(text, notes))))
    return Flow(tuple(blocks), notes)


def _tokens(text: str, notes: dict[str, tuple[Token, ...]]) -> Iterator[Token]:
    at = 0
    for found in _NOTE.finditer(text):
        yield from cut(text[at : found.start()])
        at = found.end()
        if found[2]:
            yield Mark("", Reference((), silent=True))
            continue
        name = f"r{len(notes) + 1:04}"
        notes[name] = cut(found[1])
        yield Mark(name, Note(()))
    yield from cut(text[at:])


def read(text: Flow) -> list[str]:
    """What a flow says, a line a block, notes in braces."""
    return ["".join(_said(block.tokens, text)) for block in text.blocks]


def _said(tokens: tuple[Token, ...], text: Flow) -> Iterator[str]:
    for token in tokens:
        match token:
            case Word(characters):
                yield characters
            case Mark(name) if name in text.notes:
                yield "{" + "".join(_said(text.notes[name], text)) + "}"
            case Mark():
                yield "[~]" if token.silent else "[]"
            case _:
                yield " | "


def said(tokens: tuple[Token, ...]) -> str:
    """The characters of tokens, marks as "[]"."""
    return "".join(one.text if isinstance(one, Word) else "[]" for one in tokens)


@dataclass
class _Row:
    out: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    put: dict[int, list[Op]] = field(default_factory=lambda: defaultdict(list))
    start: list[int] = field(default_factory=list)


@dataclass
class Edits:
    """Edits of a base, each a change of its own; `script()` has them all.

    Blocks are named by their number; a note by the name of its mark.
    """

    base: Flow
    rows: dict[int | str, _Row] = field(default_factory=lambda: defaultdict(_Row))
    changes: list[Change] = field(default_factory=list)
    added: list[tuple[int, int, tuple[Op, ...]]] = field(default_factory=list)
    moved: dict[int, tuple[int, int]] = field(default_factory=dict)
    notes: dict[str, tuple[Token, ...]] = field(default_factory=dict)

    def _change(self, kind: ChangeKind, key: int | str) -> int:
        number = len(self.changes) + 1
        place = key if isinstance(key, int) else 0
        self.changes.append(Change(number, kind, "Anna", "", True, place, f"block {key}"))
        return number

    def _row(self, key: int | str) -> tuple[Token, ...]:
        return self.base.notes[key] if isinstance(key, str) else self.base.blocks[key].tokens

    def _find(self, key: int | str, words: str) -> tuple[int, int]:
        """The places of words in a block, from where to where."""
        tokens = self._row(key)
        at = 0
        wanted = said(cut(words))
        offsets = [0]
        for token in tokens:
            offsets.append(offsets[-1] + len(said((token,))))
        at = said(tokens).index(wanted)
        return offsets.index(at), offsets.index(at + len(wanted))

    def replace(self, key: int | str, old: str, new: str, change: int = 0) -> int:
        """Puts `new` in the place of `old` (as a part of `change`, where that is given)."""
        return self.at(key, *self._find(key, old), new, change)

    def at(self, key: int | str, begin: int, end: int, new: str, change: int = 0) -> int:
        """Puts `new` in the place of the tokens between two places."""
        change = change or self._change("text" if isinstance(key, int) else "note", key)
        row = self.rows[key]
        for place in range(begin, end):
            row.out[place].append(change)
        row.put[end] += [Op(token, ((change, True),)) for token in cut(new)]
        return change

    def put(self, key: int | str, after: str, new: str, note: str | None = None, name: str = "n1") -> int:
        """Puts words (or, with `note`, the mark of a note) in after others ("": first)."""
        change = self._change("text", key)
        place = self._find(key, after)[1] if after else 0
        tokens: tuple[Token, ...] = cut(new)
        if note is not None:
            tokens = (*tokens, Mark(name))
            self.notes[name] = cut(note)
        self.rows[key].put[place] += [Op(token, ((change, True),)) for token in tokens]
        return change

    def mark_out(self, key: int, name: str) -> int:
        """Takes a mark out."""
        change = self._change("reference", key)
        place = next(n for n, one in enumerate(self._row(key)) if isinstance(one, Mark) and one.name == name)
        self.rows[key].out[place].append(change)
        return change

    def delete(self, key: int) -> int:
        """Takes a block out."""
        change = self._change("deleted", key)
        self.rows[key].start.append(change)
        for place in range(len(self._row(key))):
            self.rows[key].out[place].append(change)
        return change

    def add(self, after: int, text: str) -> int:
        """Adds a paragraph after a block (-1: first)."""
        change = self._change("added", after)
        when: When = ((change, True),)
        ops = (Op(Start("paragraph"), when), *(Op(token, when) for token in cut(text)))
        self.added.append((after, change, ops))
        return change

    def move(self, key: int, after: int) -> int:
        """Moves a block behind another."""
        change = self._change("moved", key)
        self.moved[key] = (after, change)
        return change

    def split(self, key: int, before: str) -> int:
        """Makes a new paragraph begin before these words."""
        change = self._change("split", key)
        place = self._find(key, before)[0]
        self.rows[key].put[place].append(Op(Start("paragraph"), ((change, True),)))
        return change

    def join(self, key: int) -> int:
        """Joins a block to the one before it."""
        change = self._change("joined", key)
        self.rows[key].start.append(change)
        return change

    def restyle(self, key: int, start: Start) -> int:
        """Makes a block something else."""
        change = self._change("restyled", key)
        self.rows[key].start.append(change)
        self.rows[key].put[0].insert(0, Op(start, ((change, True),)))
        return change

    def script(self) -> Script:
        """All edits."""
        count = len(self.base.blocks)
        ops = {key: tuple(self._ops(key)) for key in range(count)}
        order: list[tuple[int, When]] = []
        for after in range(-1, count):
            if after >= 0:
                change = self.moved.get(after, (0, 0))[1]
                order.append((after, ((change, False),) if change else ()))
            for number, (place, _, its) in enumerate(self.added):
                if place == after:
                    ops[count + number] = its
                    order.append((count + number, ()))
            order += [
                (key, ((change, True),)) for key, (place, change) in self.moved.items() if place == after
            ]
        notes = {name: tuple(self._note(name)) for name in self.base.notes}
        notes |= {name: tuple(Op(token) for token in tokens) for name, tokens in self.notes.items()}
        return Script(tuple(order), ops, notes, tuple(self.changes))

    def _ops(self, key: int) -> Iterator[Op]:
        row = self.rows.get(key, _Row())
        start = Op(self.base.blocks[key].start, tuple((one, False) for one in row.start))
        yield start
        yield from self._tokens(self.base.blocks[key].tokens, row)

    def _note(self, name: str) -> Iterator[Op]:
        yield from self._tokens(self.base.notes[name], self.rows.get(name, _Row()))

    def _tokens(self, tokens: tuple[Token, ...], row: _Row) -> Iterator[Op]:
        for place in range(len(tokens) + 1):
            yield from row.put.get(place, ())
            if place < len(tokens):
                yield Op(tokens[place], tuple((one, False) for one in row.out.get(place, ())))


def everything(script: Script) -> frozenset[int]:
    """The ids of all changes."""
    return frozenset(one.id for one in script.changes)


def numbered(script: Script, first: int) -> Script:
    """The same changes by other ids."""
    shift = {one.id: one.id + first for one in script.changes}

    def moved(when: When) -> When:
        return tuple((shift[change], wanted) for change, wanted in when)

    def row(ops: tuple[Op, ...]) -> tuple[Op, ...]:
        return tuple(Op(op.token, moved(op.when)) for op in ops)

    return Script(
        tuple((key, moved(when)) for key, when in script.order),
        {key: row(ops) for key, ops in script.ops.items()},
        {name: row(ops) for name, ops in script.notes.items()},
        tuple(replace(one, id=shift[one.id]) for one in script.changes),
    )
