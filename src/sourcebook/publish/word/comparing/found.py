"""What comparing a returned file gives: the script of its changes, and what is to be said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcebook.publish.word.opened import WordComment
from sourcebook.publish.word.script import Script

Fated = Literal["kept", "changed", "moved", "pending", "lost"]
How = Literal["anchor", "exact", "similar"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mark of the sent text.

    kept; changed: other characters stand in its place; moved: it stands elsewhere; pending: a tracked change
    takes it out; lost: it was taken out. `where` names its place in the sent text, `before` and `now` are the
    characters that it printed and that stand there now ("" for the mark of a note). `change` is the id of the
    change that did it.
    """

    name: str
    fate: Fated
    where: str
    before: str = ""
    now: str = ""
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment with its place: as a person names it, its block's key in the script, the change it hangs on.

    `key` is None for one that hangs on nothing, or on what is not in the edition.
    """

    comment: WordComment
    where: str
    key: int | None = None
    change: int | None = None


@dataclass(frozen=True)
class Compared:
    """A returned file compared with the sent one.

    `refused` are changes of what is made from records, a line each, which cannot be taken. `recognised` are
    numbers, letters and note marks that somebody typed over and that were left alone. `aligned` has for each
    block of the sent file the place of its block in the returned one (None if it has none) and how it was
    found. `remarks` are lines about the file as a whole.
    """

    script: Script
    fates: tuple[Fate, ...] = ()
    comments: tuple[Placed, ...] = ()
    refused: tuple[str, ...] = ()
    recognised: tuple[str, ...] = ()
    aligned: tuple[tuple[int | None, How | None], ...] = ()
    remarks: tuple[str, ...] = ()
