"""Changing records: the difference is worked out, checked, written and kept, in one transaction."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from sourcebook.dossier.kinds.fetch import Keys, by_ids
from sourcebook.dossier.kinds.paths import applied, difference
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES
from sourcebook.dossier.kinds.valid import Problem, problems_of
from sourcebook.dossier.models import Change, Record, Revision, SearchText, TextLayer, Withheld
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import Vault, context
from sourcebook.dossier.write.errors import Conflict, Refused
from sourcebook.dossier.write.links import link_problems, settle_links, targets_of
from sourcebook.dossier.write.make import now, vault_of
from sourcebook.dossier.write.storing import NoVault, Rows, record_row, split

_SEALED = LEVELS["sealed"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one record: new values by path (see `kinds.paths`), and the version they were made upon.

    Without a version the change is made whatever others did meanwhile.
    """

    record: str
    values: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None


def edit(
    edits: Sequence[Edit],
    why: str,
    *,
    act: str = "edit",
    keys: Keys | None = None,
    undo_of: uuid.UUID | None = None,
    texts: Mapping[str, str] | None = None,
) -> uuid.UUID | None:
    """Changes records; gives the revision, None where nothing differs.

    `keys` opens sealed records. Raises Refused, Conflict, NotAllowed; then nothing was changed.
    """
    allowed = _ACTS.get(act, "edit")
    return commit(
        [one.record for one in edits],
        lambda old: [applied(plain, one.values) for plain, one in zip(old, edits, strict=True)],
        why,
        act=act,
        must=allowed,
        versions={one.record: one.version for one in edits if one.version is not None},
        keys=keys,
        undo_of=undo_of,
        texts=texts,
    )


# What each act needs leave for; others are edits.
_ACTS = {"theme": "theme", "review": "review", "publish": "publish", "withdraw": "withdraw", "merge": "merge",
         "undo": "merge", "level": "edit", "erase": "erase", "anchor": "edit"}  # fmt: skip


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
) -> uuid.UUID | None:
    """Reads records whole, lets `changed` make new ones of them, and saves the differences.

    What the viewer may not see stays as it was. `forget` keeps no values in the history (erasure). `beyond`
    changes also records that the viewer does not see or may not change by themselves: for links that follow
    a merge. `fresh` are new records of the same revision.
    """
    viewer = current()
    viewer.must(must)
    assert viewer.dossier is not None, "records are changed in a dossier"
    with transaction.atomic():
        _locked(ids)
        if not beyond:
            _visible(ids, viewer)
        with as_system():
            old = by_ids(ids, keys)
        new = changed(old)
        pairs = [(o, n) for o, n in zip(old, new, strict=True) if difference(o, n)[0]]
        _versions(old, new, versions or {})
        if not pairs and not fresh:
            return None
        _allowed(pairs, viewer, beyond)
        _valid([*(n for _, n in pairs), *fresh])
        with as_system():
            vault = vault_of(viewer.dossier)
        revision = Revision(
            dossier_id=viewer.dossier, act=act, who_id=viewer.account, at=now(), why=why, undo_of_id=undo_of
        )
        revision.save(force_insert=True)
        with as_system(), writing():
            made = [Change(revision=revision, record_id=uuid.UUID(one["id"]), version=1) for one in fresh]
            rows = Rows(viewer.dossier, vault)
            for one in fresh:
                rows.add(one, texts)
            rows.write()
            for before, after in pairs:
                after["version"] = before["version"] + 1
                _replace(before, after, vault, viewer, texts or {})
            changes = [_change(revision, before, after, vault, forget) for before, after in pairs]
            Change.objects.bulk_create([*made, *changes], batch_size=500)
    return revision.pk


