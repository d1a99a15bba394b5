"""A Word file as it was read: its text with tracked changes, notes, comments, anchors, and what was set
aside.

Made by `opening`, the same for the file that was sent and the one that came back; compared by `comparing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sourcebook.publish.word.flow import Start, Token


@dataclass(frozen=True, slots=True)
class Revision:
    """Who made a tracked change, and when (ISO 8601, "" where the file does not say or says 1970 or before).

    `move` is the same for both ends of a tracked move, "" for what is none.
    """

    author: str
    date: str = ""
    move: str = ""


@dataclass(frozen=True, slots=True)
class Bit:
    """A token of the file. Both `inserted` and `deleted`: somebody put it in, somebody else took it out
    again.

    A mark's name is that of its anchor ("r0012"), or for a note without anchor "n" and its place among those
    ("n1"). `restyled` is set where a tracked change of its look is pending: `token` has the new look, `was`
    the old one. `comments` are the ids of comments whose range it stands in.
    """

    token: Token
    inserted: Revision | None = None
    deleted: Revision | None = None
    was: Token | None = None
    restyled: Revision | None = None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordBlock:
    """A paragraph or a row of a table, in the file's order.

    `anchors` are the names of blocks ("p0012") whose bookmarks begin or end in it, in their order, editors'
    additions ("_Copy_1") taken off, each once. `mark_inserted`, `mark_deleted`: its paragraph mark (the end
    of it) was put in or taken out; of a row, the row. `label` are characters of a number or letter that a
    list of Word prints before it, as far as known ("12.", "(a)"), "" for none. `style` is the style's name in
    small letters. `place` counts paragraphs and rows from 1, for messages. `restyled` is who changed what it
    is, tracked, `was` what it was before.
    """

    start: Start
    bits: tuple[Bit, ...] = ()
    anchors: tuple[str, ...] = ()
    mark_inserted: Revision | None = None
    mark_deleted: Revision | None = None
    label: str = ""
    style: str = ""
    place: int = 0
    was: Start | None = None
    restyled: Revision | None = None


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment: who, when ("" unknown), what it says (paragraphs apart by newlines), the words it hangs on.

    `words` are those in the text as it would be with all tracked changes accepted, or, where these were taken
    out, the words taken out. `block` is the place in `WordText.blocks`, None where it hangs on nothing;
    `note` the name of the note's mark for one on the mark of a note. `answers` is the id of the comment it
    answers.
    """

    id: str
    author: str
    date: str
    text: str
    words: str = ""
    block: int | None = None
    note: str = ""
    answers: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is left of a reference's bookmark.

    whole: it holds a note's mark or characters. empty: the bookmark is there with nothing in it. deleted: all
    that it holds is taken out by tracked changes. `block` is its place in `WordText.blocks`, None in a note,
    whose mark `note` then names.
    """

    name: str
    state: Literal["whole", "empty", "deleted"]
    block: int | None = None
    note: str = ""
    printed: str = ""


@dataclass(frozen=True)
class WordText:
    """What a Word file says.

    `notes` are the bits of footnotes and endnotes by the names of their marks (paragraphs apart by a blank).
    `edition`, `build`, `sending` name what it was made of ("" where it does not say). `last_author` and
    `modified` (ISO 8601) are of who saved it last. `set_aside` says, a line each, what is in the file and was
    not taken: macros, external links, pictures, text boxes, fields, parts that could not be read. `whole` is
    whether all of its text could be: what is missing in a damaged file was deleted by nobody.
    """

    blocks: tuple[WordBlock, ...]
    notes: Mapping[str, tuple[Bit, ...]] = field(default_factory=dict)
    comments: tuple[WordComment, ...] = ()
    anchors: Mapping[str, tuple[Anchor, ...]] = field(default_factory=dict)
    edition: str = ""
    build: str = ""
    sending: str = ""
    last_author: str = ""
    modified: str = ""
    set_aside: tuple[str, ...] = ()
    whole: bool = True
