"""Bookmarks: the names under which Word finds blocks and notes.

Word's names are of letters, digits and underscores, at most forty, and are the same in either case; ids of
blocks may be anything, so each gets a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NO_LETTER = re.compile(r"[^A-Za-z0-9_]")
_LONGEST = 36
_NOTE = "note_mark_"


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
