"""An edition's file cut into the pieces that are edited one by one, each with its lines.

A piece is what a person edits at once: a heading, a paragraph with its list, a quotation set apart, a table,
a picture. Pieces follow the blocks of `parsing` in the same order; a quotation of several paragraphs is one
piece of several blocks. Whatever is done with one piece, the others stay as they are, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it.token import Token

from sourcebook.publish.edition.front import split
from sourcebook.publish.edition.syntax import parser

Kind = Literal["heading", "paragraph", "quotation", "table", "picture"]
_OPENS: dict[str, Kind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "paragraph",
    "ordered_list_open": "paragraph",
    "blockquote_open": "quotation",
    "table_open": "table",
}
_LISTS = ("bullet_list_open", "ordered_list_open")
_PICTURE = re.compile(r"!\[(?:\\.|[^\]\\])*\]\(<?[^\s<>()]+>?\)(?:\s*\{[^{}]*\})?\s*", re.DOTALL)
# What stands alone below a table and names it.
_ID = re.compile(r"\s*\{#[^\s{}#.]+\}\s*")


class NoPiece(LookupError):
    """There is no piece of this number, or it cannot go where it is wanted; the message says so."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece: what it is, its lines (from 0, the last not included), its own text without the line's end.

    `level` is that of a heading, else 0; `blocks` is how many blocks of the edition it has.
    """

    kind: Kind
    first: int
    last: int
    text: str
    level: int = 0
    blocks: int = 1
    listed: bool = False


@dataclass(frozen=True)
class Source:
    """A file with its pieces. `before` is how many lines the front matter has."""

    text: str
    pieces: tuple[Piece, ...]
    before: int = 0

    @classmethod
    def of(cls, text: str) -> Source:
        """Cuts a file. Raises EditionError where it has no front matter that can be read."""
        _, body, before = split(text)
        lines = text.split("\n")
        return cls(text, tuple(_Cutting(lines, before).pieces(parser().parse(body))), before)

    def piece(self, at: int) -> Piece:
        """The piece of a number, from 0. Raises NoPiece."""
        if not 0 <= at < len(self.pieces):
            raise NoPiece(f"the text has {len(self.pieces)} paragraphs: number {at + 1} is none of them")
        return self.pieces[at]

    def replaced(self, at: int, text: str) -> str:
        """The file with other words for a piece; with none the piece is taken out."""
        own = self.piece(at)
        lines = self.text.split("\n")
        if text.strip():
            return "\n".join([*lines[: own.first], *text.strip("\n").split("\n"), *lines[own.last :]])
        # The blank line that parted it from what follows goes with it.
        after = own.last
        while after < len(lines) and not lines[after].strip():
            after += 1
        return "\n".join([*lines[: own.first], *lines[after:]])

    def inserted(self, at: int, text: str) -> str:
        """The file with a new piece before the one of this number; at their count it comes last."""
        if not text.strip():
            return self.text
        lines = self.text.split("\n")
        new = text.strip("\n").split("\n")
        if at == len(self.pieces):
            body = self.text.rstrip("\n").split("\n")
            return "\n".join([*body, "", *new, ""])
        own = self.piece(at)
        return "\n".join([*lines[: own.first], *new, "", *lines[own.first :]])

    def extent(self, at: int) -> tuple[int, int]:
        """From which to which piece (not included) a section goes that begins here; of others one piece."""
        own = self.piece(at)
        if own.kind != "heading":
            return at, at + 1
        ends = (
            number
            for number in range(at + 1, len(self.pieces))
            if self.pieces[number].kind == "heading" and self.pieces[number].level <= own.level
        )
        return at, next(ends, len(self.pieces))

    def moved(self, at: int, by: Literal[-1, 1], section: bool = False) -> tuple[str, int]:
        """The file with a piece (or the section that it begins) one place up or down, and its new number.

        A section changes places with the one beside it of the same level; a paragraph with what is beside it.
        Raises NoPiece where nothing is there to change places with.
        """
        first, end = self.extent(at) if section else (at, at + 1)
        low, middle, high = self._neighbour(first, end, by, section)
        texts = [one.text for one in self.pieces]
        mine, other = (texts[low:middle], texts[middle:high])
        text = self._rewritten(low, high, [*other, *mine])
        return text, low if by == -1 else low + (high - middle)

    def _neighbour(self, first: int, end: int, by: int, section: bool) -> tuple[int, int, int]:
        """(from, between, to): the two rows of pieces that change places."""
        if by == 1:
            if end >= len(self.pieces) or (section and self.pieces[end].level != self.pieces[first].level):
                raise NoPiece("nothing follows that it could change places with")
            return first, end, self.extent(end)[1] if section else end + 1
        before = [
            number
            for number in range(first)
            if not section
            or (
                self.pieces[number].kind == "heading"
                and self.pieces[number].level <= self.pieces[first].level
            )
        ]
        if not before or (section and self.pieces[before[-1]].level != self.pieces[first].level):
            raise NoPiece("nothing stands before that it could change places with")
        return before[-1], first, end

    def _rewritten(self, low: int, high: int, texts: Sequence[str]) -> str:
        """The file with other texts in the places of these pieces; a list that would run into the paragraph
        before it is kept apart by what parted it."""
        lines = self.text.split("\n")
        found = lines[: self.pieces[low].first]
        for number, text in zip(range(low, high), texts, strict=True):
            found += text.split("\n")
            until = self.pieces[number + 1].first if number + 1 < high else self.pieces[number].last
            gap = lines[self.pieces[number].last : until]
            found += gap if gap or number + 1 == high else [""]
        return "\n".join([*found, *lines[self.pieces[high - 1].last :]])


class _Cutting:
    """Goes through the outermost tokens once."""

    def __init__(self, lines: Sequence[str], before: int) -> None:
        self._lines, self._before = lines, before

    def pieces(self, tokens: Sequence[Token]) -> Iterator[Piece]:
        last: Piece | None = None
        for place, token in enumerate(tokens):
            if token.level or token.nesting != 1 or token.type not in _OPENS:
                continue
            one = self._piece(token, tokens, place)
            joined = _joined(last, one) if last is not None else None
            if joined is not None:
                last = replace(joined, text=self._text(joined.first, joined.last))
                continue
            if last is not None:
                yield last
            last = one
        if last is not None:
            yield last

    def _piece(self, token: Token, tokens: Sequence[Token], place: int) -> Piece:
        assert token.map is not None, "block tokens know their lines"
        first, last = token.map[0] + self._before, token.map[1] + self._before
        while last > first + 1 and not self._lines[last - 1].strip():
            last -= 1
        kind = _OPENS[token.type]
        text = self._text(first, last)
        if token.type == "paragraph_open" and _PICTURE.fullmatch(text.strip()):
            kind = "picture"
        blocks = 1
        if kind == "quotation":
            end = next(
                number for number in range(place, len(tokens))
                if tokens[number].type == "blockquote_close" and tokens[number].level == 0
            )  # fmt: skip
            blocks = sum(one.type == "inline" for one in tokens[place:end])
        level = int(token.tag[1:]) if kind == "heading" else 0
        return Piece(kind, first, last, text, level, blocks, token.type in _LISTS)

    def _text(self, first: int, last: int) -> str:
        return "\n".join(self._lines[first:last])


def _joined(last: Piece, one: Piece) -> Piece | None:
    """What follows joined to the piece before it, where both are one block; else None."""
    if one.listed and last.kind == "paragraph" and not last.listed:
        return replace(last, last=one.last, listed=True)
    named = last.kind == "table" and one.kind == "paragraph" and _ID.fullmatch(one.text)
    return replace(last, last=one.last) if named else None
