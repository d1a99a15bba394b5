"""Making records: checked each by itself and against the others, written as one revision."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.kinds.valid import Problem, problems_of
from sourcebook.dossier.kinds.whole import canonical, completed
from sourcebook.dossier.models import Change, Dossier, Revision
from sourcebook.dossier.seen import Viewer, as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import Vault
from sourcebook.dossier.write.addresses import address_problems
from sourcebook.dossier.write.allowed import may_make
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.files import seal_files
from sourcebook.dossier.write.ids import id_problems
from sourcebook.dossier.write.links import link_problems, targets_of
from sourcebook.dossier.write.locking import state_of, wait_for_others
from sourcebook.dossier.write.passages import passage_problems
from sourcebook.dossier.write.past import change_made, keep_reason
from sourcebook.dossier.write.settling import settle_links
from sourcebook.dossier.write.storing import Rows
from sourcebook.dossier.write.traces import leave_no_trace

__all__ = ["Made", "completed", "create", "now", "vault_of"]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of making records: the revision, those made, and why others were refused."""

    revision: uuid.UUID | None
    ids: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def now() -> datetime:
    """The moment, to the microsecond, in UTC."""
    return datetime.now(UTC)


def vault_of(dossier: uuid.UUID) -> Vault | None:
    """The public half of a dossier's keys; None where no passphrase was chosen."""
    content = Dossier.objects.values_list("vault", flat=True).get(pk=dossier)
    if not content:
        return None
    return Vault.from_json(content if isinstance(content, str) else json.dumps(content))


def create(
    plains: Iterable[Mapping[str, Any]],
    why: str,
    *,
    act: str = "create",
    texts: Mapping[str, str] | None = None,
    strict: bool = True,
) -> Made:
    """Makes records of plain ones, which may leave out what is empty.

    `made_by` is the viewer. They are drafts; one that is given as reviewed or published is so by the viewer,
    who must be allowed to. `texts` holds the text of layers by sha256. Where `strict`, one that cannot be
    saved refuses all (raises Refused); else the others are made and those that link to a refused one are
    refused with it. Raises NotAllowed, Refused, NoVault.
    """
    viewer = current()
    viewer.must("create")
    dossier = viewer.dossier
    assert dossier is not None, "records are made in a dossier"
    at = now()
    given = [_signed(completed(plain), viewer, at) for plain in plains]
    # Read and folded before the transaction opens: it holds up every writer of SQLite.
    before = state_of(dossier)
    good, problems = _sorted_out(given, texts or {})
    if problems and strict:
        raise Refused(problems)
    with as_system():
        vault = vault_of(dossier)
    rows = _rows(good, dossier, vault, texts)
    with transaction.atomic():
        wait_for_others(dossier)
        if state_of(dossier) != before:
            # Somebody wrote meanwhile: what held then may hold no more.
            good, problems = _sorted_out(given, texts or {})
            rows = _rows(good, dossier, vault, texts)
        if problems and strict:
            raise Refused(problems)
        if not good:
            return Made(None, (), tuple(problems))
        revision = Revision(dossier_id=dossier, act=act, who_id=viewer.account, at=at, why=why)
        changes = [change_made(revision, plain, vault) for plain in good]
        keep_reason(revision, changes)
        revision.save(force_insert=True)
        rows.write()
        Change.objects.bulk_create(changes, batch_size=500)
        sealed = [plain for plain in good if plain["level"] == "sealed"]
        with as_system(), writing():
            seal_files(sealed, vault)
        if any(plain["kind"] == "capture" for plain in sealed):
            leave_no_trace()
    return Made(revision.pk, tuple(plain["id"] for plain in good), tuple(problems))


def _signed(plain: Plain, viewer: Viewer, at: datetime) -> Plain:
    """The record by whom it is made, whatever it says itself."""
    account = str(viewer.account) if viewer.account else None
    when = moment(at)
    status = plain.get("status")
    if status in ("reviewed", "published", "withdrawn"):
        may_make(plain, viewer)
    reviewed, published = status in ("reviewed", "published"), status == "published"
    plain.update(
        version=1,
        made_by=account,
        made_at=when,
        reviewed_by=account if reviewed else None,
        reviewed_at=when if reviewed else None,
        published_by=account if published else None,
        published_at=when if published else None,
        merged_into=None,
        erased_at=None,
    )
    themes = plain.get("themes")
    for row in themes if isinstance(themes, list) else ():
        if isinstance(row, dict):
            row.update(put_by=account, put_at=when)
    return plain


def _sorted_out(given: Sequence[Plain], texts: Mapping[str, str]) -> tuple[list[Plain], list[Problem]]:
    """Those that can be saved, and why others cannot: also those that lean on one that cannot."""
    problems: list[Problem] = []
    good = []
    for plain in given:
        own = problems_of(plain)
        problems += own
        if not own:
            good.append(canonical(plain))
    found = [*id_problems(good, [], {}), *passage_problems(good, texts)]
    while True:
        problems += found
        bad = {problem.record for problem in found}
        good = [plain for plain in good if plain["id"] not in bad]
        known = targets_of(good)
        found = [*link_problems(good, known), *address_problems(good), *_layers_gone(good, bad, given)]
        if not found:
            settle_links(good, known)
            return good, problems


def _layers_gone(good: Sequence[Plain], bad: set[str], given: Sequence[Plain]) -> list[Problem]:
    """Evidence in a text layer of a capture that was refused."""
    gone = {row["id"] for plain in given if plain.get("id") in bad for row in _layers(plain) if "id" in row}
    return [
        Problem(plain["id"], "evidence.layer", f"there is no text layer {row['layer']}")
        for plain in good
        for row in plain["evidence"]
        if row["layer"] in gone
    ]


def _layers(plain: Plain) -> Sequence[Plain]:
    parts = plain.get("parts")
    layers = parts.get("layers", ()) if isinstance(parts, dict) else ()
    return [row for row in layers if isinstance(row, dict)] if isinstance(layers, (list, tuple)) else []


def _rows(
    plains: Sequence[Plain], dossier: uuid.UUID, vault: Vault | None, texts: Mapping[str, str] | None
) -> Rows:
    rows = Rows(dossier, vault)
    for plain in plains:
        rows.add(plain, texts)
    return rows
