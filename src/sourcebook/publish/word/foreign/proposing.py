"""The tracked changes of a draft as a script over its edition, and its comments."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.publish.word.comparing import compare
from sourcebook.publish.word.flow import Flow, Start
from sourcebook.publish.word.foreign.drafts import Draft
from sourcebook.publish.word.foreign.offering import script_of
from sourcebook.publish.word.foreign.original import is_tracked
from sourcebook.publish.word.opened import WordComment
from sourcebook.publish.word.opening import opened
from sourcebook.publish.word.script import Op, Script, When

# The fields of citation programs are told of one by one, where they could not be taken.
_CITATIONS = "a field of the kind ADDIN"


def tracked(
    draft: Draft, base: bytes, theirs: bytes, flow: Flow
) -> tuple[Script, tuple[WordComment, ...], tuple[str, ...]]:
    """The script of a draft's tracked changes, its comments, and what was set aside of the file.

    `base` and `theirs` are the draft before its tracked changes and as it came, anchored by the blocks of
    `flow`. A draft without tracked changes says what its edition says: nothing is compared.
    """
    read = opened(theirs, draft.name)
    aside = tuple(line for line in read.set_aside if not line.startswith(_CITATIONS))
    if not any(is_tracked(tree) for tree in draft.theirs.trees.values()):
        return script_of(flow), read.comments, aside
    compared = compare(opened(base, draft.name), read, flow)
    return _tracked_alone(compared.script), read.comments, aside


def _tracked_alone(script: Script) -> Script:
    """The script without changes that nobody tracked.

    Both states are one file: what differs untracked is a blank at an edge, which the text before the changes
    does not keep. It goes with the split or join of its block, where it parts words; else it goes.
    """
    untracked = frozenset(change.id for change in script.changes if not change.tracked)
    if not untracked:
        return script
    ops = {key: _without(its, untracked) for key, its in script.ops.items()}
    order = tuple(
        (key, rest) for key, when in script.order if (rest := _when_without(when, untracked, 0)) is not None
    )
    notes = {name: _without(its, untracked) for name, its in script.notes.items()}
    return Script(order, ops, notes, tuple(change for change in script.changes if change.tracked))


def _without(ops: Sequence[Op], ids: frozenset[int]) -> tuple[Op, ...]:
    edges = (id for op in ops if isinstance(op.token, Start) for id, _ in op.when if id not in ids)
    edge = next(edges, 0)
    rest = ((op.token, _when_without(op.when, ids, edge)) for op in ops)
    return tuple(Op(token, when) for token, when in rest if when is not None)


def _when_without(when: When, ids: frozenset[int], edge: int) -> When | None:
    """A condition without these changes: what they put in stands with the change `edge`, for 0 never."""
    if not any(id in ids for id, _ in when):
        return when
    if any(id in ids and wanted for id, wanted in when):
        rest = tuple(one for one in when if one[0] not in ids and one[0] != edge)
        return (*rest, (edge, True)) if edge else None
    return tuple(one for one in when if one[0] not in ids)
