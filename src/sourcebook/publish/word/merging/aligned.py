"""Two scripts of one base, cut alike: where one of them cut a word in two, so does the other.

A tracked change can begin within a word; the script then has its halves as tokens of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from operator import attrgetter

from sourcebook.publish.word.flow import Mark, Start, Token, Word
from sourcebook.publish.word.merging.outcomes import MergeError
from sourcebook.publish.word.script import Op, Script, stands

NONE: frozenset[int] = frozenset()
Ops = tuple[Op, ...]
_WHEN = attrgetter("when")


def in_base(op: Op) -> bool:
    """Whether it stands if nothing is accepted."""
    return not op.when or stands(op.when, NONE)


def is_changed(ops: Ops) -> bool:
    """Whether anything in a row stands under a change."""
    return any(map(_WHEN, ops))


def base_keys(script: Script) -> tuple[int, ...]:
    """The keys of the blocks of the base, in its order. An added block has a place too, but no words yet."""
    return tuple(
        key for key, when in script.order if stands(when, NONE) and any(in_base(op) for op in script.ops[key])
    )


def base_marks(script: Script) -> dict[str, Mark]:
    """The marks of the base by name, those in its notes after those in its blocks; silent ones have none."""
    found: dict[str, Mark] = {}
    rows = [script.ops[key] for key in base_keys(script)]
    for ops in rows:
        for op in ops:
            mark = op.token
            if isinstance(mark, Mark) and mark.name and mark.name not in found and in_base(op):
                found[mark.name] = mark
                # The list grows while it is read: a note may hold the mark of another.
                rows.append(script.notes.get(mark.name, ()))
    return found


def aligned(theirs: Script, ours: Script, marks: Mapping[str, Mark]) -> tuple[Script, Script]:
    """Both scripts with the same tokens of the base, one for one. `marks` are the `base_marks` of ours.

    Raises MergeError where they are not of the same base.
    """
    keys = base_keys(theirs)
    if keys != base_keys(ours):
        raise MergeError(
            f"the two sides begin with different texts ({len(keys)} and {len(base_keys(ours))} blocks): "
            "compare both with the text that was sent"
        )
    theirs = _named_alike(theirs, marks)
    first, second = dict(theirs.ops), dict(ours.ops)
    for key in keys:
        first[key], second[key] = _cut_alike(first[key], second[key], f"block {key + 1}")
    notes, others = dict(theirs.notes), dict(ours.notes)
    for name in marks:
        if name in notes and name in others:
            notes[name], others[name] = _cut_alike(notes[name], others[name], f"the note of mark {name}")
    return replace(theirs, ops=first, notes=notes), replace(ours, ops=second, notes=others)


def _named_alike(theirs: Script, marks: Iterable[str]) -> Script:
    """Theirs with the marks of the base named as in ours: the same text can have been laid out anew."""
    mine, names = list(base_marks(theirs)), list(marks)
    if mine == names or len(mine) != len(names):
        return theirs
    return renamed(theirs, dict(zip(mine, names, strict=True)))


def renamed(script: Script, names: Mapping[str, str]) -> Script:
    """A script with other names for marks; what has one of the new names already gets a name of its own."""
    every = {op.token.name for its in script.ops.values() for op in its if isinstance(op.token, Mark)}
    every |= set(script.notes)
    free = (name for number in count(1) if (name := f"n{number}") not in every and name not in names.values())
    others = {name: next(free) for name in sorted(set(names.values()) & every - set(names))}
    by_name = {**others, **names}

    def row(ops: Ops) -> Ops:
        return tuple(
            Op(replace(op.token, name=by_name[op.token.name]), op.when)
            if isinstance(op.token, Mark) and op.token.name in by_name
            else op
            for op in ops
        )

    ops = {key: row(its) for key, its in script.ops.items()}
    notes = {by_name.get(name, name): row(its) for name, its in script.notes.items()}
    return replace(script, ops=ops, notes=notes)


def _cut_alike(first: Ops, second: Ops, where: str) -> tuple[Ops, Ops]:
    if first == second:
        return first, second
    one, two = [op.token for op in first if in_base(op)], [op.token for op in second if in_base(op)]
    if len(one) == len(two) and all(_same(a, b) for a, b in zip(one, two, strict=True)):
        return first, second
    if _is_fixed(one) and _is_fixed(two):
        # What is made from records is nobody's to change; a file alone knows how it was printed.
        return tuple(Op(op.token) for op in second if in_base(op)), second
    pieces = _pieces(one, two)
    if pieces is None:
        raise MergeError(f"{where} says something else in the two bases: compare both with the text sent")
    return _recut(first, pieces), _recut(second, pieces)


def _is_fixed(tokens: Sequence[Token | Start]) -> bool:
    return bool(tokens) and isinstance(tokens[0], Start) and tokens[0].kind == "fixed"


def _same(one: Token | Start, two: Token | Start) -> bool:
    """A mark is the same by its name: what it stands for is known to the edition, not to every file."""
    if isinstance(one, Mark) and isinstance(two, Mark):
        return one.name == two.name and (bool(one.name) or one.marked == two.marked)
    return one == two


def _pieces(one: Sequence[Token | Start], two: Sequence[Token | Start]) -> list[int] | None:
    """The lengths into which the words of both must be cut, 0 for what is no word; None if they differ."""
    found: list[int] = []
    waiting, others = list(reversed(one)), list(reversed(two))
    while waiting and others:
        a, b = waiting.pop(), others.pop()
        if isinstance(a, Word) and isinstance(b, Word) and a.look == b.look:
            length = min(len(a.text), len(b.text))
            if a.text[:length] != b.text[:length]:
                return None
            waiting += [Word(a.text[length:], a.look)] if len(a.text) > length else []
            others += [Word(b.text[length:], b.look)] if len(b.text) > length else []
            found.append(length)
        elif _same(a, b):
            found.append(0)
        else:
            return None
    return None if waiting or others else found


def _recut(ops: Ops, pieces: Iterable[int]) -> Ops:
    found: list[Op] = []
    lengths = iter(pieces)
    for op in ops:
        if not in_base(op):
            found.append(op)
            continue
        length = next(lengths)
        if not isinstance(op.token, Word):
            found.append(op)
            continue
        text, look = op.token.text, op.token.look
        while len(text) > length:
            found.append(Op(Word(text[:length], look), op.when))
            text, length = text[length:], next(lengths)
        found.append(Op(Word(text, look), op.when))
    return tuple(found)
