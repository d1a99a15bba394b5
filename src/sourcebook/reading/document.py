"""The document: what every reader makes of a published text, and what every extractor reads.

A reader (PDF, pandoc's formats, Markdown made from a PDF) fills these pieces; nothing after it looks at
the file again. Every piece is a `Passage`, so each character leads back to `Document.source`, the text
layer, in Unicode code points, and where the source has pages, to its page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sourcebook.text import Passage, Span

Region = Literal["front", "body", "annex"]


@dataclass(frozen=True)
class Section:
    """A heading: its text, its level (1 is the highest) and the number or letter printed before it."""

    title: str
    level: int
    passage: Passage
    label: str | None = None
    region: Region = "body"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, in the order of reading.

    `label` is the number printed before it, without stop or brackets ("172"), None where there is none.
    `occurrence` counts the paragraphs that bear the same label: the second "172" has 2. `section` is the
    path of headings above it, highest first. Items that carry on the sentence of a numbered paragraph ("(a)
    ...;") are part of its text, after a line break each, and stand in `Document.lists` too; items that are
    sentences of their own are paragraphs of kind "item".
    """

    index: int
    label: str | None
    occurrence: int
    section: tuple[str, ...]
    passage: Passage
    region: Region = "body"
    kind: Literal["paragraph", "item", "quotation"] = "paragraph"

    @property
    def text(self) -> str:
        """The clean text, without label and note marks."""
        return self.passage.text

    @property
    def span(self) -> Span:
        """From the first to the last character in the source."""
        return self.passage.source_span()

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of the notes cited here, in the order of their marks, each once."""
        return tuple(dict.fromkeys(mark.note for mark in self.passage.marks if mark.note is not None))

    @property
    def key(self) -> str | None:
        """The label with "b", "c", ... for a second, third paragraph of the same label."""
        if self.label is None or self.occurrence < 2:
            return self.label
        return self.label + "abcdefghijklmnopqrstuvwxyz"[min(self.occurrence, 26) - 1]


@dataclass(frozen=True)
class Note:
    """A footnote or endnote: its number, and `label` as printed where that is no number ("*").

    `number` counts on through the document where labels restart; `cited_in` holds the indexes of the
    paragraphs that bear its mark.
    """

    number: int
    label: str
    passage: Passage
    cited_in: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The clean text, without its number."""
        return self.passage.text


@dataclass(frozen=True)
class ListItem:
    """One item of a list: its label as printed ("a", "iv", "" for a bullet) and its text."""

    label: str
    passage: Passage


@dataclass(frozen=True)
class ItemList:
    """A list with the headings above it, and the index of the paragraph that it is part of or follows."""

    items: tuple[ListItem, ...]
    section: tuple[str, ...]
    paragraph: int | None = None
    region: Region = "body"


@dataclass(frozen=True)
class Table:
    """A table: rows of cells; `page` where the source has pages.

    A cell that reaches over several columns or rows stands where it begins; those that it covers are empty.
    The first `head` rows hold the titles of the columns: 0 where the format does not say which do.
    """

    rows: tuple[tuple[str, ...], ...]
    span: Span
    section: tuple[str, ...] = ()
    page: int | None = None
    caption: str | None = None
    head: int = 0


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the table of contents: the heading it names, the page as printed, whether set in bold."""

    title: str
    page: str | None = None
    bold: bool = False


@dataclass(frozen=True)
class Problem:
    """Something that could not be read, or that the reader had to guess: never silent."""

    what: str
    where: str
    span: Span | None = None


@dataclass(frozen=True)
class Document:
    """A published text, read."""

    source: str
    title: str | None
    language: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    lists: tuple[ItemList, ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
    furniture: tuple[Span, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    pages: int | None = None
    format: str = ""

    @cached_property
    def notes_by_number(self) -> dict[int, Note]:
        """Notes by their number in the document."""
        return {note.number: note for note in self.notes}

    def key(self, index: int) -> str | None:
        """The key ("172b") of the paragraph at `index`."""
        return self.paragraphs[index].key