def _locked(ids: Sequence[str]) -> None:
    if connection.vendor == "postgresql":
        with as_system():
            list(Record.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _visible(ids: Sequence[str], viewer: Viewer) -> None:
    seen = {str(pk) for pk in Record.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    for one in ids:
        if one not in seen:
            raise Refused([Problem(one, "id", "there is no such record")])


def _versions(old: Sequence[Plain], new: Sequence[Plain], versions: Mapping[str, int]) -> None:
    for before, after in zip(old, new, strict=True):
        expected = versions.get(before["id"])
        if expected is not None and expected != before["version"]:
            raise Conflict(
                before["id"],
                before["version"],
                _since(before["id"], expected),
                difference(before, after)[1],
            )


def _since(record: str, version: int) -> dict[str, Any]:
    """What others changed after a version, as far as the viewer sees it."""
    values: dict[str, Any] = {}
    for change in Change.objects.filter(record_id=record, version__gt=version).order_by("version"):
        values.update(change.after)
    return values


def _allowed(pairs: Sequence[tuple[Plain, Plain]], viewer: Viewer, beyond: bool) -> None:
    for before, after in pairs:
        if before.get("closed"):
            raise NotAllowed(f"{before['id']} is sealed: it opens with the keeper's passphrase")
        if beyond:
            continue
        if "published" in (before["status"], after["status"]):
            viewer.must("publish")
        highest = max([LEVELS[after["level"]], *(LEVELS[one["level"]] for one in after["withheld"])])
        lowest = LEVELS[after["level"]] < LEVELS[before["level"]]
        if (highest > max(viewer.sees, viewer.own) or lowest) and not viewer.everything:
            # Anybody may make something more sensitive; only the keeper less, or more than they see themselves.
            viewer.must("seal" if lowest else "edit")
        if after["status"] == "reviewed" and before["status"] != "reviewed":
            viewer.must("review")


def _valid(new: Sequence[Plain]) -> None:
    problems = [problem for plain in new for problem in problems_of(_bare(plain))]
    if not problems:
        # What stands in a record already may point beyond what the viewer sees.
        with as_system():
            known = targets_of(new)
        problems = link_problems(new, known)
        settle_links(new, known)
    if problems:
        raise Refused(problems)


def _bare(plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if name != "closed"}


def _replace(
    before: Plain, after: Plain, vault: Vault | None, viewer: Viewer, texts: Mapping[str, str]
) -> None:
    """Writes a changed record: its rows are made anew, unless the parent row alone differs."""
    record = uuid.UUID(after["id"])
    paths = set(difference(before, after)[0])
    if after["level"] != "sealed" and paths <= RECORD.by_name.keys() - {"level", "owner"}:
        clear, _ = split(after, vault)
        assert viewer.dossier is not None
        record_row(clear, viewer.dossier).save(force_update=True)
        return
    old_layers = {} if before["level"] == "sealed" else _layer_texts(before)
    _removed(before, after, record)
    clear, withheld = split(after, vault, {**old_layers, **before.get("texts", {}), **texts})
    assert viewer.dossier is not None
    row = record_row(clear, viewer.dossier)
    row.save(force_update=True)
    rows = Rows(viewer.dossier, vault)
    kept = _kept(before, after)
    rows.rest(clear, after, withheld, {**old_layers, **before.get("texts", {}), **texts}, kept)
    rows.write()
    for layer in after["parts"].get("layers", ()):
        if layer["id"] in kept:
            TextLayer.objects.filter(pk=layer["id"]).update(current=layer["current"])


def _layer_texts(plain: Plain) -> dict[str, str]:
    if plain["kind"] != "capture":
        return {}
    return dict(TextLayer.objects.filter(record_id=plain["id"]).values_list("sha256", "text"))


def _kept(before: Plain, after: Plain) -> set[str]:
    """Layers that stay in their rows: evidence points at them, and their text is long."""
    if "sealed" in (before["level"], after["level"]):
        return set()
    old = {row["id"]: row for row in before["parts"].get("layers", ())}
    return {row["id"] for row in after["parts"].get("layers", ()) if row["id"] in old}


def _removed(before: Plain, after: Plain, record: uuid.UUID) -> None:
    """Takes away the rows that are about to be written anew."""
    kind = KINDS[before["kind"]]
    kept = _kept(before, after)
    closed = [one["field"] for one in after["withheld"] if one.get("closed")]
    Withheld.objects.filter(record_id=record).exclude(field__in=closed).exclude(why="file").delete()
    SearchText.objects.filter(record_id=record).delete()
    for model in (EVIDENCE.model, THEMES.model, kind.table.model):
        model._default_manager.filter(record_id=record).delete()
    for part in kind.parts:
        rows = PARTS[part].model._default_manager.filter(record_id=record)
        rows.exclude(pk__in=list(kept)).delete() if part == "layers" else rows.delete()


def _change(revision: Revision, before: Plain, after: Plain, vault: Vault | None, forget: bool) -> Change:
    old, new = difference(before, after)
    change = Change(revision=revision, record_id=uuid.UUID(after["id"]), version=after["version"])
    levels = {one["field"]: one for plain in (before, after) for one in plain["withheld"]}
    touched = [one for field, one in levels.items() if any(_touches(path, field) for path in {**old, **new})]
    level = max([0, *(LEVELS[one["level"]] for one in touched)])
    owner = next((one["owner"] for one in touched if one["owner"]), None)
    if forget:
        old = dict.fromkeys(old)
        new = {path: value for path, value in new.items() if path in ("status", "erased_at")}
    if "sealed" in (before["level"], after["level"]) or level == _SEALED:
        if vault is None:
            raise NoVault
        change.level = _SEALED
        told = json.dumps({"before": old, "after": new}, ensure_ascii=False).encode()
        change.sealed = vault.seal(told, context(str(change.pk), "change"))
    else:
        change.level = level
        change.before, change.after = old, new
    change.owner_id = uuid.UUID(owner) if owner else None
    return change


def _touches(path: str, field: str) -> bool:
    bare = path.removeprefix("fields/").removeprefix("parts/")
    return bare == field or bare.startswith(f"{field}/") or path == f"withheld/{field}"
