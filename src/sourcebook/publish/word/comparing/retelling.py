"""The sentences of changes that are left, once others became part of the base."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourcebook.publish.word.comparing.drafts import Atom, Draft
from sourcebook.publish.word.comparing.numbering import note_numbers
from sourcebook.publish.word.comparing.telling import Rows, Telling
from sourcebook.publish.word.flow import Flow, Start, Token
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.script import Change, Op, Script


def retold(script: Script, base: Flow) -> tuple[Change, ...]:
    """The changes of a script with the sentences that stand around them now.

    `base` is its text with none of them accepted. Kind, words and place of a change stay as they were told.
    """
    drafts = {
        one.id: Draft(one.kind, Revision(one.author, one.date), one.tracked, one.note, one.id, one.key)
        for one in script.changes
    }
    keys = {one.key for one in script.changes if not one.note}
    names = {one.note for one in script.changes if one.note}
    rows = [(key, "", _atoms(script.ops[key], drafts)) for key in sorted(keys & set(script.ops))]
    rows += [(-1, name, _atoms(script.notes[name], drafts)) for name in sorted(names & set(script.notes))]
    numbers = note_numbers(base)
    words = {name: _words(ops) for name, ops in script.notes.items() if name not in numbers}
    told = Telling(numbers, words, lambda key, note: "").sentences(Rows(rows))
    return tuple(
        replace(one, sentence=told[draft][0], becomes=told[draft][1])
        if (draft := drafts[one.id]) in told
        else one
        for one in script.changes
    )


def _atoms(ops: Iterable[Op], drafts: dict[int, Draft]) -> list[Atom]:
    return [
        Atom(op.token, [(drafts[change], wanted) for change, wanted in op.when if change in drafts])
        for op in ops
    ]


def _words(ops: Sequence[Op]) -> tuple[Token, ...]:
    return tuple(op.token for op in ops if not isinstance(op.token, Start) and all(w for _, w in op.when))
