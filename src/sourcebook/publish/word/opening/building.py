"""What was gathered, made into blocks: kinds and numbers, marks with their names, words as tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sourcebook.publish.word.flow import Cell, Look, Mark, Start
from sourcebook.publish.word.opened import Anchor, Bit, Revision, WordBlock
from sourcebook.publish.word.opening.kinds import Kinds
from sourcebook.publish.word.opening.labels import typed_label
from sourcebook.publish.word.opening.marks import references
from sourcebook.publish.word.opening.naming import Notes
from sourcebook.publish.word.opening.pieces import Bookmark, Gathered, Piece, Story
from sourcebook.publish.word.opening.runs import PAGE_BREAK
from sourcebook.publish.word.opening.spans import Span, spans
from sourcebook.publish.word.opening.words import Cutter
from sourcebook.reading.pandoc.word_numbering import Numbering


class Building:
    """Makes the blocks of a part. `note` is the mark of the note whose part it is, "" in the document."""

    def __init__(self, kinds: Kinds, numbering: Numbering, notes: Notes) -> None:
        self.kinds, self.numbering, self.notes = kinds, numbering, notes
        self.cutter = Cutter()
        self.anchors: dict[str, list[Anchor]] = {}

    def blocks(self, story: Story) -> tuple[WordBlock, ...]:
        """The blocks of the document."""
        held = spans(story.bookmarks, story.blocks)
        named = _anchors_of_blocks(story.bookmarks, story.blocks)
        return tuple(
            self._block(one, held.get(one.number, ()), named.get(one.number, ())) for one in story.blocks
        )

    def bits(
        self, pieces: Sequence[Piece], held: Sequence[Span], block: int | None, note: str = ""
    ) -> tuple[Bit, ...]:
        """The bits of a paragraph, row or note; what is left of references goes to `anchors`."""
        pieces, found = references(pieces, held) if held else (pieces, [])
        begins = {one.places[0]: one for one in found if one.places}
        within = {place for one in found for place in one.places}
        for one in found:
            if not one.places:
                self._anchor(Anchor(one.name, "empty", block, note))
        made: list[Bit] = []
        words: list[Piece] = []
        for place, piece in enumerate(pieces):
            if place not in within and not piece.note and not piece.cell:
                words.append(piece)
                continue
            made += self.cutter.bits(_without_page_breaks(words)) if words else ()
            words = []
            if piece.cell:
                state = piece.state
                made.append(Bit(Cell(), state.inserted, state.deleted))
            elif place in begins:
                bit = self._mark(begins[place].name, [pieces[at] for at in begins[place].places], block, note)
                made.append(bit)
            elif piece.note and place not in within:
                made.append(self._note(piece, block, note))
        made += self.cutter.bits(_without_page_breaks(words)) if words else ()
        return tuple(made)

    def _block(self, gathered: Gathered, held: Sequence[Span], anchors: Sequence[str]) -> WordBlock:
        typed, pieces = None, gathered.pieces
        if gathered.lists is None and not gathered.grid and self.kinds.labelled(gathered.properties):
            typed, count = typed_label(gathered.pieces)
            if typed:
                held = [_moved(span, count) for span in held]
                pieces = pieces[count:]
        bits = self.bits(pieces, held, gathered.number)
        was = None
        if gathered.grid:
            start = Start("row", grid=gathered.grid, header=gathered.header)
        else:
            start = self.kinds.start(gathered.properties, typed)
            start = Start("fixed") if gathered.contents else start
            was = self.kinds.start(gathered.before, typed) if gathered.restyled else None
        was = None if was == start else was
        return WordBlock(
            start,
            bits,
            tuple(anchors),
            gathered.mark_inserted,
            gathered.mark_deleted,
            typed or self._label(gathered, bits),
            self.kinds.name(gathered.properties),
            gathered.number + 1,
            was,
            gathered.restyled if was else None,
        )

    def _label(self, gathered: Gathered, bits: Sequence[Bit]) -> str:
        """The number that Word prints; what is taken out as a whole is not counted."""
        gone = gathered.mark_deleted and all(bit.deleted for bit in bits)
        if gathered.lists is None or gone:
            return ""
        counted = self.numbering.next(gathered.lists.list, gathered.lists.depth)
        return counted.printed if counted else ""

    def _mark(self, name: str, held: Sequence[Piece], block: int | None, note: str) -> Bit:
        """What a reference prints, as one token."""
        first = held[0]
        if first.note:
            return self._note(first, block, note, name)
        after = "".join(piece.text for piece in held if piece.state.deleted is None)
        before = "".join(piece.text for piece in held if piece.state.inserted is None)
        gone = all(piece.state.deleted for piece in held)
        new = all(piece.state.inserted for piece in held)
        printed = _line((before or "".join(piece.text for piece in held)) if gone else after)
        token = Mark(name, None, _of_mark(first.state.look), printed)
        self._anchor(Anchor(name, "deleted" if gone else "whole", block, note, printed))
        comments = tuple(dict.fromkeys(id for piece in held for id in piece.state.comments))
        inserted = next((piece.state.inserted for piece in held), None) if new else None
        deleted = next((piece.state.deleted for piece in held), None) if gone else None
        was, restyled = (None, None) if new or gone else _restyled(held, token, before)
        return Bit(token, inserted, deleted, was, restyled, comments)

    def _note(self, piece: Piece, block: int | None, note: str, anchor: str = "") -> Bit:
        """The mark of a note, with the name of its anchor or one that only this reader knows."""
        assert piece.note
        state = piece.state
        name = self.notes.name(piece.note, anchor, block, live=state.deleted is None)
        if anchor:
            self._anchor(Anchor(anchor, "deleted" if state.deleted else "whole", block, note))
        return Bit(Mark(name), state.inserted, state.deleted, comments=state.comments)

    def _anchor(self, anchor: Anchor) -> None:
        self.anchors.setdefault(anchor.name, []).append(anchor)


def _restyled(held: Sequence[Piece], token: Mark, before: str) -> tuple[Mark | None, Revision | None]:
    """What a mark was before a tracked change of its look, or of a part of its characters (`before`)."""
    state = held[0].state
    was = replace(token, look=_of_mark(state.was or state.look), printed=_line(before))
    changes = [piece.state.restyled or piece.state.inserted or piece.state.deleted for piece in held]
    who = next((one for one in changes if one), None)
    return (None, None) if (was, was.printed) == (token, token.printed) else (was, who)


def _of_mark(look: Look) -> Look:
    """A link within the file is no part of the look: it is how a number leads to its block."""
    return replace(look, link="") if look.link.startswith("#") else look


def _line(text: str) -> str:
    return "".join(" " if one in "\n\t\x0c" else one for one in text)


def _moved(span: Span, count: int) -> Span:
    return span._replace(start=max(span.start - count, 0), end=max(span.end - count, 0))


def _without_page_breaks(words: list[Piece]) -> list[Piece]:
    if all(piece.text != PAGE_BREAK for piece in words):
        return words
    return [
        piece
        for place, piece in enumerate(words)
        if piece.text != PAGE_BREAK
        or (
            0 < place < len(words) - 1
            and words[place - 1].text[-1:].strip()
            and words[place + 1].text[:1].strip()
        )
    ]


def _anchors_of_blocks(
    bookmarks: Sequence[Bookmark], blocks: Sequence[Gathered]
) -> Mapping[int, tuple[str, ...]]:
    """The names of blocks whose bookmarks begin or end in each paragraph, with something of it in them."""
    found: dict[int, dict[str, None]] = {}
    for one in bookmarks:
        if one.name.startswith("p") and blocks:
            for block in _where(one, blocks):
                found.setdefault(block, {})[one.name] = None
    return {block: tuple(names) for block, names in found.items()}


def _where(one: Bookmark, blocks: Sequence[Gathered]) -> Iterator[int]:
    start, last = one.start, len(blocks) - 1
    end = one.end or start
    if end.block == start.block or start.block > last:
        yield min(start.block, last)
        return
    begins = start.at < len(blocks[start.block].pieces)
    ends = end.at > 0 and end.block <= last
    if begins or not ends:
        yield start.block
    if ends:
        yield end.block
