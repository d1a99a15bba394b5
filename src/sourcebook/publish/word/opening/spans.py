"""What is left of the references of a paragraph: spans over its pieces, drift taken back where it shows.

Editors move the ends of bookmarks. No reference prints a blank at an edge; and one of which a letter of its
first word stands before it, and a sign behind it within it (LibreOffice, by way of .doc), moved as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sourcebook.publish.word.opening.pieces import Bookmark, Gathered, Piece

# Copies of one reference in a paragraph, and pieces of one, are fewer; who makes more means harm.
_NEAR = 8
_MOST = 200


class Span(NamedTuple):
    """What is left of a reference in a paragraph: its name, and the pieces from `start` up to `end`."""

    name: str
    start: int
    end: int
    control: bool = False


def spans(bookmarks: Sequence[Bookmark], blocks: Sequence[Gathered]) -> dict[int, list[Span]]:
    """The references of each paragraph; one across paragraphs is in the first where it has anything."""
    found: dict[int, list[Span]] = defaultdict(list)
    for one in bookmarks:
        if not one.name.startswith("r") or not blocks:
            continue
        block, start = min(one.start.block, len(blocks) - 1), one.start.at
        end = one.end or one.start
        length = len(blocks[block].pieces)
        if min(end.block, len(blocks) - 1) > block and start >= length:
            block, start = block + 1, 0
            length = len(blocks[block].pieces)
        last = end.at if end.block == block else length
        found[block].append(Span(one.name, min(start, length), min(max(start, last), length), one.control))
    return found


def chosen(held: Sequence[Span]) -> list[Span]:
    """Of bookmarks and controls those that count.

    Of a bookmark and the control in it that is the control, unless it is empty; a bookmark around another of
    its name is a copy gone wrong (LibreOffice, by way of RTF).
    """
    by_name: dict[str, list[Span]] = defaultdict(list)
    for span in dict.fromkeys(held):
        by_name[span.name].append(span)
    found = []
    for same in by_name.values():
        same.sort(key=lambda span: (span.start, span.end))
        for place, span in enumerate(same):
            near = same[max(place - _NEAR, 0) : place + _NEAR + 1]
            if not _outdone(span, near):
                found.append(span)
    return found


def _outdone(span: Span, same: Sequence[Span]) -> bool:
    for other in same:
        touch = other is not span and other.start <= span.end and span.start <= other.end
        if not touch:
            continue
        if span.control != other.control:
            control = span if span.control else other
            if span.control is (control.end == control.start):
                return True
        elif span.start <= other.start < other.end <= span.end:
            return True
    return False


def settled(pieces: Sequence[Piece], held: Sequence[Span]) -> tuple[list[Piece], list[Span]]:
    """Pieces, cut where that is needed, and spans without their drift. Content controls do not drift."""
    line = _Line(list(pieces), list(held))
    for number, span in enumerate(held):
        inside = pieces[span.start : min(span.end, span.start + _MOST)]
        # The places are those before anything was cut, which changes no character.
        if span.control or len(inside) == _MOST or any(one.note or one.cell for one in inside):
            continue
        if any(one.text.strip() for one in inside):
            line.without_blanks(number)
            line.moved_back(number)
    return line.pieces, line.spans


class _Line:
    """The pieces and spans of a paragraph while they are changed."""

    def __init__(self, pieces: list[Piece], held: list[Span]) -> None:
        self.pieces, self.spans = pieces, held

    def cut(self, place: int, offset: int) -> None:
        """Make two pieces of one, so that the second begins `offset` characters in it."""
        piece = self.pieces[place]
        self.pieces[place : place + 1] = [
            piece._replace(text=piece.text[:offset]),
            piece._replace(text=piece.text[offset:]),
        ]
        self.spans = [
            span._replace(start=span.start + (span.start > place), end=span.end + (span.end > place))
            for span in self.spans
        ]

    def without_blanks(self, number: int) -> None:
        """Take blanks off both edges of a span."""
        while (span := self.spans[number]).start < span.end:
            text = self.pieces[span.start].text
            rest = text.lstrip()
            if rest == text and text:
                break
            if rest:
                self.cut(span.start, len(text) - len(rest))
            self.spans[number] = self.spans[number]._replace(start=span.start + 1)
        while (span := self.spans[number]).start < span.end:
            text = self.pieces[span.end - 1].text
            rest = text.rstrip()
            if rest == text and text:
                break
            if rest:
                self.cut(span.end - 1, len(rest))
            self.spans[number] = self.spans[number]._replace(end=span.end - (not rest))
            if rest:
                break

    def moved_back(self, number: int) -> None:
        """Move a span to the left by the one character by which it moved to the right."""
        span = self.spans[number]
        if not 0 < span.start < span.end:
            return
        before, last = self.pieces[span.start - 1].text, self.pieces[span.end - 1].text
        first = self.pieces[span.start].text
        one_letter = before[-1:].isalnum() and not before[-2:-1].isalnum()
        if not (one_letter and first[:1].isalnum() and last and not last[-1].isalnum()):
            return
        if len(last) > 1:
            self.cut(span.end - 1, len(last) - 1)
        else:
            span = span._replace(end=span.end - 1)
        if len(before) > 1:
            self.cut(span.start - 1, len(before) - 1)
            self.spans[number] = span._replace(end=span.end + 1)
        else:
            self.spans[number] = span._replace(start=span.start - 1)
