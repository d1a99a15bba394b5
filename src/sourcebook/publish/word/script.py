"""What was changed, as a script: every token with the changes under which it stands.

A token that nobody touched always stands. One that change 3 took out stands while 3 is not accepted; one that
it put in stands once 3 is. What stands if nothing is accepted is the base, what stands if all is, the text
that came back: so any choice of changes gives a text, and none can lose or double a word. A moved block has
two places in the order, of which one counts; what was changed inside it is kept with its tokens, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sourcebook.publish.word.flow import Start, Token

# Under which changes something stands: each id with whether it must be accepted (True) or must not (False).
When = tuple[tuple[int, bool], ...]
ChangeKind = Literal[
    "text",  # words replaced, put in or taken out within a block
    "added",  # a whole block
    "deleted",
    "moved",
    "split",
    "joined",
    "restyled",  # a paragraph became a heading, an item, a quotation; or back
    "look",  # emphasis, weight or link of words
    "note",  # the words of a note
    "reference",  # only a mark was put in, taken out, or written over
]


@dataclass(frozen=True, slots=True)
class Change:
    """One proposed change, as a person sees it. `id` counts from 1 in the order of the text.

    `author` and `date` (ISO 8601, "" where unknown) are of the tracked change; where it was not tracked those
    of who saved the file last. `key` is the key of its block in the script; for a move or split the block
    that it begins in. `where` names the place ("paragraph 12", "note 5", "heading “Sources”"). `before` and
    `after` are the words taken out and put in (of a moved, split or joined block its first words, in
    `before`). `sentence` is what stands around it now, with `before` in it; `becomes` the same with `after`
    in its place.
    """

    id: int
    kind: ChangeKind
    author: str
    date: str
    tracked: bool
    key: int
    where: str = ""
    before: str = ""
    after: str = ""
    sentence: str = ""
    becomes: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Op:
    """A token, or the start of a block, and under which changes it stands."""

    token: Token | Start
    when: When = ()


@dataclass(frozen=True)
class Script:
    """Base and changes in one.

    `ops` has, by key, the ops of each block, its Start first. Keys of the base count from 0 in its order;
    blocks that were added have keys after them. An additional Start inside (conditional) splits the block; a
    Start that does not stand joins what follows it to the block before. `order` is the order of keys, each
    with when it stands there: a moved block has two entries with opposite conditions. `notes` has the ops of
    notes by the name of their mark; a note stands as long as its mark does.
    """

    order: tuple[tuple[int, When], ...]
    ops: Mapping[int, tuple[Op, ...]]
    notes: Mapping[str, tuple[Op, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


def stands(when: When, accepted: frozenset[int]) -> bool:
    """Whether something stands if exactly these changes are accepted."""
    return all((change in accepted) is wanted for change, wanted in when)
