"""Which printed paragraph or row is which block of the flow, so that a Word file can name it."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.publish.edition import Block, Edition, Grid, Paragraph, Picture
from sourcebook.publish.formats.docx import Anchor, Anchors
from sourcebook.publish.printing.numbering import numbered
from sourcebook.publish.printing.words import words


def anchors_of(edition: Edition) -> Anchors:
    """The names of the blocks of `flow_of(edition)` ("p0000", "p0001", ...) by where they are printed.

    A block that is not printed (the heading of an annex of which nothing is) has a name all the same.
    """
    places = [("", 0), *([("", 1)] if edition.front.subtitle else [])]
    captions: dict[tuple[str, int], int] = {}
    for placed in numbered(edition, words(edition.front.language)):
        places += [(placed.id, place) for place in _places(placed.block)]
        if isinstance(placed.block, Picture):
            captions[placed.id, 0] = len(placed.block.caption.strip())
    return {place: Anchor(f"p{number:04}", captions.get(place)) for number, place in enumerate(places)}


def _places(block: Block) -> Iterator[int]:
    """The places of what `flow_of` makes of a block, in its order."""
    match block:
        case Paragraph():
            if block.children or block.id or not block.items:
                yield 0
            yield from range(1, len(block.items) + 1)
        case Grid():
            yield from range(1, len(block.rows) + bool(block.header) + 1)
        case _:
            yield 0
