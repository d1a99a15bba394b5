"""Undo: a revision is taken back, as far as nobody built upon it meanwhile."""

from __future__ import annotations

import json
import uuid
from typing import Any

from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.paths import applied, flat
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Change, Revision
from sourcebook.dossier.seen import NotAllowed, as_system, current
from sourcebook.dossier.vault import context
from sourcebook.dossier.write.change import commit
from sourcebook.dossier.write.errors import Conflict, Refused


def undo(revision: str, why: str, keys: Keys | None = None) -> uuid.UUID | None:
    """Takes a revision back: what it made is withdrawn, what it changed is as before.

    Raises Conflict where a value was changed again since, Refused for a revision that is not there or was
    taken back already, NotAllowed where a sealed change needs the keys.
    """
    viewer = current()
    viewer.must("merge")
    found = Revision.objects.filter(pk=revision, dossier_id=viewer.dossier).first()
    if found is None:
        raise Refused([Problem(revision, "revision", "there is no such revision")])
    if Revision.objects.filter(undo_of=found).exists():
        raise Refused([Problem(revision, "revision", "was taken back already")])
    with as_system():
        changes = {str(change.record_id): change for change in found.changes.order_by("record_id")}
    if found.act == "erase":
        raise Refused([Problem(revision, "revision", "what was erased is gone for good")])

    def changed(old: list[Plain]) -> list[Plain]:
        return [_taken_back(plain, changes[plain["id"]], keys) for plain in old]

    # The links of a merge lie in records that the viewer may not see: they follow back as they followed.
    beyond = found.act == "merge"
    return commit(
        list(changes), changed, why, act="undo", must="merge", keys=keys, undo_of=found.pk, beyond=beyond
    )


def told(change: Change, keys: Keys | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """(before, after) of a change. Raises NotAllowed where it is sealed and there are no keys."""
    if change.sealed is None:
        return change.before, change.after
    if keys is None:
        raise NotAllowed(f"{change.record_id}: this change is sealed; it opens with the keeper's passphrase")
    content = json.loads(keys.open(bytes(change.sealed), context(str(change.pk), "change")))
    return content["before"], content["after"]


def _taken_back(plain: Plain, change: Change, keys: Keys | None) -> Plain:
    if change.version == 1:
        return {**plain, "status": "withdrawn"}
    before, after = told(change, keys)
    values = flat(plain)
    built_upon = {path: values.get(path) for path, value in after.items() if values.get(path) != value}
    if built_upon:
        raise Conflict(plain["id"], plain["version"], built_upon, before)
    return applied(plain, before)
