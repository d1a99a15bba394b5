"""What a change can touch: places of the base that one side alone may change without asking.

A sentence of a block or note; the gap before or after it; the start of a block, its place in the order, the
block as a whole; the gap between two blocks; a note as a whole; the silent references of a block. What one
side claims the other may not touch; what both only share they may both have: two blocks can be added in one
gap, but not where the other side joined the blocks to its sides.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal

# A block by its key in the script, a note by the name of its mark.
Home = int | str
UnitKind = Literal["sentence", "gap", "start", "place", "body", "between", "silent"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One such place. `number` counts the sentences, or gaps, of the block or note from 0.

    body: all of a block, or of a note: claimed by what takes it out as a whole, shared by what changes
    something in it. between: what follows a block (-1: what stands first).
    """

    kind: UnitKind
    home: Home
    number: int = 0


# A deed, the same on whichever side it was done: a token out, a row of tokens in, a block added, moved.
Effect = tuple[Hashable, ...]


@dataclass(slots=True)
class Footprint:
    """What one change touches, and what it does."""

    claims: set[Unit] = field(default_factory=set)
    shares: set[Unit] = field(default_factory=set)
    effects: set[Effect] = field(default_factory=set)
