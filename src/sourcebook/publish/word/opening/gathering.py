"""The blocks of a part in their order: paragraphs, and the rows of tables with their cells."""

from __future__ import annotations

from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.opening.kinds import Kinds
from sourcebook.publish.word.opening.pieces import Gathered, Piece, State
from sourcebook.publish.word.opening.revisions import revision
from sourcebook.publish.word.opening.walking import Around, Walk
from sourcebook.publish.word.opening.xml import MC, Element, W, child, is_on, number, val

_INSERTED = frozenset((W + "ins", W + "moveTo"))
_DELETED = frozenset((W + "del", W + "moveFrom"))
# Properties of tables, rows, cells and wrappers.
_NO_WORDS = ("Pr", "PrEx", "tblGrid")
_CONTENTS = "Table of Contents"


class Gathering:
    """Goes through the blocks of a part. `kinds` knows the lists and styles."""

    def __init__(self, walk: Walk, kinds: Kinds) -> None:
        self.walk, self.kinds = walk, kinds
        self.tables = 0
        self._in_contents = 0

    def blocks(self, parent: Element, around: Around) -> None:
        """All blocks below an element, whatever wraps them."""
        for one in parent:
            tag = one.tag
            if tag == W + "p":
                self._paragraph(one, around)
            elif tag == W + "tbl":
                self._table(one, around)
            elif tag == W + "altChunk":
                self.walk.told.say("another file that is set into the text (altChunk)")
            elif isinstance(tag, str) and not self.walk.mark(one, around):
                self._wrapper(one, around)

    def note(self, note: Element) -> Gathered:
        """A note as one paragraph; its own are apart by a blank."""
        gathered = self.walk.begin()
        self._cell_words(note, gathered, Around())
        self.walk.here = None
        return gathered

    def _wrapper(self, one: Element, around: Around) -> None:
        if one.tag in _INSERTED:
            around = around._replace(inserted=revision(one))
        elif one.tag in _DELETED:
            around = around._replace(deleted=revision(one))
        elif one.tag == MC + "AlternateContent":
            chosen = one.find(MC + "Choice")
            one = chosen if chosen is not None else one
        elif one.tag == W + "sdt":
            gallery = val(one, "sdtPr", "docPartObj", "docPartGallery")
            self._in_contents += gallery == _CONTENTS
            self.blocks(one, around)
            self._in_contents -= gallery == _CONTENTS
            return
        elif one.tag.endswith(_NO_WORDS):
            return
        self.blocks(one, around)

    def _paragraph(self, paragraph: Element, around: Around) -> None:
        gathered = self.walk.begin()
        self._words(paragraph, gathered, around)
        gathered.contents = gathered.contents or self._in_contents > 0
        self.walk.here = None

    def _words(self, paragraph: Element, gathered: Gathered, around: Around) -> Element | None:
        """The words of a paragraph, added to what is gathered; gives its properties."""
        properties = paragraph.find(W + "pPr")
        walk = self.walk
        in_field = walk.fields.contents > 0
        walk.toggles = walk.looks.paragraph(properties)
        walk.style = self.kinds.name(properties)
        walk.within(paragraph, around)
        inserted, deleted = self._mark(properties, around)
        gathered.mark_inserted, gathered.mark_deleted = inserted, deleted
        gathered.contents = in_field or walk.fields.contents > 0
        if gathered.properties is None:
            gathered.properties = properties
            gathered.lists = self.kinds.place(properties)
            changed = child(properties, "pPrChange")
            if changed is not None:
                gathered.before, gathered.restyled = changed.find(W + "pPr"), revision(changed)
        return properties

    def _mark(self, properties: Element | None, around: Around) -> tuple[Revision | None, Revision | None]:
        """What was done, tracked, to the mark at the end of a paragraph."""
        inserted, deleted = around.inserted, around.deleted
        held = child(properties, "rPr")
        for one in held if held is not None else ():
            if one.tag in _INSERTED:
                inserted = revision(one, self.walk.moves.name(one.tag, of_mark=True))
            elif one.tag in _DELETED:
                deleted = revision(one, self.walk.moves.name(one.tag, of_mark=True))
        return inserted, deleted

    def _table(self, table: Element, around: Around) -> None:
        self.tables += 1
        self._rows(table, f"g{self.tables}", around)

    def _rows(self, parent: Element, grid: str, around: Around) -> None:
        for one in parent:
            if one.tag == W + "tr":
                self._row(one, grid, around)
            elif self._wraps(one, around):
                self._rows(one, grid, around)

    def _row(self, row: Element, grid: str, around: Around) -> None:
        gathered = self.walk.begin()
        properties = child(row, "trPr")
        changed = child(properties, "ins")
        inserted = around.inserted if changed is None else revision(changed)
        changed = child(properties, "del")
        deleted = around.deleted if changed is None else revision(changed)
        boundary = State(inserted=inserted, deleted=deleted)
        for _ in range(min(number(val(properties, "gridBefore")), 63)):
            self.walk.add(Piece("", boundary, cell=True))
        self._cells(row, gathered, around, boundary, first=True)
        gathered.grid, gathered.header = grid, is_on(child(properties, "tblHeader"))
        gathered.mark_inserted, gathered.mark_deleted = inserted, deleted
        gathered.before = gathered.restyled = None
        self.walk.here = None

    def _cells(
        self, parent: Element, gathered: Gathered, around: Around, boundary: State, *, first: bool
    ) -> bool:
        for one in parent:
            if one.tag == W + "tc":
                self._cell(one, gathered, around, boundary, first=first)
                first = False
            elif self._wraps(one, around):
                first = self._cells(one, gathered, around, boundary, first=first)
        return first

    def _cell(
        self, cell: Element, gathered: Gathered, around: Around, boundary: State, *, first: bool
    ) -> None:
        properties = child(cell, "tcPr")
        for name in ("cellIns", "cellDel"):
            changed = child(properties, name)
            if changed is not None:
                who = revision(changed)
                boundary = (
                    boundary._replace(inserted=who) if name == "cellIns" else boundary._replace(deleted=who)
                )
        if not first:
            self.walk.add(Piece("", boundary, cell=True))
        self._cell_words(cell, gathered, around)
        broad = number(val(properties, "gridSpan"), 1)
        if broad > 1:
            self.walk.told.say(
                f"a cell across {broad} columns: it is the first of them, the others are empty"
            )
        for _ in range(min(broad, 63) - 1):
            self.walk.add(Piece("", boundary, cell=True))

    def _cell_words(self, parent: Element, gathered: Gathered, around: Around) -> None:
        """The words of a cell: paragraphs apart by a blank, tables in it as their words."""
        for one in parent:
            if one.tag == W + "p":
                self._apart(gathered)
                self._words(one, gathered, around)
            elif one.tag == W + "tbl":
                self.walk.told.say("a table in a cell of a table: its words were taken as those of the cell")
                self._cell_words(one, gathered, around)
            elif self._wraps(one, around):
                self._cell_words(one, gathered, around)

    def _wraps(self, one: Element, around: Around) -> bool:
        """Whether an element in a table may have words in it; boundaries are taken note of."""
        return (
            isinstance(one.tag, str) and not self.walk.mark(one, around) and not one.tag.endswith(_NO_WORDS)
        )

    @staticmethod
    def _apart(gathered: Gathered) -> None:
        if gathered.pieces and not gathered.pieces[-1].cell:
            state = State(inserted=gathered.mark_inserted, deleted=gathered.mark_deleted)
            gathered.pieces.append(Piece(" ", state))
