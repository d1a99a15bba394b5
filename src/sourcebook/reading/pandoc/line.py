"""A line: what passes between the steps of this room, one for each paragraph, heading, list item or
table cell.

Its passage is already a stretch of the text layer. What the typography or the file's own structure says of
it stands beside: level, label of a list, quotation, look, anchors and superscripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from sourcebook.text import Passage, Span


class Anchor(NamedTuple):
    """A place that links can lead to: its name, and the offset in the line's passage."""

    name: str
    at: int


class Cell(NamedTuple):
    """Where in a table a line stands: which table of the document, its row and column, from 0.

    `head` says that its row is one of those with the titles of the columns.
    """

    table: int
    row: int
    column: int
    head: bool = False


class Reference(NamedTuple):
    """A link within the document: where it stands in the passage, where it leads, and its own name."""

    start: int
    end: int
    target: str
    name: str
    is_note: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the document in reading order.

    `label` is the label that a list gave it ("12", "a", "" for a bullet), None outside lists; `printed` how
    that label stands on the page ("12.", "(a)"). `group` names the innermost part of the file that has a
    name of its own; `note` is the number of the note it is the body of. A line of kind "cell" stands in a
    `cell` of a table, which has at least one line, be it empty.
    """

    kind: Literal["heading", "text", "cell"]
    passage: Passage
    level: int = 0
    label: str | None = None
    printed: str = ""
    depth: int = 0
    quoted: bool = False
    role: str = ""
    look: frozenset[str] = frozenset()
    anchors: tuple[Anchor, ...] = ()
    references: tuple[Reference, ...] = ()
    raised: tuple[Span, ...] = ()
    group: str = ""
    note: int | None = None
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """The clean text."""
        return self.passage.text
