"""Undo: a revision is taken back, as far as nobody built upon it meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.paths import applied, flat, is_order
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Change, Record, Revision
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.write.commit import commit
from sourcebook.dossier.write.errors import Conflict, Refused
from sourcebook.dossier.write.past import told

__all__ = ["told", "undo"]


def undo(revision: str, why: str, keys: Keys | None = None) -> uuid.UUID | None:
    """Takes a revision back: what it made is withdrawn, what it changed is as before.

    An undo can be undone. Raises Conflict where a value was changed again since, Refused for a revision that
    is not there, was taken back already, or touched what was erased, NotAllowed where a sealed change needs
    the keys.
    """
    viewer = current()
    viewer.must("merge")
    found = _revision(revision, viewer.dossier)
    with as_system():
        if _is_taken_back(found):
            raise Refused([Problem(revision, "revision", "was taken back already")])
        changes = {str(change.record_id): change for change in found.changes.order_by("record_id")}
        erased = Record.objects.filter(pk__in=list(changes), erased_at__isnull=False)
        gone = [str(pk) for pk in erased.values_list("pk", flat=True)]
    if found.act == "erase" or gone:
        what = gone[0] if gone else revision
        raise Refused([Problem(what, "revision", "what was erased is gone for good")])
    values = {record: told(change, keys) for record, change in changes.items()}
    ids = [record for record in changes if _is_own(found.act, record, values)]

    def changed(old: list[Plain]) -> list[Plain]:
        return [_taken_back(plain, changes[plain["id"]], values[plain["id"]], keys) for plain in old]

    # Links that followed lie also in records that the viewer may not see: they follow back.
    following = [record for record in changes if record not in ids]
    return commit(
        ids, changed, why, act="undo", must="merge", keys=keys, undo_of=found.pk, following=following
    )


def _revision(revision: str, dossier: Any) -> Revision:
    try:
        found = Revision.objects.filter(pk=uuid.UUID(str(revision)), dossier_id=dossier).first()
    except ValueError:
        found = None
    if found is None:
        raise Refused([Problem(str(revision), "revision", "there is no such revision")])
    return found


def _is_taken_back(revision: Revision) -> bool:
    """Whether it is undone just now: by an undo that was not undone itself."""
    return any(not _is_taken_back(one) for one in Revision.objects.filter(undo_of=revision))


def _is_own(act: str, record: str, values: Mapping[str, tuple[Plain, Plain]]) -> bool:
    """Whether a record was changed by somebody, and not only because others were."""
    paths = values[record][1].keys()
    if act in ("merge", "undo"):
        ends = {one["merged_into"] for told_ in values.values() for one in told_ if one.get("merged_into")}
        if ends:
            return record in ends or "merged_into" in paths
    if act in ("level", "undo"):
        # What followed a level lost or gained a link or a quotation.
        entries = [
            entry
            for side in values[record]
            for path, entry in side.items()
            if path.startswith("withheld/") and entry
        ]
        others = [path for path in paths if not path.startswith("withheld/")]
        return bool(others) or not entries or any(entry["why"] == "field" for entry in entries)
    return True


def _taken_back(plain: Plain, change: Change, values: tuple[Plain, Plain], keys: Keys | None) -> Plain:
    if change.version == 1:
        return _unmade(plain, keys)
    before, after = values
    now = flat(plain)
    built_upon = {
        path: now.get(path)
        for path, value in after.items()
        if now.get(path) != value and not is_order(path) and not _is_derived(path, value, before.get(path))
    }
    if built_upon:
        raise Conflict(plain["id"], plain["version"], built_upon, before)
    back = {path: value for path, value in before.items() if not _is_derived(path, value, after.get(path))}
    return applied(plain, back)


def _is_derived(path: str, *entries: Any) -> bool:
    """Whether a value settles by itself: a link withheld because of what it leads to."""
    return path.startswith("withheld/") and all(one is None or one["why"] == "link" for one in entries)


def _unmade(plain: Plain, keys: Keys | None) -> Plain:
    """A record that was made is withdrawn, if it is as it was made."""
    since: dict[str, Any] = {}
    for before in _since(plain["id"], keys):
        for path, value in before.items():
            since.setdefault(path, value)
    now = flat(plain)
    built_upon = {
        path: now.get(path)
        for path, value in since.items()
        if now.get(path) != value and not is_order(path) and not path.startswith(("withheld/", "themes/"))
    }
    if built_upon and plain["status"] != "withdrawn":
        raise Conflict(plain["id"], plain["version"], built_upon, {"status": "withdrawn"})
    return {**plain, "status": "withdrawn"}


def _since(record: str, keys: Keys | None) -> Iterable[Plain]:
    with as_system():
        changes = list(Change.objects.filter(record_id=record, version__gt=1).order_by("version"))
    return [told(change, keys)[0] for change in changes]
