"""The headings on the page: their levels without a gap, and the contents as a nested list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sourcebook.publish.printed import Block, Heading


@dataclass
class Entry:
    """An entry of the contents with those below it."""

    heading: Heading
    below: list[Entry] = field(default_factory=list)


def levels(blocks: Iterable[Block]) -> Mapping[str, int]:
    """The level on the page of each heading, by its id. The title is level 1.

    A printed level is one deeper on the page; where the report leaves a level out (1, then 3), the heading
    goes no more than one below the heading before it, as WCAG technique G141 asks, and headings of the
    same printed level under the same parent stay on the same level.
    """
    found: dict[str, int] = {}
    open_levels: list[tuple[int, int]] = []
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        while open_levels and open_levels[-1][0] >= block.level:
            open_levels.pop()
        level = (open_levels[-1][1] if open_levels else 1) + 1
        open_levels.append((block.level, level))
        found[block.id] = level
    return found


def nested(headings: Iterable[Heading]) -> list[Entry]:
    """The contents: entries below the last entry of a higher level."""
    top: list[Entry] = []
    path: list[Entry] = []
    for heading in headings:
        while path and path[-1].heading.level >= heading.level:
            path.pop()
        entry = Entry(heading)
        (path[-1].below if path else top).append(entry)
        path.append(entry)
    return top
