"""How a person names a place ("paragraph 12", "note 5", "heading “Sources”"), and the numbers of notes.

Counted from the flow as the report counts: paragraphs of the body through the whole, letters under a heading
of recommendations, notes in the order of reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.publish.edition import Note, Reference
from sourcebook.publish.printing.numbering import letters
from sourcebook.publish.word.flow import Block, Flow, Mark, Start
from sourcebook.publish.word.tokens import text_of

_WORDS = 6
_LONG = 48


def note_numbers(flow: Flow) -> dict[str, int]:
    """The number of each note by the name of its mark, from 1."""
    found: dict[str, int] = {}
    for block in flow.blocks:
        for token in block.tokens:
            if isinstance(token, Mark) and token.name and _prints_note(token) and token.name not in found:
                found[token.name] = len(found) + 1
    return found


def _prints_note(mark: Mark) -> bool:
    return mark.marked is None or isinstance(mark.marked, Note | Reference)


def places(flow: Flow) -> tuple[str, ...]:
    """The name of each block."""
    counting = _Counting()
    return tuple(counting.name(block) for block in flow.blocks)


def beginning(text: str) -> str:
    """The first words of a text, for a name."""
    words = text.split()
    short = " ".join(words[:_WORDS])[:_LONG].rstrip()
    return short if short == " ".join(words) else f"{short.rstrip('.,;:')}…"


def quoted(kind: str, text: str) -> str:
    """A kind of block with its first words."""
    short = beginning(text)
    return f"{kind} “{short}”" if short else kind


def _named(kind: str, block: Block) -> str:
    return quoted(kind, text_of(block.tokens).replace("\t", " "))


@dataclass
class _Counting:
    body: bool = True
    lettering: int = 0
    letter: int = 0
    paragraph: int = 0
    item: int = 0
    last: str = ""

    def name(self, block: Block) -> str:
        start = block.start
        if start.kind != "item":
            self.item = 0
        match start.kind:
            case "title" | "subtitle":
                return start.kind
            case "heading":
                self._heading(start)
                return _named("heading", block)
            case "paragraph":
                self.last = self._paragraph(block) or _named("paragraph", block)
                return self.last
            case "item":
                self.item += 1
                label = start.label or f"({letters(self.item)})"
                return f"item {label} of {self.last}" if self.last else f"item {label}"
            case "quotation":
                return _named("quotation", block)
            case "row":
                return _named("table row", block)
            case "picture":
                return _named("caption", block)
            case _:
                return _named("what is made from records:", block)

    def _heading(self, start: Start) -> None:
        if start.level == 1:
            self.body = not start.classes & {"front", "annex"}
        if self.lettering and start.level <= self.lettering:
            self.lettering = 0
        if "recommendations" in start.classes:
            self.lettering, self.letter = start.level, 0

    def _paragraph(self, block: Block) -> str:
        numbered = block.start.numbered
        if self.lettering and numbered is None:
            self.letter += 1
            return f"recommendation ({letters(self.letter)})"
        if numbered or (numbered is None and self.body and block.tokens):
            self.paragraph += 1
            return f"paragraph {self.paragraph}"
        return ""


def notes_within(flow: Flow) -> Iterator[tuple[str, str]]:
    """The marks that stand in notes, each with the name of its note's mark."""
    for name, tokens in flow.notes.items():
        yield from ((token.name, name) for token in tokens if isinstance(token, Mark) and token.name)
