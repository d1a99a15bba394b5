"""A printed report as pandoc's tree: each block a paragraph, or more, of a named style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sourcebook.publish.formats.docx import anchors
from sourcebook.publish.formats.docx.contents import contents
from sourcebook.publish.formats.docx.figures import direction, picture, table
from sourcebook.publish.formats.docx.inline import inlines, reference_run, within_note, words
from sourcebook.publish.formats.docx.marks import Marks, referred
from sourcebook.publish.formats.docx.markup import Node, raw, styled
from sourcebook.publish.formats.docx.numbering import Place, numbering
from sourcebook.publish.formats.docx.reference import Measures
from sourcebook.publish.formats.docx.xml import Element, element
from sourcebook.publish.printed import (
    Block,
    Heading,
    Note,
    Paragraph,
    Picture,
    Printed,
    Quotation,
    Table,
)

_DEEPEST = 6


class Tree:
    """Builds the tree of one report, in its order: numbers and notes are counted on the way."""

    def __init__(
        self,
        printed: Printed,
        page: Measures,
        pages: Mapping[str, int] | None,
        names: anchors.Anchors | None = None,
    ) -> None:
        self.printed, self.page, self.pages = printed, page, pages
        targets = dict(anchors.names(block.id for block in printed.blocks))
        notes = {note.number: note for note in printed.notes}
        again = referred(printed)
        targets |= {f"note-{number}": anchors.of_note(number) for number in again}
        self.marks = Marks(notes, targets, again, printed.language, printed.direction == "rtl", names)
        labelled = [
            (min(one.level, _DEEPEST), one.label)
            for one in printed.blocks
            if isinstance(one, Heading) and one.label
        ]
        self.numbers = numbering(labelled)

    def blocks(self) -> list[Node]:
        """The blocks of the file, from the title to the last note that nothing marks."""
        found = [styled("Title", self._head(self.printed.title, 0))]
        if self.printed.subtitle:
            found.append(styled("Subtitle", self._head(self.printed.subtitle, 1)))
        found += [styled("Partner", [self._words(partner)]) for partner in self.printed.partners]
        # As words in the report's language where printing gives them.
        if date := self.printed.words.get("date", self.printed.date):
            found.append(styled("Date", [self._words(date)]))
        found += contents(self.printed, self.marks.targets, self.pages)
        region = ""
        for block in self.printed.blocks:
            opens = isinstance(block, Heading) and block.level == 1 and block.region == "annex"
            found += self._block(block, block.region != region or opens)
            region = block.region
        loose = [note for note in self.printed.notes if note.number not in self.marks.placed]
        return found + [self._loose(note) for note in loose]

    def _block(self, block: Block, new_page: bool) -> Iterator[Node]:
        properties = [element("pageBreakBefore"), element("spacing", before=0)] if new_page else []
        match block:
            case Heading():
                yield self._heading(block, properties)
            case Paragraph():
                yield from self._paragraph(block, properties)
            case Quotation():
                properties += direction(block.runs, self.marks)
                held = self.marks.anchored(block.id, 0, inlines(block.runs, self.marks, block.id))
                yield styled("Quotation", self._found(block, held), properties)
            case Table():
                yield self._caption(block, properties)
                yield from table(block, self.marks)
            case Picture():
                yield self._caption(block, properties)
                yield from picture(block, self.marks, self.page)

    def _head(self, text: str, place: int) -> list[Node]:
        return self.marks.anchored("", place, [self._words(text)])

    def _caption(self, block: Table | Picture, properties: list[Element]) -> Node:
        label, said = self.marks.apart(block.id, block.caption)
        held = inlines(said, self.marks, block.id)
        # Without its caption (a list of abbreviations below its heading) there is nothing to be found again.
        held = self.marks.anchored(block.id, 0, held) if block.caption else held
        held = [*inlines(label, self.marks, block.id), *held]
        return styled("caption", self._found(block, held), properties)

    def _found(self, block: Block, held: list[Node]) -> list[Node]:
        """Where links to the block lead."""
        return self.marks.bookmark(self.marks.targets[block.id], *held) if block.id else held

    def _heading(self, block: Heading, properties: list[Element]) -> Node:
        level = min(block.level, _DEEPEST)
        held = self.marks.anchored(block.id, 0, inlines(block.runs, self.marks, block.id))
        if block.label:
            held, place = self._labelled(self.numbers.heading(level, block.label), block.label, held, " ")
            properties = [*properties, *place]
        style = f"heading {level}" if block.listed else f"Unlisted Heading {level}"
        return styled(style, self._found(block, held), properties)

    def _paragraph(self, block: Paragraph, properties: list[Element]) -> Iterator[Node]:
        held = self.marks.anchored(block.id, 0, inlines(block.runs, self.marks, block.id))
        style = "Body Text"
        if block.label:
            style = "Recommendation" if block.label.startswith("(") else "Numbered Paragraph"
            held, place = self._labelled(self.numbers.place(style, block.label), block.label, held, "\t")
            properties = [*properties, *place]
        if block.items:
            properties = [*properties, element("keepNext")]
        yield styled(style, self._found(block, held), properties)
        for count, item in enumerate(block.items, 1):
            held = self.marks.anchored(block.id, count, inlines(item.runs, self.marks, block.id))
            place = []
            if item.label:
                held, place = self._labelled(
                    self.numbers.place("List Item", item.label), item.label, held, "\t"
                )
            yield styled("List Item", held, place)

    def _labelled(
        self, place: Place | None, label: str, held: list[Node], gap: str
    ) -> tuple[list[Node], list[Element]]:
        if place is not None:
            number = element("numPr", element("ilvl", val=place.level), element("numId", val=place.list))
            return held, [number]
        behind = raw(element("r", element("tab"))) if gap == "\t" else self._words(gap)
        return [self._words(label), behind, *held], []

    def _words(self, text: str) -> Node:
        return words(text, self.printed.language)

    def _loose(self, note: Note) -> Node:
        # Nothing marks it, so Word could not show it as a note; its words are not lost for that.
        held = within_note(note.runs, self.marks)
        return styled("footnote text", [raw(reference_run(str(note.number))), self._words(" "), *held])
