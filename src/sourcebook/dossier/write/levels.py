"""Who may see a record or a field: levels raised and lowered, fields withheld, records and captures sealed."""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.fetch import Keys, take_value
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Capture, Change, Proposal, TextLayer
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import Store, context
from sourcebook.dossier.write.change import commit
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.make import vault_of
from sourcebook.dossier.write.merging import referring
from sourcebook.dossier.write.storing import NoVault, is_under

_SEALED = LEVELS["sealed"]


def set_level(ids: Sequence[str], level: str, why: str, keys: Keys | None = None) -> uuid.UUID | None:
    """Makes records public, team, restricted or sealed. Raises NotAllowed, Refused, NoVault.

    Sealing a source seals its captures: bytes, text and the evidence elsewhere that quotes them; also what the
    history said of them. To take a seal off, `keys` must be handed in.
    """
    with as_system():
        of_sources = Capture.objects.filter(source_id__in=ids).values_list("record_id", flat=True)
        taken = [*ids, *(str(pk) for pk in of_sources if str(pk) not in ids)] if level == "sealed" else [*ids]
        rows = Capture.objects.filter(record_id__in=taken).values_list("record_id", "sha256")
        files = {str(pk): sha256 for pk, sha256 in rows}
        layers = {
            str(pk) for pk in TextLayer.objects.filter(record_id__in=taken).values_list("pk", flat=True)
        }
    others = [one for one in referring(taken) if one not in taken]
    others += [one for one in _quoting(layers) if one not in {*taken, *others}]

    def changed(old: list[Plain]) -> list[Plain]:
        new = []
        for plain in old:
            if plain["id"] in taken:
                new.append({**plain, "level": level})
            else:
                new.append(_quotations_sealed(plain, layers) if level == "sealed" else copy.deepcopy(plain))
        return new

    with transaction.atomic():
        revision = commit([*taken, *others], changed, why, act="level", must="edit", keys=keys, beyond=False)
        if level == "sealed":
            _sealed_history(taken)
            _forgotten_proposals(taken)
            hashes = _sealed_files(files)
        elif keys:
            opened = _opened_files(taken, keys)
    if level == "sealed":
        _removed_plain(hashes)
        leave_no_trace()
    elif keys:
        _removed_sealed(opened)
    return revision


def withhold(record: str, field: str, level: str, why: str, keys: Keys | None = None) -> uuid.UUID | None:
    """Withholds a field ("text") or part ("names/<id>") of a record from those below a level.

    A level at or below the record's own gives it back. Raises NotAllowed, Refused, NoVault.
    """

    def changed(old: list[Plain]) -> list[Plain]:
        plain = copy.deepcopy(old[0])
        rest = [
            one
            for one in plain["withheld"]
            if one["field"] != field and not (one["why"] == "evidence" and _of(plain, one, field))
        ]
        if LEVELS[level] > LEVELS[plain["level"]]:
            try:
                take_value(copy.deepcopy(plain), field)
            except KeyError:
                raise Refused(
                    [Problem(record, field, f"a {plain['kind']} has no such field or part")]
                ) from None
            rest.append({"field": field, "level": level, "owner": plain["owner"], "why": "field"})
            if level == "sealed":
                under = [row["id"] for row in plain["evidence"] if is_under(row["field"], field)]
                rest += [_evidence_entry(one, plain["owner"]) for one in under]
        return [{**plain, "withheld": rest}]

    with transaction.atomic():
        revision = commit([record], changed, why, act="level", must="edit", keys=keys)
        if level == "sealed":
            _sealed_history([record])
    if level == "sealed":
        leave_no_trace()
    return revision


def _evidence_entry(evidence: str, owner: str | None) -> Plain:
    return {"field": f"evidence/{evidence}", "level": "sealed", "owner": owner, "why": "evidence"}


def _of(plain: Plain, entry: Plain, field: str) -> bool:
    wanted = entry["field"].partition("/")[2]
    return any(row["id"] == wanted and is_under(row["field"], field) for row in plain["evidence"])


def _quoting(layers: set[str]) -> list[str]:
    from sourcebook.dossier.models import Evidence

    with as_system():
        rows = Evidence.objects.filter(layer_id__in=layers).values_list("record_id", flat=True).distinct()
        return [str(pk) for pk in rows]


def _quotations_sealed(plain: Plain, layers: set[str]) -> Plain:
    new = copy.deepcopy(plain)
    known = {one["field"] for one in new["withheld"]}
    for row in new["evidence"]:
        if row["layer"] in layers and f"evidence/{row['id']}" not in known:
            new["withheld"].append(_evidence_entry(row["id"], new["owner"]))
    return new


def _forgotten_proposals(ids: Sequence[str]) -> None:
    with as_system(), writing():
        Proposal.objects.filter(record_id__in=ids).update(payload={}, reasons=[])
        Proposal.objects.filter(other_id__in=ids).update(payload={}, reasons=[])


def _sealed_history(ids: Sequence[str]) -> None:
    viewer = current()
    assert viewer.dossier is not None
    with as_system(), writing():
        vault = vault_of(viewer.dossier)
        if vault is None:
            raise NoVault
        for change in Change.objects.filter(record_id__in=ids, sealed=None).exclude(before={}, after={}):
            told = json.dumps({"before": change.before, "after": change.after}, ensure_ascii=False).encode()
            change.sealed = vault.seal(told, context(str(change.pk), "change"))
            change.before, change.after, change.level = {}, {}, _SEALED
            change.save(force_update=True)


def _sealed_files(files: Mapping[str, str]) -> set[str]:
    """Encrypts copies of the captures' bytes; a row says which file is whose. Gives the hashes of the plain."""
    viewer = current()
    assert viewer.dossier is not None
    store = Store(captures())
    with as_system():
        vault = vault_of(viewer.dossier)
        assert vault is not None
        for record, sha256 in files.items():
            if sha256 and store.has(sha256):
                name = store.copy_sealed(sha256, vault)
                Withheld.objects.create(record_id=record, field=f"file {name}", level=_SEALED, why="file")
    return {sha256 for sha256 in files.values() if sha256}


def _removed_plain(hashes: set[str]) -> None:
    """Removes plain bytes that no other capture needs; after the transaction, or a rollback would lose them."""
    store = Store(captures())
    with as_system():
        used = set(Capture.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    for sha256 in hashes - used:
        if store.has(sha256):
            store.remove(sha256)


def _opened_files(ids: Sequence[str], keys: Keys) -> list[str]:
    """Puts the plain bytes back of captures whose seal was taken off; gives the encrypted files."""
    store = Store(captures())
    names = []
    with as_system(), writing():
        for row in Withheld.objects.filter(record_id__in=ids, why="file"):
            name = row.field.removeprefix("file ")
            store.put(store.open_sealed(name, keys))
            names.append(name)
        Withheld.objects.filter(record_id__in=ids, why="file").delete()
    return names


def _removed_sealed(names: Sequence[str]) -> None:
    store = Store(captures())
    for name in names:
        store.remove_sealed(name)


def leave_no_trace() -> None:
    """Sees to it that what was sealed or erased is in no page of the database any more (SQLite).

    On PostgreSQL the server's own files keep deleted rows until they are vacuumed, and its log until it is
    recycled: encrypt its disk.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")
