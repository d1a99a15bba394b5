"""Bookmarks: the names under which Word finds blocks and notes.

Word's names are of letters, digits and underscores, at most forty, and are the same in either case; ids of
blocks may be anything, so each gets a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_NO_LETTER = re.compile(r"[^A-Za-z0-9_]")
_LONGEST = 36
_NOTE = "note_mark_"
_HIDDEN = "_sb"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name by which a paragraph is found again when the file comes back ("p0012").

    `last` is how many of its last characters it goes around, the rest is a label; None: all that it says.
    """

    name: str
    last: int | None = None


# By the id of the printed block and the place in it: 0, items and rows from 1; ("", 0) is the title, ("", 1)
# the subtitle. Rows count with the header, if there is one.
Anchors = Mapping[tuple[str, int], Anchor]


def hidden(name: str) -> str:
    """The bookmark that Word does not show, of a block ("p0012") or of a reference ("r0007")."""
    return f"{_HIDDEN}{name[0]}_{name[1:]}"


def names(ids: Iterable[str]) -> Mapping[str, str]:
    """A bookmark's name for each id, like the id; the same for the same ids in their order."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for id in ids:
        if id in found or not id:
            continue
        plain = _NO_LETTER.sub("_", id)[:_LONGEST]
        # Pandoc gives another name to what does not begin with a letter.
        free = plain[0].isalpha() and not plain.casefold().startswith(_NOTE)
        base = plain if free else f"b{plain}"
        name, count = base, 1
        while name.casefold() in taken:
            count += 1
            name = f"{base[: _LONGEST - 4]}_{count}"
        found[id] = name
        taken.add(name.casefold())
    return found


def of_note(number: int) -> str:
    """The name of a note's mark."""
    return f"{_NOTE}{number}"
