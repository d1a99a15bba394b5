"""The one way by which records change: read whole, changed, checked, written, and kept in the history."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from sourcebook.dossier.kinds.fetch import Keys, by_ids
from sourcebook.dossier.kinds.paths import difference
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Change, Record, Revision
from sourcebook.dossier.outcomes import forget_outcomes
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import Vault
from sourcebook.dossier.write.allowed import may_change
from sourcebook.dossier.write.errors import Conflict, Refused
from sourcebook.dossier.write.files import open_files, seal_files
from sourcebook.dossier.write.links import in_parts, is_id
from sourcebook.dossier.write.locking import wait_for_others
from sourcebook.dossier.write.make import now, vault_of
from sourcebook.dossier.write.past import change_made, change_of, keep_reason, told, veil
from sourcebook.dossier.write.replacing import Pair, write_changed
from sourcebook.dossier.write.storing import Rows
from sourcebook.dossier.write.traces import leave_no_trace
from sourcebook.dossier.write.weighing import check, made_whole, worked_out


def commit(
    ids: Sequence[str],
    changed: Callable[[list[Plain]], list[Plain]],
    why: str,
    *,
    act: str,
    must: str,
    versions: Mapping[str, int] | None = None,
    keys: Keys | None = None,
    undo_of: uuid.UUID | None = None,
    texts: Mapping[str, str] | None = None,
    forget: bool = False,
    beyond: bool = False,
    fresh: Sequence[Plain] = (),
    following: Sequence[str] = (),
) -> uuid.UUID | None:
    """Reads records whole, lets `changed` make new ones of them, saves the differences; gives the revision.

    `changed` must leave what it gets as it was. What the viewer may not see stays as it is. `following` are
    records that change because others do (links after a merge): whoever may see or change them; sealed ones
    that nobody opened are left out. `beyond` makes all of them such. `forget` keeps no values in the history
    (erasure). `fresh` are new records of the same revision. None where nothing differs. Raises Refused,
    Conflict, NotAllowed, NoVault; then nothing was changed.
    """
    viewer = current()
    viewer.must(must)
    dossier = viewer.dossier
    assert dossier is not None, "records are changed in a dossier"
    with transaction.atomic():
        wait_for_others(dossier)
        if not beyond:
            _visible(ids, dossier)
        loose = {*following, *(ids if beyond else ())}
        with as_system():
            old = by_ids(list(dict.fromkeys([*ids, *following])), keys)
        if not forget:
            old = [plain for plain in old if not (plain.get("closed") and plain["id"] in loose)]
        new = changed(old)
        _versions(old, new, versions or {}, keys)
        pairs = worked_out(old, new)
        fresh = made_whole(fresh)
        if not pairs and not fresh:
            return None
        if not forget:
            may_change(pairs, viewer, loose)
        check(pairs, fresh, texts or {}, loose)
        with as_system():
            vault = vault_of(dossier)
        revision = Revision(
            dossier_id=dossier, act=act, who_id=viewer.account, at=now(), why=why, undo_of_id=undo_of
        )
        _write(revision, pairs, fresh, vault, texts or {}, forget, keys)
    return revision.pk


def _visible(ids: Sequence[str], dossier: uuid.UUID) -> None:
    seen: set[str] = set()
    for some in in_parts(one for one in ids if is_id(one)):
        rows = Record.objects.filter(pk__in=some, dossier_id=dossier)
        seen.update(str(pk) for pk in rows.values_list("pk", flat=True))
    missing = [Problem(one, "id", "there is no such record") for one in ids if one not in seen]
    if missing:
        raise Refused(missing)


def _versions(
    old: Sequence[Plain], new: Sequence[Plain], versions: Mapping[str, int], keys: Keys | None
) -> None:
    for before, after in zip(old, new, strict=True):
        expected = versions.get(before["id"])
        if expected is not None and expected != before["version"]:
            theirs = _since(before["id"], expected, keys)
            raise Conflict(before["id"], before["version"], theirs, difference(before, after)[1])


def _since(record: str, version: int, keys: Keys | None) -> dict[str, Any]:
    """What others changed after a version, as far as the viewer sees it."""
    values: dict[str, Any] = {}
    for change in Change.objects.filter(record_id=record, version__gt=version).order_by("version"):
        if change.sealed is None or keys is not None:
            values.update(told(change, keys)[1])
    return values


def _write(
    revision: Revision,
    pairs: Sequence[Pair],
    fresh: Sequence[Plain],
    vault: Vault | None,
    texts: Mapping[str, str],
    forget: bool,
    keys: Keys | None,
) -> None:
    with as_system(), writing():
        changes = [change_made(revision, plain, vault) for plain in fresh]
        changes += [change_of(revision, pair, vault, forget) for pair in pairs]
        keep_reason(revision, changes)
        revision.save(force_insert=True)
        rows = Rows(revision.dossier_id, vault)
        for plain in fresh:
            rows.add(plain, texts)
        rows.write()
        write_changed(pairs, revision.dossier_id, vault, texts)
        veil(pairs, vault)
        Change.objects.bulk_create(changes, batch_size=500)
        _cross(revision.dossier_id, pairs, fresh, vault, None if forget else keys)


def _cross(
    dossier: uuid.UUID,
    pairs: Sequence[Pair],
    fresh: Sequence[Plain],
    vault: Vault | None,
    keys: Keys | None,
) -> None:
    """What lies beside the tables follows records that are sealed or opened."""
    was = {pair.after["id"]: pair.before["level"] for pair in pairs}
    now_sealed = [pair.before for pair in pairs if pair.after["level"] == "sealed" != was[pair.after["id"]]]
    now_sealed += [plain for plain in fresh if plain["level"] == "sealed"]
    opened = [pair.after["id"] for pair in pairs if pair.before["level"] == "sealed" != pair.after["level"]]
    seal_files(now_sealed, vault)
    if opened and keys is not None:
        open_files(opened, keys)
    if now_sealed or any(_seals_more(pair) for pair in pairs):
        leave_no_trace()
        forget_outcomes(dossier)


def _seals_more(pair: Pair) -> bool:
    was = {one["field"] for one in pair.before["withheld"] if one["level"] == "sealed"}
    return any(one["level"] == "sealed" and one["field"] not in was for one in pair.after["withheld"])
