"""A block as the gate reads it: its typed characters, and where references, values and notes stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sourcebook.publish.edition import (
    Block,
    Cite,
    Cross,
    Emphasis,
    Foreign,
    Grid,
    Heading,
    Inline,
    Link,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    Text,
    Value,
)
from sourcebook.publish.printing.values import claim_of


@dataclass(frozen=True, slots=True)
class At:
    """A reference at an offset of the text: the records it names; `silent`: it is of the whole block."""

    offset: int
    cites: tuple[Cite, ...] = ()
    silent: bool = False


@dataclass
class Flat:
    """The text of a block. A value stands in it as "#", a cross-reference as "§".

    `titles` are where emphasised words begin with a capital: titles of works, as a rule.
    """

    text: str = ""
    references: list[At] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)

    def cites_within(self, start: int, end: int) -> list[Cite]:
        """What is referred to between two offsets, and by the block as a whole."""
        found = [one for one in self.references if one.silent or start < one.offset <= end]
        return [cite for one in found for cite in one.cites]

    def covered(self, start: int, end: int) -> bool:
        """Whether a reference stands between two offsets, at the end included, or for the whole block."""
        return any(one.silent or start < one.offset <= end for one in self.references)


def flat(paragraph: Paragraph) -> Flat:
    """The paragraph and its items, each item on a line of its own."""
    found = Flat()
    _add(found, paragraph.children)
    for item in paragraph.items:
        found.text += "\n" if found.text else ""
        _add(found, item.children)
    return found


def flats(block: Block) -> Iterator[Flat]:
    """The parts of a block that must each lead to a record: a row of a table counts for itself."""
    match block:
        case Paragraph():
            yield flat(block)
        case Heading() | Quotation():
            yield flat_of(block.children)
        case Grid():
            for row in block.rows:
                cells = [cell for cell in row if cell]
                yield flat_of([one for cell in cells for one in (*cell, Text(" "))])
        case Picture():
            yield Flat(block.caption)


def flat_of(children: Sequence[Inline]) -> Flat:
    """Inlines alone."""
    found = Flat()
    _add(found, children)
    return found


def _add(found: Flat, children: Iterable[Inline]) -> None:
    for one in children:
        match one:
            case Text(text):
                found.text += text
            case Emphasis(inner, strong):
                start = len(found.text)
                _add(found, inner)
                if not strong and found.text[start : start + 1].isupper() and " " in found.text[start:]:
                    found.titles.append((start, len(found.text)))
            case Foreign(inner) | Link(inner):
                _add(found, inner)
            case Reference(cites, silent):
                found.references.append(At(len(found.text), cites, silent))
            case Note(inner):
                inside = flat_of(inner)
                cites = tuple(cite for one_ in inside.references for cite in one_.cites)
                if cites:
                    found.references.append(At(len(found.text), cites))
            case Value(query):
                found.text += "#"
                cites = (Cite("claim", claim_of(query)),) if claim_of(query) else ()
                found.references.append(At(len(found.text), cites))
            case Cross():
                found.text += "§"
                found.references.append(At(len(found.text)))
