"""The edition of a report that was read: its own words, with references to the records read from them.

A note is printed from records where that gives the note as it was printed; else its words are kept as typed.
Numbers, letters and the numbers of notes count anew: what that changes is told, never hidden.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sourcebook.publish.citing import Cited, Citer, CitingError, style
from sourcebook.publish.edition import (
    Block,
    Cite,
    Edition,
    Emphasis,
    Front,
    Grid,
    Heading,
    Inline,
    Item,
    Note,
    Paragraph,
    Quotation,
    Reference,
    Text,
    plain_text,
)
from sourcebook.publish.material import Material
from sourcebook.publish.printed import reading as characters
from sourcebook.publish.rebuild.labels import begins, bracketed, counted
from sourcebook.publish.rebuild.rows import lines, without_label
from sourcebook.publish.rebuild.sources import Resting, resting
from sourcebook.reading import Reading
from sourcebook.reading.document import Paragraph as Read
from sourcebook.reading.document import Section, Table

# Words before the first source, in the languages of reports; a style prints them as they are given.
_SEE = re.compile(
    r"(See also|See, e\.g\.,|See|Cf\.|Cfr\.|Véase también|Véase|Voir aussi|Voir|См\. также|См\.)\s+"
)
_ESCAPED = re.compile(r"\\([_*#\[\]~.\-+!()])")


@dataclass(frozen=True, slots=True)
class NoteKept:
    """What became of a note: `now` is its number in the edition, `recovered`: printed from records."""

    number: int
    now: int
    recovered: bool
    original: str
    proposed: str = ""


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
class Rebuilt:
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


def rebuilt(
    reading: Reading, material: Material, title: str, house: str = "report", date: str = ""
) -> Rebuilt:
    """The edition of a report. `title` stands in where the document has none."""
    return _Rebuilding(reading, material, title, house, date).run()


class _Rebuilding:
    """One rebuilding on its way."""

    def __init__(self, reading: Reading, material: Material, title: str, house: str, date: str) -> None:
        self.reading = reading
        self.document = reading.document
        self.material = material
        self.front = Front(
            self.document.title or title, date=date, language=self.document.language or "en", house=house
        )
        self.citer = Citer(style(house, self.front.language))
        self.resting: Resting = resting(reading, material)
        self.done = Rebuilt(Edition(self.front, ()), self.resting)
        self._letters: dict[str, str] = {}
        self._marked: set[int] = set()
        self._count = 0

    def run(self) -> Rebuilt:
        """Everything, in the order of the report."""
        blocks: list[Block] = []
        for piece in self._in_order():
            if isinstance(piece, Section):
                blocks.append(self._heading(piece))
            elif isinstance(piece, Table):
                if piece.caption:
                    blocks.append(Paragraph((Text(piece.caption),), "", (), False))
                blocks.append(_grid(piece))
            else:
                blocks.extend(self._paragraph(piece))
        blocks = counted(blocks, self._letters)
        self.done.unplaced = [note.number for note in self.document.notes if note.number not in self._marked]
        if self.done.unplaced:
            blocks.append(Heading(1, (Text("Notes without a mark in the text"),), "notes-without-mark"))
            blocks += [
                Paragraph(
                    (Text(f"{self._label(number)}:"), *self._note(number, "")),
                    f"note-of-report-{number}",
                    (),
                    False,
                )
                for number in self.done.unplaced
            ]
        self.done.edition = Edition(self.front, tuple(blocks))
        return self.done

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
        (children, *more) = lines(section.passage, self._mark)
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
        found = lines(paragraph.passage, self._mark)
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

    def _mark(self, number: int | None, label: str) -> tuple[Inline, ...]:
        if number is None or number not in self.document.notes_by_number:
            self.done.unmatched.append(label)
            return ()
        return self._note(number, label)

    def _note(self, number: int, label: str) -> tuple[Inline, ...]:
        note = self.document.notes_by_number[number]
        self._marked.add(number)
        self._count += 1
        original = _clean(" ".join(note.text.split()))
        # Tried on a copy: where the note is kept as typed, nothing of it was said. The style never changes.
        citer = copy.deepcopy(self.citer, {id(self.citer.style): self.citer.style})
        proposed, reference = self._proposed(number, citer)
        recovered = reference is not None and proposed == original
        if recovered:
            self.citer = citer
        else:
            self.citer.typed(self._count)
        self.done.notes.append(NoteKept(number, self._count, recovered, original, proposed))
        if recovered and reference is not None:
            return (reference,)
        return (Note((Text(original or "—"),)),)

    def _proposed(self, number: int, citer: Citer) -> tuple[str, Reference | None]:
        """The note as records give it, and the reference that prints it; None where nothing is cited."""
        citation = self.reading.citations.get(number)
        ids = self.resting.of_note.get(number, ())
        if citation is None or citation.kind not in ("citation", "ibid") or not ids:
            return "", None
        pinpoints = (
            [citation.pinpoint or ""]
            if citation.kind == "ibid"
            else [one.pinpoint or "" for one in citation.sources]
        )
        pinpoints += [""] * (len(ids) - len(pinpoints))
        see = _SEE.match(self.document.notes_by_number[number].text)
        cited = [
            Cited(self.material.records[id], before=see[1] if see and not place else "", after=after)
            for place, (id, after) in enumerate(zip(ids, pinpoints, strict=False))
        ]
        try:
            text = characters(citer.note(self._count, cited).runs)
        except CitingError:
            return "", None
        cites = tuple(Cite("source", one.id, one.before, one.after) for one in cited)
        return " ".join(text.split()), Reference(cites)


def _unbolded(children: Iterable[Inline]) -> Iterator[Inline]:
    """A heading is bold by its style."""
    for one in children:
        if isinstance(one, Emphasis) and one.strong:
            yield from one.children
        else:
            yield one


def joined(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    found: list[Inline] = []
    for one in children:
        last = found[-1] if found else None
        if isinstance(one, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + one.text)
        else:
            found.append(one)
    return tuple(found)


def _clean(text: str) -> str:
    """Without the backslashes that Markdown puts before marks: they are the file's, not the report's."""
    return _ESCAPED.sub(r"\1", text)


def _grid(table: Table) -> Grid:
    cells = [
        tuple((Text(" ".join(cell.split())),) if cell.strip() else () for cell in row) for row in table.rows
    ]
    width = max((len(row) for row in cells), default=0)
    rows = tuple((*row, *(((),) * (width - len(row)))) for row in cells)
    # One row can be the header; where there are several, none alone names the columns.
    if table.head == 1 and len(rows) > 1:
        return Grid(rows[0], rows[1:])
    return Grid((), rows)
