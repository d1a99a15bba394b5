"""Comments: who wrote what and when, which answers which, and the words each hangs on.

Answers and what is resolved stand in a part of their own (commentsExtended, MS-DOCX 2.5.4), found by the id
of the last paragraph of a comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sourcebook.publish.word.opened import WordComment
from sourcebook.publish.word.opening.naming import NoteKey, Notes
from sourcebook.publish.word.opening.pieces import Gathered, NoteMark, Piece, Point, Range, Story
from sourcebook.publish.word.opening.revisions import date_of
from sourcebook.publish.word.opening.xml import W14, W15, Element, W

# A comment on a whole report does not repeat it.
_LONGEST = 2000
_SIGNS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_ON = ("1", "true", "on")


class Hung(NamedTuple):
    """What a comment hangs on."""

    words: str = ""
    block: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A story, and for one of notes the name and block of each by its place in it."""

    story: Story
    notes: Mapping[int, tuple[str, int | None]] | None = None


def whole_ranges(root: Element) -> frozenset[str]:
    """The ids of comments whose range begins and ends in a part."""
    begun = {one.get(W + "id") for one in root.iter(W + "commentRangeStart")}
    return frozenset(begun & {one.get(W + "id") for one in root.iter(W + "commentRangeEnd")}) - {None}


def read_comments(
    root: Element | None, extended: Element | None, places: Sequence[Place], notes: Notes
) -> tuple[WordComment, ...]:
    """The comments of a file in their order."""
    if root is None:
        return ()
    answers, resolved = _threads(root, extended)
    names = {key: name for name, (key, _) in notes.holders.items()}
    hung: dict[str, Hung] = {}
    for place in places:
        for id, range in place.story.ranges.items():
            hung.setdefault(id, _hung(range, place, names))
    found: dict[str, WordComment] = {}
    for one in root.iterfind(W + "comment"):
        id = one.get(W + "id") or ""
        at = hung.get(id, Hung())
        found.setdefault(
            id,
            WordComment(
                id,
                (one.get(W + "author") or "").strip(),
                date_of(one.get(W + "date")),
                _text(one),
                *at,
                answers.get(id, ""),
                id in resolved,
            ),
        )
    return tuple(_with_place(one, found) for one in found.values())


def _with_place(comment: WordComment, all: Mapping[str, WordComment]) -> WordComment:
    """An answer without a place of its own hangs where the comment hangs that it answers."""
    first = all.get(comment.answers)
    if comment.block is not None or comment.note or first is None:
        return comment
    return replace(comment, words=first.words, block=first.block, note=first.note)


def _threads(root: Element, extended: Element | None) -> tuple[dict[str, str], set[str]]:
    ids: dict[str, str] = {}
    for one in root.iterfind(W + "comment"):
        for paragraph in one.iter(W + "p"):
            ids[paragraph.get(W14 + "paraId") or ""] = one.get(W + "id") or ""
    ids.pop("", None)
    answers, resolved = {}, set()
    for said in extended.iter(W15 + "commentEx") if extended is not None else ():
        id = ids.get(said.get(W15 + "paraId") or "")
        first = ids.get(said.get(W15 + "paraIdParent") or "")
        if id is not None and first is not None and first != id:
            answers[id] = first
        if id is not None and said.get(W15 + "done") in _ON:
            resolved.add(id)
    return answers, resolved


def _text(comment: Element) -> str:
    return "\n".join("".join(_characters(paragraph)) for paragraph in comment.iter(W + "p"))


def _characters(paragraph: Element) -> Iterator[str]:
    for one in paragraph.iter(W + "t", *_SIGNS):
        # A tab may be one of the stops of the paragraph, too.
        if one.getparent().tag == W + "r":
            yield _SIGNS.get(one.tag) or one.text or ""


def _hung(range: Range, place: Place, names: Mapping[NoteKey, str]) -> Hung:
    blocks = place.story.blocks
    start = range.start or range.sign
    if start is None or not blocks:
        return Hung()
    pieces = list(_between(blocks, range.start, range.end)) if range.start and range.end else []
    first = pieces[0][0] if pieces else min(start.block, len(blocks) - 1)
    words = _words(pieces)
    if place.notes is not None:
        note, block = place.notes.get(first, ("", None))
        return Hung(words, block, note)
    mark = next((piece.note for _, piece in pieces if piece.note), None)
    if not pieces:
        mark = _before(blocks[first], start)
    return Hung(words, first, names.get(mark[:2], "") if mark and not words else "")


def _before(block: Gathered, point: Point) -> NoteMark | None:
    return block.pieces[point.at - 1].note if 0 < point.at <= len(block.pieces) else None


def _between(blocks: Sequence[Gathered], start: Point, end: Point) -> Iterator[tuple[int, Piece]]:
    length = 0
    for number in range(start.block, min(end.block, len(blocks) - 1) + 1):
        pieces = blocks[number].pieces
        first = start.at if number == start.block else 0
        last = end.at if number == end.block else len(pieces)
        for piece in pieces[first:last]:
            yield number, piece
            length += len(piece.text) + 1
        length += 1
        if length > 2 * _LONGEST:
            return


def _words(pieces: Sequence[tuple[int, Piece]]) -> str:
    """The words that would stand; where none would, those taken out."""
    for standing in (True, False):
        words, last = "", None
        for number, piece in pieces:
            if (piece.state.deleted is None) is standing:
                apart = " " if piece.cell or last not in (None, number) else ""
                words += apart + " ".join(piece.text.splitlines() or [""]) if apart else piece.text
                last = number
        words = " ".join(words.split())
        if words:
            return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
    return ""
