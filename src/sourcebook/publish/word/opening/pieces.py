"""What a walk through a part of a Word file gathers: characters with their state, and where bookmarks lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sourcebook.publish.word.flow import PLAIN, Look
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.opening.kinds import Place
from sourcebook.publish.word.opening.xml import Element


class State(NamedTuple):
    """Under what characters stand. `was` is the look that a tracked change, `restyled`, replaced."""

    look: Look = PLAIN
    inserted: Revision | None = None
    deleted: Revision | None = None
    was: Look | None = None
    restyled: Revision | None = None
    comments: tuple[str, ...] = ()


class NoteMark(NamedTuple):
    """The mark of a note: "footnote" or "endnote", its id in the file, and characters set by hand for it."""

    kind: str
    id: str
    custom: str = ""


class Piece(NamedTuple):
    """Characters of one state, the mark of a note, or the boundary of a cell."""

    text: str
    state: State
    note: NoteMark | None = None
    cell: bool = False


@dataclass(slots=True)
class Gathered:
    """A paragraph or row while it is read; `number` is its place, from 0.

    `properties` are those of the (first) paragraph, `before` those that a tracked change replaced.
    """

    number: int
    properties: Element | None = None
    pieces: list[Piece] = field(default_factory=list)
    mark_inserted: Revision | None = None
    mark_deleted: Revision | None = None
    before: Element | None = None
    restyled: Revision | None = None
    lists: Place | None = None
    grid: str = ""
    header: bool = False
    contents: bool = False


class Point(NamedTuple):
    """A place between pieces: the number of the block, and of the piece that follows."""

    block: int
    at: int


@dataclass(slots=True)
class Bookmark:
    """A bookmark or content control of ours: its name in our data, and where it begins and ends.

    `end` is None where the file never says; `control` tells a content control from a bookmark.
    """

    name: str
    start: Point
    end: Point | None = None
    control: bool = False


@dataclass(slots=True)
class Range:
    """Where a comment's words begin and end, and where its sign stands."""

    start: Point | None = None
    end: Point | None = None
    sign: Point | None = None


@dataclass(slots=True)
class Story:
    """What was gathered of a part: its paragraphs and rows, bookmarks and comments in their order."""

    blocks: list[Gathered] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    ranges: dict[str, Range] = field(default_factory=dict)
