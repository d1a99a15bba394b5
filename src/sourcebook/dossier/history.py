"""Who changed what, when and why: of a record, or lately, as far as the viewer may see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from sourcebook.dossier.coverage import State, state_of_counts
from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.models import Change, Revision
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.past import reason_of, told


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: by whom, when, why, and of a record the values that it changed, by path.

    `who` is the account's name ("" for the program), `who_id` its id. `sealed` says that what it changed is
    sealed and was not opened. `version` is that of the record afterwards, 1 where it was made; 0 in a list of
    acts over all records, which has `records`, how many of them the act changed.
    """

    revision: str
    act: str
    at: str
    who: str
    who_id: str | None
    why: str
    undo_of: str | None
    version: int = 0
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    sealed: bool = False
    records: int = 0

    def plain(self) -> dict[str, Any]:
        """The entry as one dictionary, for JSON."""
        head = {
            "revision": self.revision,
            "act": self.act,
            "at": self.at,
            "who": self.who,
            "who_id": self.who_id,
            "why": self.why,
            "undo_of": self.undo_of,
        }
        if not self.version:
            return {**head, "records": self.records}
        changed = {"version": self.version, "before": self.before, "after": self.after}
        return {**head, **changed, **({"sealed": True} if self.sealed else {})}


def history_of(record: str, keys: Keys | None = None) -> list[Entry]:
    """What was done with a record, the newest first; empty for one that the viewer does not see.

    A change of something withheld from the viewer is not there. `keys` opens what is sealed. Three queries.
    """
    rows = Change.objects.filter(record_id=record).select_related("revision__who").order_by("-version", "id")
    return [_entry(change, keys) for change in rows]


def _entry(change: Change, keys: Keys | None) -> Entry:
    closed = change.sealed is not None and keys is None
    before, after = ({}, {}) if closed else told(change, keys)
    return Entry(
        **_head(change.revision),
        why=reason_of(change, keys),
        version=change.version,
        before=before,
        after=after,
        sealed=closed,
    )


def _head(revision: Revision) -> dict[str, Any]:
    return {
        "revision": str(revision.pk),
        "act": revision.act,
        "at": moment(revision.at),
        "who": revision.who.name if revision.who else "",
        "who_id": str(revision.who_id) if revision.who_id else None,
        "undo_of": str(revision.undo_of_id) if revision.undo_of_id else None,
    }


def lately(limit: int = 50, state: State | None = None) -> list[Entry]:
    """What was done in the viewer's dossier, the newest first: acts, with how many records each changed.

    One query, and one for the state of counts where it is not given. Counts are kept until somebody writes:
    acts may be of thousands of records.
    """
    key = (state or state_of_counts(), limit)
    rows = Revision.objects.filter(dossier_id=current().within).select_related("who").order_by("-at", "id")
    kept = _COUNTS.get(key)
    if kept is None:
        # Counted for those that are told alone, not for every act that there ever was.
        changes = Change.objects.filter(revision=OuterRef("pk")).order_by().values("revision")
        rows = rows.annotate(number=Subquery(changes.annotate(number=Count("pk")).values("number")))
    found = list(rows[:limit])
    if kept is None:
        kept = {row.pk: getattr(row, "number", 0) or 0 for row in found}
        if len(_COUNTS) >= _MANY:
            _COUNTS.clear()
        _COUNTS[key] = kept
    return [Entry(**_head(row), why=row.why, records=kept.get(row.pk, 0)) for row in found]


# How many records each of the latest acts changed, by the state of counts and how many are told; in the
# memory of this process alone.
_COUNTS: dict[tuple[State, int], dict[Any, int]] = {}
_MANY = 64
