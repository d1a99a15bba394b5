"""Who may find a text, as words in the index itself: each text carries the marks of those who may see it.

Joining every found text with its record would cost a hundred milliseconds for a common word; an index
intersects marks while it looks up words. The marks decide what is counted and ranked. What is shown comes
through the gate of `seen` again: a mark that were wrong could spoil a number, never show a text. The rule is
that of `seen.rules` for `dossier_searchtext`; a test compares them, role by role.

    all               every text                         (the program's own work)
    <d>l<n>           a text of level n of dossier d     (those who see level n of everybody's records)
    <d>p<n>           the same, of a published record    (the public)
    <d>l<n>o<o>       the same, text and record being organisation o's      (its members, who see more)
    <d>l<n>o<o>r<m>   the same, the record of level m being someone else's  (its members, if they see level m)
    k<kind>           the kind of the record             (a filter, no matter of sight)

<d> and <o> are the last 16 hexadecimal digits of an id.
"""

from __future__ import annotations

import uuid

from sourcebook.dossier.seen.roles import WORLD
from sourcebook.dossier.seen.viewer import Viewer

# The marks of a search text `s` of a record `r`, as SQL of each engine; parted by spaces.
_MARKS = """
'all k' || r.kind || ' ' || {d} || 'l' || {level}
|| CASE WHEN r.status = 'published' THEN ' ' || {d} || 'p' || {level} ELSE '' END
|| CASE WHEN s.owner_id IS NULL THEN ''
        WHEN s.owner_id = r.owner_id THEN ' ' || {d} || 'l' || {level} || 'o' || {o}
        ELSE ' ' || {d} || 'l' || {level} || 'o' || {o} || 'r' || r.level END
"""
MARKS_SQLITE = _MARKS.format(
    d="substr(r.dossier_id, -16)", o="substr(s.owner_id, -16)", level="max(s.level, r.level)"
)
MARKS_POSTGRESQL = _MARKS.format(
    d="right(replace(r.dossier_id::text, '-', ''), 16)",
    o="right(replace(s.owner_id::text, '-', ''), 16)",
    level="greatest(s.level, r.level)",
)


def marks_of(viewer: Viewer) -> tuple[str, ...]:
    """The marks of which a text must carry one for the viewer to find it."""
    if viewer.everything:
        return ("all",)
    assert viewer.dossier is not None
    dossier = _short(viewer.dossier)
    letter = "p" if viewer.role == WORLD else "l"
    marks = [f"{dossier}{letter}{level}" for level in range(viewer.sees + 1)]
    if viewer.organisation is not None and letter == "l":
        for level in range(viewer.sees + 1, viewer.own + 1):
            own = f"{dossier}l{level}o{_short(viewer.organisation)}"
            marks += [own, *(f"{own}r{record}" for record in range(viewer.sees + 1))]
    return tuple(marks)


def kind_mark(kind: str) -> str:
    """The mark of the texts of a kind of record."""
    return f"k{kind}"


def _short(one: uuid.UUID) -> str:
    return one.hex[-16:]
