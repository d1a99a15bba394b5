"""The printed report: an edition with all that records and counting give, the same for all formats.

Made by `printing`, written by `formats`, compared by `proof`. What a reader can read is here, character by
character: `lines()` is the text that every format must give back. Formats add no words of their own to it but
the chrome of a page (running header, page numbers, buttons), which is marked as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Region = Literal["front", "body", "annex"]
# released: cleared by a person, its bytes are in the package. withheld: preserved, not cleared. on file: kept
# outside. never captured: no copy was made.
CaptureState = Literal["released", "withheld", "on file", "never captured"]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. A run with `note` is the mark of that note and has no characters.

    `language` is BCP 47 where it is not the report's. `link` is an address, or "#id" of a block. `mark` names
    the reference, typed note, value or number of another block that printed it ("r0007", counted through the
    edition in the order of reading): what a Word file needs to find it again, nothing that is seen.
    """

    text: str = ""
    emphasis: bool = False
    strong: bool = False
    language: str = ""
    link: str = ""
    note: int | None = None
    mark: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `label` ("A", "Annex 1") is printed before it; `listed`: it stands in the contents."""

    id: str
    level: int
    runs: Runs
    region: Region = "body"
    label: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: label as printed, with its brackets ("(a)", "•")."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `label` is "12." for a numbered one, "(a)" for a recommendation, else ""."""

    id: str
    runs: Runs
    region: Region = "body"
    label: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation set apart."""

    id: str
    runs: Runs
    region: Region = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption ("Table 1. Statements"), a header row that may be empty, rows, remarks `below`."""

    id: str
    caption: Runs
    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    below: Runs = ()
    region: Region = "body"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, map or image: `svg` (text, own fonts named in it) or `bitmap` (PNG bytes), never neither.

    `alt` is read to those who do not see it; `caption` and `below` (n, sources, exclusions) are printed.
    `png` is a rendering of the SVG for formats that cannot show one.
    """

    id: str
    caption: Runs
    alt: str
    svg: str = ""
    png: bytes = b""
    below: Runs = ()
    region: Region = "body"


Block = Heading | Paragraph | Quotation | Table | Picture


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number and what it says. `sources` are the ids of the sources that it cites."""

    number: int
    runs: Runs
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a preserved text: W3C selectors, in code points of the text layer `layer` (its sha256).

    `prefix` and `suffix` are empty where the capture is not released.
    """

    exact: str
    capture: str = ""
    layer: str = ""
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""
    page: int | None = None
    locator: str = ""
    stance: str = "supports"


@dataclass(frozen=True, slots=True)
class Support:
    """A record that a block rests on, with the passages that it was read from and the ids of its sources.

    `quotes` are the words in quotation marks of the block that were found in the record.
    """

    record: str
    kind: str
    label: str
    passages: tuple[Passage, ...] = ()
    sources: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a source: one capture, or with state "never captured" none.

    `text` is the text layer, only where released; `layer` its sha256, `path` the bytes in a package.
    """

    state: CaptureState
    capture: str = ""
    sha256: str = ""
    media_type: str = ""
    captured_at: str = ""
    layer: str = ""
    path: str = ""
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that the report cites: its full citation, its addresses, what is kept of it."""

    id: str
    citation: Runs
    title: str = ""
    urls: tuple[str, ...] = ()
    archived: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what can be read: what it is, the id of its block, and its characters.

    Kinds: title, subtitle, partner, date, heading, paragraph, item, quotation, caption, cell, below, note.
    A label stands before the text, after it a space; a note mark is "[12]".
    """

    kind: str
    id: str
    text: str


@dataclass(frozen=True)
class Printed:
    """The report as it is printed.

    `words` are the few words that formats need (contents, notes, evidence, ...) in the report's language.
    `date` is ISO 8601; nothing in a file is newer. `build` names the state of the edition (a hash).
    `evidence` gives for the id of a block what it rests on.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    subtitle: str = ""
    partners: tuple[str, ...] = ()
    date: str = ""
    build: str = ""
    direction: Literal["ltr", "rtl"] = "ltr"
    words: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, tuple[Support, ...]] = field(default_factory=dict)
    sources: Mapping[str, Cited] = field(default_factory=dict)

    def contents(self) -> tuple[Heading, ...]:
        """The headings of the table of contents, in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.listed)

    def lines(self) -> Iterator[Line]:
        """All that can be read, in order, then the notes; not the contents, which repeat it."""
        yield Line("title", "", self.title)
        if self.subtitle:
            yield Line("subtitle", "", self.subtitle)
        yield from (Line("partner", "", partner) for partner in self.partners)
        for block in self.blocks:
            yield from _lines(block)
        for note in self.notes:
            yield Line("note", f"note-{note.number}", reading(note.runs))


def reading(runs: Iterable[Run]) -> str:
    """The characters of runs, marks of notes as "[12]"."""
    return "".join(f"[{run.note}]" if run.note is not None else run.text for run in runs)


def labelled(label: str, text: str) -> str:
    """A text with its label before it."""
    return f"{label} {text}" if label else text


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Heading():
            yield Line("heading", block.id, labelled(block.label, reading(block.runs)))
        case Paragraph():
            yield Line("paragraph", block.id, labelled(block.label, reading(block.runs)))
            for item in block.items:
                yield Line("item", block.id, labelled(item.label, reading(item.runs)))
        case Quotation():
            yield Line("quotation", block.id, reading(block.runs))
        case Table():
            yield Line("caption", block.id, reading(block.caption))
            for row in (block.header, *block.rows):
                yield from (Line("cell", block.id, reading(cell)) for cell in row)
            if block.below:
                yield Line("below", block.id, reading(block.below))
        case Picture():
            yield Line("caption", block.id, reading(block.caption))
            if block.below:
                yield Line("below", block.id, reading(block.below))
