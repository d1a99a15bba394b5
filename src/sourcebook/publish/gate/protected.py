"""Names of those who are protected, typed into an edition.

Records come to an edition with pseudonyms in their place; what is typed beside them comes as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sourcebook.publish.edition import (
    Block,
    Edition,
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
)
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.printing.numbering import numbered
from sourcebook.publish.printing.words import words

_MESSAGE = (
    "the name of somebody who is protected is typed here: put the pseudonym instead, or leave it out with "
    "[brackets]"
)


def protected(edition: Edition, gives_away: Callable[[str], bool]) -> Iterator[Problem]:
    """One problem for each block that names somebody; `gives_away` knows the names. They are not repeated."""
    front = edition.front
    if gives_away("\n".join((front.title, front.subtitle, *front.abbreviations.values()))):
        yield Problem("private-name-typed", _MESSAGE, 1, "front matter")
    for placed in numbered(edition, words(front.language)):
        if gives_away("\n".join(_texts(placed.block))):
            yield Problem("private-name-typed", _MESSAGE, placed.block.line, placed.where)


def _texts(block: Block) -> Iterator[str]:
    """Everything that is typed in a block, notes and words about references with it."""
    match block:
        case Heading() | Quotation():
            yield "".join(_typed(block.children))
        case Paragraph():
            yield "".join(_typed(block.children))
            for item in block.items:
                yield "".join(_typed(item.children))
        case Grid():
            for row in (block.header, *block.rows):
                for cell in row:
                    yield "".join(_typed(cell))
        case Picture():
            yield f"{block.caption}\n{block.target}"


def _typed(children: Sequence[Inline]) -> Iterable[str]:
    for one in children:
        match one:
            case Text(text):
                yield text
            case Emphasis(inner) | Foreign(inner) | Link(inner):
                yield from _typed(inner)
            case Note(inner):
                yield f" ({''.join(_typed(inner))}) "
            case Reference(cites):
                yield "".join(f" ({cite.before} {cite.after}) " for cite in cites)
