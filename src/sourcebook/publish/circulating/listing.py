"""Every open change with how it stands to the newest text, and to the open changes of other partners."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sourcebook.dossier.editions.deciding import last_decisions
from sourcebook.dossier.models import ChangeDecision, ProposedChange
from sourcebook.dossier.models import Edition as Kept
from sourcebook.publish.circulating.pending import Newest, Pending, newest_of, pending
from sourcebook.publish.circulating.taking import plain_change
from sourcebook.publish.word.dropping import references_lost
from sourcebook.publish.word.merging import Between, Conflict, Meeting, between

Progress = Callable[[str], None]
# apart: nothing stands against it. asks: ours changed the same sentence. meets: the open change of another
# partner does. there: the text says so already.
State = Literal["apart", "asks", "meets", "there", "accepted", "rejected"]
WAITING = ("apart", "asks", "meets", "there")


@dataclass(frozen=True)
class Listed:
    """A change as it stands. `others` are the numbers of changes that it meets, `same_as` that of one that
    says the same in an earlier file, `loses` how many references it takes out of the text. `decision` is what
    was said last about it: of one that waits a question, or that it was opened again."""

    row: ProposedChange
    partner: str
    state: State
    conflict: Conflict | None = None
    meeting: Meeting | None = None
    others: tuple[int, ...] = ()
    same_as: int | None = None
    loses: int = 0
    decision: ChangeDecision | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody decided yet."""
        return self.state in WAITING

    @property
    def number(self) -> int:
        """By which it is called."""
        return self.row.serial

    @property
    def kind(self) -> str:
        """What sort of change it is."""
        return self.row.kind

    @property
    def author(self) -> str:
        """Who made it, as the file says."""
        return self.row.author

    @property
    def date(self) -> str:
        """When, as the file says."""
        return self.row.date

    @property
    def where(self) -> str:
        """The place in the text that was sent."""
        return self.row.where


@dataclass(frozen=True)
class Open:
    """The changes of an edition, in the order of files and of the text; the newest text, the files."""

    edition: Kept
    now: Newest
    changes: tuple[Listed, ...]
    files: Mapping[str, Pending]

    @property
    def serial(self) -> int:
        """The number of the newest text."""
        return self.now.serial


def listing(edition: Kept, *, decided: bool = False, progress: Progress | None = None) -> Open:
    """The open changes of an edition, with `decided` those decided too; in any state of the edition."""
    tell = progress or (lambda what: None)
    tell("comparing with the newest text")
    now = newest_of(edition)
    files = pending(edition, now)
    tell("comparing with each other")
    found = between([(file.name, file.theirs, file.ours) for file in files])
    rows = ProposedChange.objects.filter(edition=edition).select_related("taking").order_by("serial")
    rows = rows.defer("taking__script", "taking__comments", "taking__references")
    if not decided:
        rows = rows.filter(state="open")
    decisions = last_decisions(edition) if decided else {}
    telling = _Telling(list(rows), files, found)
    changes = tuple(telling.one(row, decisions.get(row.pk)) for row in telling.rows)
    return Open(edition, now, changes, {file.name: file for file in files})


class _Telling:
    """Tells how each change stands."""

    def __init__(self, rows: Sequence[ProposedChange], files: Sequence[Pending], found: Between) -> None:
        self.rows = rows
        self._found = found
        self._numbers = {(str(row.taking.serial), row.change): row.serial for row in rows}
        self._lost = {file.name: references_lost(file.theirs) for file in files}
        self._meetings = {one: meeting for meeting in found.meetings for one in meeting.changes}

    def one(self, row: ProposedChange, decision: ChangeDecision | None) -> Listed:
        """One change."""
        if row.state != "open":
            return Listed(row, row.taking.partner, _decided(row.state), decision=decision)
        file = str(row.taking.serial)
        key = (file, row.change)
        stands = self._found.standing[file][row.change]
        same = self._found.repeated.get(key)
        # What says the same as a change that others meet is met by them too.
        meeting = self._meetings.get(key) or (self._meetings.get(same) if same else None)
        return Listed(
            row,
            row.taking.partner,
            "meets" if meeting and stands.state == "apart" else stands.state,
            stands.conflict,
            meeting,
            tuple(
                self._numbers[one] for one in (meeting.changes if meeting else ()) if one not in (key, same)
            ),
            self._numbers[same] if same else None,
            self._lost[file].get(row.change, 0),
            decision,
        )


def _decided(state: str) -> State:
    return "accepted" if state == "accepted" else "rejected"


def as_plain(found: Open, rows: Sequence[Listed]) -> dict[str, Any]:
    """Changes and how they stand, for programs."""
    return {
        "edition": found.edition.slug,
        "text": found.serial,
        "changes": [_plain(one) for one in rows],
    }


def _plain(one: Listed) -> dict[str, Any]:
    decision = one.decision
    told = {
        "file": one.row.taking.serial,
        "partner": one.partner,
        **plain_change(one.row),
        "stands": one.state,
        "meets": list(one.others),
        "same_as": one.same_as,
        "references_lost": one.loses,
    }
    if decision is not None and not one.waits:
        who = decision.who.name if decision.who else ""
        told["decided"] = {
            "by": who,
            "at": f"{decision.at:%Y-%m-%d %H:%M}",
            "why": decision.why,
            "text": decision.text,
        }
    return told
