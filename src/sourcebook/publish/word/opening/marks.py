"""Which pieces of a paragraph are what a reference printed.

The mark of a note within a bookmark, or right beside one that holds nothing or strays, is that reference's;
of two that overlap the smaller comes first. Words that somebody put in, tracked, at the edge of a reference,
apart by a blank or a sign, are no part of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sourcebook.publish.word.opening.pieces import Piece
from sourcebook.publish.word.opening.spans import Span, chosen, settled

# Nothing that is counted or claimed is as long, or ends like this.
_LONG = 40
# Pieces that a reference is made of, at most: who makes more means harm.
_MOST = 200
_ENDS = (".", ";", ":", "!", "?", ",", "”", "»", ")")


@dataclass(frozen=True, slots=True)
class Found:
    """A reference in a paragraph: the places of the pieces that it prints, none where it is empty."""

    name: str
    places: tuple[int, ...]


def references(pieces: Sequence[Piece], held: Sequence[Span]) -> tuple[list[Piece], list[Found]]:
    """The references that spans leave in a paragraph, in its order; and its pieces, cut where need be."""
    line, spans = settled(pieces, chosen(held))
    lengths = [0, *accumulate(len(piece.text) or 1 for piece in line)]
    spans.sort(key=lambda span: (lengths[span.end] - lengths[span.start], span.start))
    taken: set[int] = set()
    found = _notes(line, spans, taken)
    for number, span in enumerate(spans):
        if number not in found:
            found[number] = _stretch(line, span, taken)
            taken.update(found[number])
    made = [(found[number], span) for number, span in enumerate(spans)]
    made.sort(key=lambda one: (one[0][0] if one[0] else one[1].start, one[1].name))
    return line, [Found(span.name, places) for places, span in made]


def _notes(pieces: Sequence[Piece], spans: Sequence[Span], taken: set[int]) -> dict[int, tuple[int, ...]]:
    """The marks of notes that spans hold, or stand beside."""
    notes = [place for place, piece in enumerate(pieces) if piece.note]
    within: set[int] = set()
    found: dict[int, tuple[int, ...]] = {}
    for number, span in enumerate(spans):
        inside = notes[bisect_left(notes, span.start) : bisect_left(notes, span.end)]
        within.update(inside)
        free = [place for place in inside if place not in taken]
        live = [place for place in free if pieces[place].state.deleted is None]
        if free:
            found[number] = ((live or free)[0],)
            taken.add((live or free)[0])
    for number, span in enumerate(spans if notes else ()):
        if number in found or not _stray(pieces, span):
            continue
        for place in (span.end, span.start - 1):
            beside = 0 <= place < len(pieces) and pieces[place].note
            if beside and place not in within and place not in taken:
                found[number] = (place,)
                taken.add(place)
                break
    return found


def _stray(pieces: Sequence[Piece], span: Span) -> bool:
    """Whether a span holds nothing, one character that is no number or word by itself, or a sentence."""
    if span.end - span.start > _MOST:
        return False
    text = "".join(piece.text for piece in pieces[span.start : span.end])
    if span.start == 0 and (len(text) >= _LONG or (text.endswith(_ENDS) and len(text) > 1)):
        return True
    if len(text) != 1 or not text.isalnum():
        return len(text) < 2
    before = pieces[span.start - 1].text[-1:] if span.start else ""
    after = pieces[span.end].text[:1] if span.end < len(pieces) else ""
    return before.isalnum() or after.isalnum()


def _stretch(pieces: Sequence[Piece], span: Span, taken: set[int]) -> tuple[int, ...]:
    """The first stretch of characters that no other reference has, without words added at its edges."""
    places: list[int] = []
    for place in range(span.start, min(span.end, span.start + _MOST)):
        free = place not in taken and not pieces[place].note and not pieces[place].cell
        if free and pieces[place].text:
            places.append(place)
        elif places and pieces[place].text:
            break
    if not any(pieces[place].text.strip() for place in places):
        return ()
    own = [place for place in places if pieces[place].state.inserted is None]
    if own and own != places:
        behind = [place for place in places if place > own[-1]]
        if behind and not pieces[behind[0]].text[:1].isalnum():
            places = places[: -len(behind)]
        ahead = [place for place in places if place < own[0]]
        if ahead and not pieces[ahead[-1]].text[-1:].isalnum():
            places = places[len(ahead) :]
    return tuple(places)
