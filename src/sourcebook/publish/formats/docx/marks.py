"""Notes while a report is written: which are placed, which are counted by Word, which bookmarks they need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.publish.formats.docx.anchors import Anchors, hidden
from sourcebook.publish.formats.docx.markup import Node, raw
from sourcebook.publish.formats.docx.xml import element
from sourcebook.publish.printed import (
    Block,
    Heading,
    Note,
    Paragraph,
    Picture,
    Printed,
    Quotation,
    Run,
    Runs,
    Table,
)


@dataclass(slots=True)
class Marks:
    """The notes of a report and how far they are placed, in the order of the text.

    `targets` gives the bookmarks of blocks; `again` the notes that something else refers to,
    `language` and `rtl` are the report's. `anchors` names the paragraphs that must be found again when the
    file comes back, None where it does not come back.
    """

    notes: Mapping[int, Note]
    targets: Mapping[str, str]
    again: frozenset[int] = frozenset()
    language: str = ""
    rtl: bool = False
    anchors: Anchors | None = None
    placed: set[int] = field(default_factory=set)
    counted: int = 0
    bookmarks: int = 0
    named: set[str] = field(default_factory=set)

    def bookmark(self, name: str, *within: Node) -> list[Node]:
        """Elements inside a bookmark; a name is given once, to the first that asks."""
        if name in self.named:
            return list(within)
        self.named.add(name)
        self.bookmarks += 1
        start = raw(element("bookmarkStart", id=self.bookmarks, name=name))
        return [start, *within, raw(element("bookmarkEnd", id=self.bookmarks))]

    def anchored(self, id: str, place: int, held: list[Node]) -> list[Node]:
        """The words of a paragraph or row in the hidden bookmark by which it is found again."""
        anchor = (self.anchors or {}).get((id, place))
        return self.bookmark(hidden(anchor.name), *held) if anchor else held

    def apart(self, id: str, runs: Runs) -> tuple[Runs, Runs]:
        """The label of a caption, and its words, as the anchor tells them apart."""
        anchor = (self.anchors or {}).get((id, 0))
        if anchor is None or anchor.last is None:
            return (), runs
        return _split(runs, sum(len(run.text) for run in runs) - anchor.last)


def _split(runs: Sequence[Run], at: int) -> tuple[Runs, Runs]:
    before: list[Run] = []
    for place, run in enumerate(runs):
        if at < len(run.text):
            first = [replace(run, text=run.text[:at])] if at else []
            return (*before, *first), (replace(run, text=run.text[at:]), *runs[place + 1 :])
        before.append(run)
        at -= len(run.text)
    return tuple(before), ()


def referred(printed: Printed) -> frozenset[int]:
    """Notes that are marked in the text, and once more there or in a note, or that a link leads to."""
    in_text = [run for block in printed.blocks for run in _runs(block)]
    in_notes = [run for note in printed.notes for run in note.runs]
    counts = Counter(run.note for run in in_text if run.note is not None)
    again = {number for number, count in counts.items() if count > 1}
    again |= {run.note for run in in_notes if run.note is not None and run.note in counts}
    links = {run.link for run in (*in_text, *in_notes)}
    return frozenset(again | {number for number in counts if f"#note-{number}" in links})


def _runs(block: Block) -> Iterator[Run]:
    match block:
        case Heading() | Quotation():
            yield from block.runs
        case Paragraph():
            yield from block.runs
            for item in block.items:
                yield from item.runs
        case Table():
            yield from (*block.caption, *block.below)
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from cell
        case Picture():
            yield from (*block.caption, *block.below)
