"""An edition as a row of blocks, each a row of tokens: the common form of what was sent, came back, and
stands.

A word of text is a token, so is a blank, a sign, and the mark of a reference. Marks have names ("r0001", ...)
that count through the edition in the order of reading, what stands in a typed note right after its mark;
silent references have none. The same edition gives the same names, so nothing has to be kept to find them
again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sourcebook.publish.edition import Cross, Note, Reference, Value

# What a mark stands for in the edition.
Marked = Reference | Note | Cross | Value
Kind = Literal[
    "title", "subtitle", "heading", "paragraph", "item", "quotation", "row", "picture", "fixed"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look. `language` is BCP 47 where it is not the report's; `link` an address."""

    emphasis: bool = False
    strong: bool = False
    language: str = ""
    link: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Word:
    """Characters: a word, a blank, or one sign, as `words` cuts them."""

    text: str
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference, typed note, number of another block or value: one token, whatever it prints.

    `name` is "" for a silent reference. `marked` is what it stands for, None where a file alone knows it (a
    note that somebody added in Word, named "n1", "n2", ... by the reader of that file). `printed` are the
    characters that it printed in a file ("12", a citation within a note; "" for the mark of a note); they say
    whether somebody wrote over it, and are no part of what it is.
    """

    name: str
    marked: Marked | None = None
    look: Look = PLAIN
    printed: str = field(default="", compare=False)

    @property
    def silent(self) -> bool:
        """Whether it prints nothing."""
        return isinstance(self.marked, Reference) and self.marked.silent


@dataclass(frozen=True, slots=True)
class Cell:
    """The boundary between two cells of a row."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a block begins, and what it is. Only what its kind has is set.

    heading: level, classes. paragraph: numbered. item: label ("" counts). row: `grid` (the same for all rows
    of a table, unique in the flow) and `header`. picture: `target`; the tokens are its caption. fixed: made
    from records (a table of records, contents, methodology, notes below a table): not to be changed in Word.
    `id` is the block's own, where it was given one; for the rows of a table that of the table.
    """

    kind: Kind
    id: str = ""
    level: int = 0
    classes: frozenset[str] = frozenset()
    numbered: bool | None = None
    label: str = ""
    grid: str = ""
    header: bool = False
    target: str = ""


Token = Word | Mark | Cell


@dataclass(frozen=True, slots=True)
class Block:
    """A block with its tokens."""

    start: Start
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True)
class Flow:
    """Blocks in the order of reading, and what the notes say, by the names of their marks.

    `notes` has every typed note; one that was read from a file also has the notes that records print. Title
    and subtitle are the first blocks. A paragraph's items follow it; one without text of its own is left out,
    its items begin with the first of them.
    """

    blocks: tuple[Block, ...]
    notes: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)
