"""The edition of a report that was read: its own words, with references to the records read from them.

A note is printed from records where that gives the note as it was printed; else its words are kept as typed.
Numbers, letters and the numbers of notes count anew: what that changes is told, never hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sourcebook.publish.edition import (
    Block,
    Cite,
    Edition,
    Emphasis,
    Front,
    Heading,
    Inline,
    Item,
    Paragraph,
    Quotation,
    Reference,
    Text,
    joined,
    plain_text,
)
from sourcebook.publish.material import Material
from sourcebook.publish.own_words.apparatus import Apparatus, Resting
from sourcebook.publish.own_words.grids import grid
from sourcebook.publish.own_words.labels import begins, bracketed, counted
from sourcebook.publish.own_words.notes import NoteKept, Notes
from sourcebook.publish.own_words.rows import lines, without_label
from sourcebook.reading.candidates import Citation
from sourcebook.reading.document import Document, Section, Table
from sourcebook.reading.document import Paragraph as Read
from sourcebook.text import Passage


@dataclass(frozen=True, slots=True)
class Told:
    """Where a paragraph of the report went: its index and key there, its id in the edition.

    `typed`: its label is neither a number nor a letter that counts, and stands in the text.
    """

    index: int
    key: str
    id: str
    numbered: bool
    typed: bool = False


@dataclass
class OwnWords:
    """The edition with what became of paragraphs and notes.

    `unplaced` are notes without a mark in the text, `unmatched` marks without a note.
    """

    edition: Edition
    resting: Resting
    paragraphs: list[Told] = field(default_factory=list)
    notes: list[NoteKept] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)

    @property
    def house(self) -> str:
        """The form of notes that was tried."""
        return self.edition.front.house


def own_words(
    document: Document,
    citations: Mapping[int, Citation],
    material: Material,
    front: Front,
    resting: Resting,
    apparatus: Apparatus | None = None,
) -> OwnWords:
    """The edition of what was read, with the records that it rests on."""
    return _Writing(document, citations, material, resting, apparatus or Apparatus(), front).run()


def front_of(document: Document, title: str, house: str = "report", date: str = "") -> Front:
    """What stands above the text. `title` stands in where the document has none."""
    return Front(document.title or title, date=date, language=document.language or "en", house=house)


class _Writing:
    """One edition on its way."""

    def __init__(
        self,
        document: Document,
        citations: Mapping[int, Citation],
        material: Material,
        resting: Resting,
        apparatus: Apparatus,
        front: Front,
    ) -> None:
        self.document = document
        self.front = front
        self.resting = resting
        self.apparatus = apparatus
        self.notes = Notes(document, citations, material, resting, apparatus, (front.house, front.language))
        self.done = OwnWords(Edition(front, ()), resting)
        self._letters: dict[str, str] = {}
        self._marked: set[int] = set()

    def run(self) -> OwnWords:
        """Everything, in the order of the report."""
        blocks: list[Block] = []
        for piece in self._in_order():
            if isinstance(piece, Section):
                blocks.append(self._heading(piece))
            elif isinstance(piece, Table):
                if piece.caption:
                    blocks.append(Paragraph((Text(piece.caption),), "", (), False))
                blocks.append(grid(piece, self.apparatus.cells(piece), self._cell))
            elif not self.apparatus.left_out(piece.index):
                self._add(blocks, piece)
        blocks = counted(blocks, self._letters)
        self.done.unplaced = [note.number for note in self.document.notes if note.number not in self._marked]
        if self.done.unplaced:
            blocks.append(Heading(1, (Text("Notes without a mark in the text"),), "notes-without-mark"))
            blocks += [
                Paragraph(
                    (Text(f"{self._label(number)}:"), *self.notes.inlines(number)),
                    f"note-of-report-{number}",
                    (),
                    False,
                )
                for number in self.done.unplaced
            ]
        self.done.notes = self.notes.kept
        self.done.edition = Edition(self.front, tuple(blocks))
        return self.done

    def _add(self, blocks: list[Block], paragraph: Read) -> None:
        """Adds a paragraph; an item without a number is one of the paragraph before it."""
        before = blocks[-1] if blocks else None
        unlabelled = not paragraph.label and not self.resting.labels.get(paragraph.span.start, "")
        for block in self._paragraph(paragraph):
            if (
                paragraph.kind == "item"
                and unlabelled
                and isinstance(block, Paragraph)
                and isinstance(before, Paragraph)
                and not before.numbered
            ):
                item = without_label(block.children, "")
                blocks[-1] = replace(before, items=(*before.items, item, *block.items))
            else:
                blocks.append(block)

    def _label(self, number: int) -> str:
        return f"Note {self.document.notes_by_number[number].label or number}"

    def _in_order(self) -> Iterator[Section | Read | Table]:
        document = self.document
        pieces: list[tuple[int, int, Section | Read | Table]] = [
            *((one.passage.source_span().start, 0, one) for one in document.sections),
            *((one.passage.source_span().start, 1, one) for one in document.paragraphs),
            *((one.span.start, 2, one) for one in document.tables if one.caption != "contents"),
        ]
        yield from (piece for _, _, piece in sorted(pieces, key=lambda one: one[:2]))

    def _heading(self, section: Section) -> Heading:
        (children, *more) = self._lines(section.passage)
        for line in more:
            children = (*children, Text(" "), *line)
        children = joined(_unbolded(children))
        label = section.label or ""
        if label and not begins(label, plain_text(children)):
            children = (Text(f"{label} "), *children)
        # Annexes keep the number that they have: they are not counted anew.
        classes = frozenset(("front",)) if section.region == "front" and section.level == 1 else frozenset()
        return Heading(min(section.level, 6), children or (Text(section.title),), "", classes)

    def _paragraph(self, paragraph: Read) -> Iterator[Block]:
        found = self._lines(paragraph.passage)
        silent = self._silent(paragraph.index)
        if paragraph.kind == "quotation":
            children = found[0]
            for line in found[1:]:
                children = (*children, Text(" "), *line)
            yield Quotation((*children, *silent))
            return
        head, items = self._items(paragraph, found)
        id = f"p-{paragraph.index + 1}"
        own = self.resting.labels.get(paragraph.span.start, "") if paragraph.kind == "item" else ""
        label = paragraph.label or own
        numbered = bool(paragraph.label and paragraph.label.isdigit())
        lettered = paragraph.kind == "item" and label.isalpha() and label.islower()
        if lettered:
            self._letters[id] = label
        typed = bool(label) and not numbered and not lettered
        if typed and not begins(label, plain_text(head)):
            head = (Text(f"{label}. " if label.isdigit() else f"{label} "), *head)
        self.done.paragraphs.append(Told(paragraph.index, paragraph.key or own, id, numbered, typed))
        yield Paragraph((*head, *silent), id, tuple(items), numbered)

    def _items(
        self, paragraph: Read, found: list[tuple[Inline, ...]]
    ) -> tuple[tuple[Inline, ...], list[Item]]:
        """The first line and the items after it; a line that is no item goes on with what is before it."""
        passage, labels = paragraph.passage, self.resting.labels
        texts = passage.text.split("\n")
        head, items = found[0], list[Item]()
        offset = len(texts[0]) + 1
        for text, children in zip(texts[1:], found[1:], strict=True):
            label = labels.get(passage.source_at(offset))
            offset += len(text) + 1
            if label is None and not bracketed(text)[0]:
                if items:
                    last = items[-1]
                    items[-1] = Item((*last.children, Text(" "), *children), last.label)
                else:
                    head = (*head, Text(" "), *children)
            else:
                items.append(without_label(children, label or ""))
        return head, items

    def _silent(self, index: int) -> tuple[Inline, ...]:
        records = self.resting.of_paragraph.get(index, ())
        if not records:
            return ()
        return (Reference(tuple(Cite(kind, id) for kind, id in records), silent=True),)

    def _lines(self, passage: Passage) -> list[tuple[Inline, ...]]:
        passage = self.apparatus.passage(passage)
        return lines(passage, self._mark, self.apparatus.languages(passage))

    def _cell(self, passage: Passage) -> tuple[Inline, ...]:
        found: tuple[Inline, ...] = ()
        for line in self._lines(passage):
            found = (*found, Text(" "), *line) if found and line else found or line
        return found

    def _mark(self, number: int | None, label: str) -> tuple[Inline, ...]:
        placed = self.apparatus.placed(label) if number is None else None
        if placed is not None:
            return placed
        if number is None or number not in self.document.notes_by_number:
            self.done.unmatched.append(label)
            return ()
        self._marked.add(number)
        return self.notes.inlines(number)


def _unbolded(children: Iterable[Inline]) -> Iterator[Inline]:
    """A heading is bold by its style."""
    for one in children:
        if isinstance(one, Emphasis) and one.strong:
            yield from one.children
        else:
            yield one
