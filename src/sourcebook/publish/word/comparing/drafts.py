"""Changes while they are being found, and the tokens under them; they get their numbers at the end.

Neighbouring tracked edits of one author at about one time are one change. Those of one tracked move are one,
wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sourcebook.publish.word.flow import Start, Token
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.script import ChangeKind

# Edits of one author this many seconds apart, side by side, are one.
_AT_ONCE = 300


@dataclass(eq=False)
class Draft:
    """A change that has no number yet. `note` is the name of the note whose words it changes."""

    kind: ChangeKind
    revision: Revision
    tracked: bool
    note: str = ""
    number: int = 0
    key: int = -1


Conditions = list[tuple[Draft, bool]]


@dataclass(slots=True, eq=False)
class Atom:
    """A token or start with its conditions, while the script is made. `comments` are those on it."""

    token: Token | Start
    when: Sequence[tuple[Draft, bool]] = ()
    comments: tuple[str, ...] = ()


@dataclass
class Drafting:
    """Gives the change that a token stands under.

    `saved` is who saved the file last, and when: author and date of what was not tracked.
    """

    saved: Revision
    note: str = ""
    moves: dict[str, Draft] = field(default_factory=dict)
    _open: dict[str, tuple[Draft, Revision]] = field(default_factory=dict)
    _looks: tuple[str, Draft] | None = None

    def untracked(self, kind: ChangeKind, carried: Revision | None = None) -> Draft:
        """A change that was not tracked; in a block that a tracked change carried here, of that author."""
        return Draft(self._kind(kind), carried or self.saved, carried is not None, self.note)

    def whole(self, kind: ChangeKind, revision: Revision) -> Draft:
        """A tracked change of a whole block, or of where one begins."""
        if revision.move:
            return self._moved(revision)
        return Draft(kind, revision, True, self.note)

    def run(self, revision: Revision) -> Draft:
        """The tracked change of words: the one that their neighbours stand under, or a new one."""
        if revision.move:
            return self._moved(revision)
        draft, last = self._open.get(revision.author, (None, revision))
        if draft is None or not at_once(last.date, revision.date):
            draft = Draft(self._kind("text"), revision, True, self.note)
        self._open[revision.author] = draft, revision
        return draft

    def look(self, revision: Revision, tracked: bool) -> Draft:
        """The change of look of a stretch of words."""
        if self._looks is None or self._looks[0] != revision.author:
            self._looks = revision.author, Draft(self._kind("look"), revision, tracked, self.note)
        return self._looks[1]

    def untouched(self) -> None:
        """Says that words that nobody tracked stand here."""
        if self._open:
            self._open = {}

    def unchanged_look(self) -> None:
        """Says that a word whose look is as it was stands here."""
        self._looks = None

    def _moved(self, revision: Revision) -> Draft:
        return self.moves.setdefault(revision.move, Draft("moved", revision, True, self.note))

    def _kind(self, kind: ChangeKind) -> ChangeKind:
        return "note" if self.note else kind


def at_once(one: str, other: str) -> bool:
    """Whether two dates (ISO 8601) are about the same time; an unknown one is."""
    if one == other or not one or not other:
        return True
    first, second = _read(one), _read(other)
    if first is None or second is None or (first.tzinfo is None) != (second.tzinfo is None):
        return False
    return abs((first - second).total_seconds()) <= _AT_ONCE


def _read(date: str) -> datetime | None:
    try:
        return datetime.fromisoformat(date)
    except ValueError:
        # No date of ISO 8601: it is only equal to itself.
        return None
