"""Numbers and letters: every block gets its id and its label, before any text is printed.

Paragraphs of the body count through the report; paragraphs under a heading of class recommendations have
letters, which begin anew under each such heading; annexes, tables and figures count for themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcebook.publish.edition import (
    Block,
    Edition,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Quotation,
    plain_text,
)
from sourcebook.publish.printed import Region

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place: `label` is printed before it, `number` is what a reference to it prints."""

    block: Block
    region: Region
    id: str
    label: str = ""
    number: str = ""

    @property
    def where(self) -> str:
        """How a message names it."""
        if isinstance(self.block, Heading):
            return f"heading “{plain_text(self.block.children)}”"
        return f"paragraph {self.number}" if self.number else ""


def letters(number: int) -> str:
    """1 is "a", 26 "z", 27 "aa"."""
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = _LETTERS[rest] + found
    return found


def numbered(edition: Edition, words: Mapping[str, str]) -> tuple[Placed, ...]:
    """Every block in its place."""
    count = _Count(words)
    return tuple(count.placed(block, region) for region, block in edition.placed())


@dataclass
class _Count:
    words: Mapping[str, str]
    paragraphs: int = 0
    letters: int = 0
    annexes: int = 0
    tables: int = 0
    figures: int = 0
    lettering: int = 0
    ids: set[str] = field(default_factory=set)

    def placed(self, block: Block, region: Region) -> Placed:
        match block:
            case Heading():
                return self._heading(block, region)
            case Paragraph():
                return self._paragraph(block, region)
            case Picture():
                return self._picture(block, region)
            case Grid():
                return Placed(block, region, self._id(block.id, "table", ""))
            case Quotation():
                return Placed(block, region, self._id("", "q", plain_text(block.children)))

    def _heading(self, block: Heading, region: Region) -> Placed:
        if self.lettering and block.level <= self.lettering:
            self.lettering = 0
        if "recommendations" in block.classes:
            self.lettering, self.letters = block.level, 0
        label = ""
        if region == "annex" and block.level == 1:
            self.annexes += 1
            label = self.words["annex"].format(n=self.annexes)
        id = self._id(block.id, "h", plain_text(block.children))
        return Placed(block, region, id, label, label.rstrip(".") or plain_text(block.children))

    def _paragraph(self, block: Paragraph, region: Region) -> Placed:
        id = self._id(block.id, "p", plain_text(block.children))
        if self.lettering and block.numbered is None:
            self.letters += 1
            letter = f"({letters(self.letters)})"
            return Placed(block, region, id, letter, letter)
        if block.numbered or (block.numbered is None and region == "body" and block.children):
            self.paragraphs += 1
            return Placed(block, region, id, f"{self.paragraphs}.", str(self.paragraphs))
        return Placed(block, region, id)

    def _picture(self, block: Picture, region: Region) -> Placed:
        kind, _, name = block.target.partition(":")
        if kind == "table" and name in ("methodology", "abbreviations"):
            return Placed(block, region, self._id(block.id, "table", name))
        if kind == "table":
            self.tables += 1
            label = self.words["table"].format(n=self.tables, caption=block.caption).strip()
            return Placed(block, region, self._id(block.id, "table", name), label, str(self.tables))
        self.figures += 1
        label = self.words["figure"].format(n=self.figures, caption=block.caption).strip()
        return Placed(
            block, region, self._id(block.id, "figure", name or block.target), label, str(self.figures)
        )

    def _id(self, given: str, kind: str, text: str) -> str:
        """The id as given, else one that follows from the text, so that it stays where others are put in."""
        bare = given or f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
        id, more = bare, 2
        while id in self.ids:
            id, more = f"{bare}-{more}", more + 1
        self.ids.add(id)
        return id
