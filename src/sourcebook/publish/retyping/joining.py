"""Two wordings of one paragraph brought together by sentence; where both changed one, a person is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.publish.edition import Block, Edition, Front
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.writing import written
from sourcebook.publish.word.comparing import compare_flows
from sourcebook.publish.word.flowing import edition_of, flow_of
from sourcebook.publish.word.marked import Piece, marked
from sourcebook.publish.word.merging import MergeError, merged
from sourcebook.publish.word.tokens import cut

_FRONT = Front("-")
_HEAD = "---\ntitle: '-'\n---\n\n"
# The lines above the text that a problem is told with.
HEAD_LINES = _HEAD.count("\n")


@dataclass(frozen=True)
class Clash:
    """Two people changed the same sentence of a paragraph; `base` is what both began with.

    `theirs` is "" where the other took the paragraph out. `at` is its number in the text `serial`, or where
    it would stand.
    """

    base: str
    theirs: str
    mine: str
    serial: int
    at: int
    who: str = ""

    @property
    def gone(self) -> bool:
        """Whether the other took the paragraph out."""
        return not self.theirs

    def theirs_marked(self) -> list[Piece]:
        """What the other made of it, with the words marked that went and came."""
        return differences(self.base, self.theirs)

    def mine_marked(self) -> list[Piece]:
        """The same of what was typed here."""
        return differences(self.base, self.mine)


def differences(before: str, after: str) -> list[Piece]:
    """Two texts as one, with the words marked that were taken out and put in."""
    return marked(cut(before), cut(after))


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of text. Raises EditionError; its lines count from `HEAD_LINES`."""
    return parse(_HEAD + text).blocks


def settled(text: str) -> str:
    """The piece as the program writes it: one block a line. Raises EditionError."""
    return _bare(Edition(_FRONT, blocks_of(text)))


def joined(base: str, theirs: str, mine: str) -> str | None:
    """The paragraph with what both changed; None where they changed one sentence, or it cannot be told."""
    if theirs == mine or base == mine:
        return theirs
    if base == theirs:
        return mine
    before, there, here = (Edition(_FRONT, blocks_of(text)) for text in (base, theirs, mine))
    flows = [flow_of(one) for one in (before, there, here)]
    own, others = compare_flows(flows[0], flows[2]), compare_flows(flows[0], flows[1])
    try:
        both = merged(own, others, frozenset(one.id for one in own.changes))
    except MergeError:
        return None
    if both.conflicts or both.left:
        return None
    return _bare(edition_of(both.flow, _FRONT, there))


def _bare(edition: Edition) -> str:
    return "\n\n".join(_texts(edition.blocks))


def _texts(blocks: Sequence[Block]) -> list[str]:
    head = written(Edition(_FRONT, ()))
    return [written(Edition(_FRONT, (one,)))[len(head) :].strip("\n") for one in blocks]
