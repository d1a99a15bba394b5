"""The walk through a paragraph: every run with its look and state, bookmarks, comments and moves on the way.

What it does not know it looks into, so that words in wrappers of any program are read; what Word does not
print (instructions of fields, hidden text) or the flow cannot hold (drawings) is told and left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from sourcebook.publish.word.flow import PLAIN
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.opening.addresses import canonical
from sourcebook.publish.word.opening.fields import Fields
from sourcebook.publish.word.opening.looks import Looks, Toggles
from sourcebook.publish.word.opening.package import Relation
from sourcebook.publish.word.opening.pieces import Bookmark, Gathered, Piece, Point, Range, State, Story
from sourcebook.publish.word.opening.revisions import Moves, revision
from sourcebook.publish.word.opening.runs import read_run
from sourcebook.publish.word.opening.told import Told
from sourcebook.publish.word.opening.xml import MC, Element, R, W, child, is_on, val

# LibreOffice names a bookmark `..._Copy_1`, even without an edit.
_OURS = re.compile(r"_sb([pr])_([0-9]{4,})(?:_Copy_?[0-9]*)*", re.IGNORECASE)
# A word has not more comments than that; who makes more means harm.
_MOST_COMMENTS = 50
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FORMULA_TEXT = _MATH + "t"
_NOT_INTO = frozenset(
    W + name
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "tblPr", "tblGrid", "bdoPr")
)


class Around(NamedTuple):
    """What stands around an element: changes that are tracked, and where a link leads."""

    inserted: Revision | None = None
    deleted: Revision | None = None
    link: str = ""


@dataclass
class Walk:
    """A walk through one part: what is open on the way, and the story that it gathers."""

    looks: Looks
    relations: Mapping[str, Relation]
    moves: Moves
    whole_comments: frozenset[str]
    told: Told
    story: Story = field(default_factory=Story)
    fields: Fields = field(default_factory=Fields)
    comments: tuple[str, ...] = ()
    here: Gathered | None = None
    toggles: Toggles = field(default_factory=Toggles)
    style: str = ""
    _commented: dict[str, None] = field(default_factory=dict)
    _open: dict[str, Bookmark] = field(default_factory=dict)

    def begin(self) -> Gathered:
        """A new paragraph or row, in which pieces are gathered from here."""
        self.here = Gathered(len(self.story.blocks))
        self.story.blocks.append(self.here)
        return self.here

    def point(self, *, end: bool = False) -> Point:
        """Where the walk is; between blocks at the start of the next, or the `end` of the one before."""
        if self.here is not None:
            return Point(self.here.number, len(self.here.pieces))
        if end and self.story.blocks:
            return Point(len(self.story.blocks) - 1, len(self.story.blocks[-1].pieces))
        return Point(len(self.story.blocks), 0)

    def add(self, piece: Piece) -> None:
        """One more piece of the paragraph."""
        assert self.here is not None
        self.here.pieces.append(piece)

    def own_picture(self) -> bool:
        """Whether the paragraph is one in which Sourcebook sets its own pictures."""
        return self.style == "picture"

    def within(self, parent: Element, around: Around) -> None:
        """All that a paragraph, or a wrapper in it, holds."""
        for one in parent:
            if one.tag in _NOT_INTO or not isinstance(one.tag, str):
                continue
            step = _STEPS.get(one.tag)
            if step is None:
                self.within(one, around)
            else:
                step(self, one, around)

    def mark(self, element: Element, around: Around) -> bool:
        """Take note of what is a boundary and has no characters; whether it was one."""
        step = _BOUNDARIES.get(element.tag)
        if step is not None:
            step(self, element, around)
        return step is not None

    def tell_fields(self) -> None:
        """Tell the fields that a report does not print anyway."""
        for kind, count in self.fields.met.items():
            for _ in range(count):
                self.told.say(f"a field of the kind {kind}: what it shows was taken as text")

    def _inserted(self, element: Element, around: Around) -> None:
        who = revision(element, self.moves.name(element.tag))
        self.within(element, around._replace(inserted=who))

    def _deleted(self, element: Element, around: Around) -> None:
        who = revision(element, self.moves.name(element.tag))
        self.within(element, around._replace(deleted=who))

    def _hyperlink(self, element: Element, around: Around) -> None:
        relation = self.relations.get(element.get(R + "id") or "")
        anchor = element.get(W + "anchor") or ""
        link = (relation.target if relation else "") + (f"#{anchor}" if anchor else "")
        self.within(element, around._replace(link=canonical(link)))

    def _simple_field(self, element: Element, around: Around) -> None:
        self.fields.begin_simple(element)
        self.within(element, around)
        self.fields.end_simple()

    def _control(self, element: Element, around: Around) -> None:
        """A content control; what it shows while it is empty ("Click here to enter text") is not its text."""
        name = ours(val(element, "sdtPr", "tag"), "r")
        start = self.point()
        if not is_on(child(element, "sdtPr", "showingPlcHdr")):
            self.within(element, around)
        if name:
            self.story.bookmarks.append(Bookmark(name, start, self.point(), control=True))

    def _alternatives(self, element: Element, around: Around) -> None:
        """The same content for newer and older programs: one of them counts."""
        chosen = element.find(MC + "Choice")
        chosen = element.find(MC + "Fallback") if chosen is None else chosen
        if chosen is not None:
            self.within(chosen, around)

    def _formula(self, element: Element, around: Around) -> None:
        self.told.say("a formula: its letters and signs were taken as text")
        text = "".join(one.text or "" for one in element.iter(_FORMULA_TEXT))
        if text and not self.fields.silent:
            self.add(Piece(text, State(PLAIN, around.inserted, around.deleted, comments=self.comments)))

    def _bookmark_start(self, element: Element, around: Around) -> None:
        said = element.get(W + "name")
        if name := ours(said, "r") or ours(said, "p"):
            made = Bookmark(name, self.point())
            self.story.bookmarks.append(made)
            self._open[element.get(W + "id") or ""] = made

    def _bookmark_end(self, element: Element, around: Around) -> None:
        made = self._open.pop(element.get(W + "id") or "", None)
        if made is not None:
            made.end = max(self.point(end=True), made.start)

    def _comment_start(self, element: Element, around: Around) -> None:
        id = element.get(W + "id") or ""
        if id in self.whole_comments and id not in self._commented:
            self._range(id).start = self.point()
            self._commented[id] = None
            self.comments = tuple(islice(self._commented, _MOST_COMMENTS))

    def _comment_end(self, element: Element, around: Around) -> None:
        id = element.get(W + "id") or ""
        if id in self._commented:
            self._range(id).end = self.point(end=True)
            del self._commented[id]
            self.comments = tuple(islice(self._commented, _MOST_COMMENTS))

    def comment_sign(self, id: str) -> None:
        """The sign of a comment, which hangs there if it has no range."""
        self._range(id).sign = self.point(end=True)

    def _range(self, id: str) -> Range:
        return self.story.ranges.setdefault(id, Range())

    def _move_start(self, element: Element, around: Around) -> None:
        self.moves.begin(element, _move_of(element))

    def _move_end(self, element: Element, around: Around) -> None:
        self.moves.end(element, _move_of(element))


def ours(name: str | None, kind: str) -> str:
    """The name in our data ("r0012") of a bookmark or tag of ours; "" for any other."""
    found = _OURS.fullmatch(name or "")
    return f"{kind}{found[2]}" if found and found[1].lower() == kind else ""


def _move_of(element: Element) -> str:
    return W + ("moveFrom" if "}moveFrom" in element.tag else "moveTo")


_Step = Callable[[Walk, Element, Around], None]
_BOUNDARIES: dict[str, _Step] = {
    W + "bookmarkStart": Walk._bookmark_start,
    W + "bookmarkEnd": Walk._bookmark_end,
    W + "commentRangeStart": Walk._comment_start,
    W + "commentRangeEnd": Walk._comment_end,
    W + "moveFromRangeStart": Walk._move_start,
    W + "moveToRangeStart": Walk._move_start,
    W + "moveFromRangeEnd": Walk._move_end,
    W + "moveToRangeEnd": Walk._move_end,
}
_STEPS: dict[str, _Step] = {
    **_BOUNDARIES,
    W + "r": read_run,
    W + "ins": Walk._inserted,
    W + "moveTo": Walk._inserted,
    W + "del": Walk._deleted,
    W + "moveFrom": Walk._deleted,
    W + "hyperlink": Walk._hyperlink,
    W + "fldSimple": Walk._simple_field,
    W + "sdt": Walk._control,
    MC + "AlternateContent": Walk._alternatives,
    _MATH + "oMath": Walk._formula,
}
