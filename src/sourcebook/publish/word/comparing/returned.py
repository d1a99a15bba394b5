"""The returned file as blocks as they were before its tracked changes, with these changes in them.

Word's paragraph mark ends a paragraph, our start leads a block. So a mark put in makes the start of the next
block one that was put in (a split), a mark taken out one that was taken out (a join); but a paragraph wholly
put in or taken out with its own mark is a whole block added or deleted, and what lies on both sides of it
stays as it was. A row has its own mark. (ECMA-376 part 1, 17.13.5, for what is tracked.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from sourcebook.publish.word.comparing.blocks import New
from sourcebook.publish.word.comparing.items import BLANK, Item, Tracked, item_of, normal, said, tidied
from sourcebook.publish.word.comparing.still import quiet
from sourcebook.publish.word.comparing.whole import items_of
from sourcebook.publish.word.flow import Cell, Start, Word
from sourcebook.publish.word.opened import Revision, WordBlock, WordText

_DUMMY = "\u200d"


def news_of(text: WordText) -> list[New]:
    """The blocks of a returned file in its order; empty paragraphs are none."""
    reading = _Reading()
    for place, block in enumerate(text.blocks):
        reading.take(place, block)
    reading.close()
    for new, behind in zip_longest(reading.found, reading.found[1:]):
        if new.tokens is not None:
            new.said = said(new.tokens)
            continue
        # Blanks at an end that a tracked change made are within a block without it.
        new.items = tidied(new.items, not new.head.when, behind is None or not behind.head.when)
        new.said = said_of(new)
    return reading.found


def said_of(new: New) -> tuple[str, ...]:
    """What a block said before tracked changes; of one that they put in, what it says now."""
    return said(item.was or item.token for item in new.items if (item.last if new.added else item.first))


@dataclass
class _Reading:
    """Blocks as they are read. `mark` is the mark of the paragraph before, where it can split or join."""

    found: list[New] = field(default_factory=list)
    current: New | None = None
    waiting: list[New] = field(default_factory=list)
    mark: tuple[Revision | None, Revision | None] = (None, None)
    ghost: Start | None = None

    def take(self, place: int, block: WordBlock) -> None:
        """Takes the next paragraph or row; one with nothing tracked in it or before it as it is."""
        tokens = quiet(block.bits)
        row = is_row(block)
        marks = (block.mark_inserted, block.mark_deleted, *(() if row else self.mark))
        if tokens is None or block.restyled or any(marks):
            self._tracked(place, block)
            return
        self.mark = (None, None)
        if row or not all(isinstance(token, Word) and normal(token.text) == BLANK for token in tokens):
            new = New(item_of(block.start), tokens, block.anchors, block.label, block.style, [place])
            new.ghost, self.ghost = self.ghost, None
            self._place(new)

    def _tracked(self, place: int, block: WordBlock) -> None:
        items = items_of(block.bits)
        row = is_row(block)
        whole_in = block.mark_inserted is not None and not any(item.first for item in items)
        whole_out = block.mark_deleted is not None and not any(item.last for item in items)
        put_in, taken_out = self.mark
        if row:
            put_in, taken_out = block.mark_inserted, block.mark_deleted
            self.mark = (None, None)
            if put_in is not None or taken_out is not None:
                items = [_with_row(item, put_in, taken_out) for item in _undummied(items)]
        elif whole_in:
            # A mark taken out before it and its own put in are one: its words came to the block before.
            put_in, taken_out = block.mark_inserted, (block.mark_deleted if whole_out else None) or taken_out
            self.mark = (self.mark[0], None if whole_out else block.mark_deleted)
        elif whole_out:
            taken_out = block.mark_deleted
            self.mark = (None, self.mark[1])
        else:
            self.mark = (block.mark_inserted, block.mark_deleted)
        if not row and all(item.key == BLANK for item in items):
            return
        when = _filled(_when(put_in, taken_out), items, row)
        new = _new(place, block, when, items)
        new.ghost, self.ghost = self.ghost, (block.start if whole_out and not row else None)
        self._place(new)

    def _place(self, new: New) -> None:
        if new.head.first:
            self.close()
            self.current = new
        elif not any(item.first for item in new.items):
            new.added = True
            self.waiting.append(new)
        elif self.current is None:
            # A split of nothing: the block itself.
            new.head = _headed(new.head, ())
            self.current = new
        else:
            for one in (*self.waiting, new):
                self.current.items += [one.head, *one.items]
                self.current.sources += one.sources
                self.current.anchors = tuple(dict.fromkeys((*self.current.anchors, *one.anchors)))
            self.waiting = []

    def close(self) -> None:
        """Sets down the block that is being read, and those that were put in after it."""
        self.found += [*([self.current] if self.current else []), *self.waiting]
        self.current, self.waiting = None, []


def is_row(block: WordBlock) -> bool:
    """Whether it is the row of a table."""
    return block.start.kind == "row" or any(isinstance(bit.token, Cell) for bit in block.bits)


def _undummied(items: Sequence[Item]) -> Iterator[Item]:
    """The items of a tracked row without the joiner with which LibreOffice holds an empty cell open."""
    front = True
    for item in items:
        if front and isinstance(item.token, Word) and item.token.text.startswith(_DUMMY):
            bare = replace(item.token, text=item.token.text[1:])
            if bare.text:
                yield item_of(bare, item.when, item.comments)
            continue
        front = isinstance(item.token, Cell)
        yield item


def _with_row(item: Item, put_in: Revision | None, taken_out: Revision | None) -> Item:
    """What stands in a row, its boundaries of cells too, comes and goes with it."""
    more = (
        *(((put_in, True),) if put_in and item.first else ()),
        *(((taken_out, False),) if taken_out and item.last else ()),
    )
    return item_of(item.token, (*item.when, *more), item.comments) if more else item


def _when(put_in: Revision | None, taken_out: Revision | None) -> Tracked:
    return (*(((put_in, True),) if put_in else ()), *(((taken_out, False),) if taken_out else ()))


def _filled(when: Tracked, items: Sequence[Item], row: bool) -> Tracked:
    """A block that is nothing without its words comes and goes with them, whatever its mark says."""
    if row:
        return when
    worded = [item for item in items if item.key != BLANK]
    if not any(wanted for _, wanted in when) and not any(item.first for item in worded):
        when = (*_first(worded, True), *when)
    if all(wanted for _, wanted in when) and not any(item.last for item in worded):
        when = (*when, *_first(worded, False))
    return when


def _first(items: Sequence[Item], wanted: bool) -> Iterator[tuple[Revision, bool]]:
    revisions = [revision for item in items for revision, its in item.when if its is wanted]
    yield from [(revisions[0], wanted)] if revisions else []


def _new(place: int, block: WordBlock, when: Tracked, items: list[Item]) -> New:
    head = item_of(block.start, when)
    if block.restyled is not None and block.was is not None:
        head.was, head.restyled = block.was, block.restyled
    return New(head, items, block.anchors, block.label, block.style, [place])


def _headed(head: Item, when: Tracked) -> Item:
    bare = item_of(head.token, when)
    bare.was, bare.restyled = head.was, head.restyled
    return bare
