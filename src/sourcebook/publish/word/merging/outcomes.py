"""What comes of a merge: which changes stand apart, which ask and between what, which are there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcebook.publish.word.flow import Flow, Token

State = Literal["apart", "asks", "there"]


class MergeError(ValueError):
    """Two scripts that are not of one text; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Changes of both sides in one place, for a person to decide.

    `changes` are the ids of theirs, `against` those of ours, both ascending. `base`, `theirs` and `ours` are
    the tokens of the sentences concerned as they were sent, came back, and stand now; a break of paragraphs
    among them is a word "¶", what lies between two that do not follow each other "…". Where only the place of
    a block is concerned they are the block's.
    """

    changes: tuple[int, ...]
    against: tuple[int, ...]
    where: str
    base: tuple[Token, ...]
    theirs: tuple[Token, ...]
    ours: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a change of theirs stands to ours: "apart", "asks" (with the conflict), or "there": ours has it."""

    state: State
    conflict: Conflict | None = None


@dataclass(frozen=True)
class Merged:
    """The merged text, and what became of each accepted change.

    `applied` are in `flow` by this merge, `same` were in ours already, `left` are left out: each of these is
    in one of `conflicts`.
    """

    flow: Flow
    conflicts: tuple[Conflict, ...]
    applied: frozenset[int]
    same: frozenset[int]
    left: frozenset[int]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Changes of several files in one place of the newest text.

    `changes` are (file, id) pairs in the order of the files. `now` are the tokens that stand there, `says`
    those that each file would have there.
    """

    changes: tuple[tuple[str, int], ...]
    where: str
    now: tuple[Token, ...]
    says: tuple[tuple[str, tuple[Token, ...]], ...]


@dataclass(frozen=True)
class Between:
    """How the pending changes of several files stand to the newest text and to one another.

    `standing` is by file each change's to what others changed meanwhile. `meetings` are places where changes
    of two files or more, apart from ours, meet. `repeated` are changes that say what one of an earlier file
    says: (file, id) by (file, id). `apart` can all be accepted at once.
    """

    standing: dict[str, dict[int, Standing]]
    meetings: tuple[Meeting, ...]
    repeated: dict[tuple[str, int], tuple[str, int]]
    apart: frozenset[tuple[str, int]]
