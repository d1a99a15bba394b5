"""Making records: checked each by itself and against the others, written as one revision."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.kinds.registry import KINDS
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.kinds.valid import Problem, problems_of
from sourcebook.dossier.models import Change, Dossier, Revision
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import Vault
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.links import link_problems, settle_links, targets_of
from sourcebook.dossier.write.storing import Rows


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
    return Vault.from_json(content) if content else None


def completed(plain: Plain) -> Plain:
    """A plain record with everything that it leaves out."""
    if plain.get("kind") not in KINDS:
        return plain
    own = dict(plain)
    fields, parts = own.pop("fields", {}), own.pop("parts", {})
    whole = empty_plain(own.pop("kind"), **own)
    whole["fields"] = {**whole["fields"], **fields}
    for name, rows in parts.items():
        # What the kind does not have is kept, for validation to name it.
        whole["parts"][name] = copy.deepcopy(list(rows))
    return whole


def create(
    plains: Iterable[Mapping[str, Any]],
    why: str,
    *,
    act: str = "create",
    texts: Mapping[str, str] | None = None,
    strict: bool = True,
) -> Made:
    """Makes records of plain ones, which may leave out what is empty.

    They become drafts; `made_by` is the viewer. `texts` holds the text of layers by sha256. Where `strict`,
    one that cannot be saved refuses all (raises Refused); else the others are made and those that link to a
    refused one are refused with it. Raises NotAllowed, Refused, NoVault.
    """
    viewer = current()
    viewer.must("create")
    at = now()
    given = [completed(dict(plain)) for plain in plains]
    for plain in given:
        plain["made_by"] = str(viewer.account) if viewer.account else None
        plain["made_at"] = plain.get("made_at") or moment(at)
        if plain.get("status") != "draft":
            viewer.must("review" if plain["status"] == "reviewed" else "publish")
        if LEVELS.get(plain.get("level", ""), 0) > viewer.sees and not viewer.everything:
            viewer.must("seal")
    good, problems = _sorted_out(given)
    if problems and strict:
        raise Refused(problems)
    if not good:
        return Made(None, (), tuple(problems))
    dossier = viewer.dossier
    assert dossier is not None, "records are made in a dossier"
    with as_system():
        rows = Rows(dossier, vault_of(dossier))
    for plain in good:
        rows.add(plain, texts)
    revision = Revision(dossier_id=dossier, act=act, who_id=viewer.account, at=at, why=why)
    with transaction.atomic():
        revision.save(force_insert=True)
        rows.write()
        Change.objects.bulk_create(
            [
                Change(revision=revision, record_id=uuid.UUID(plain["id"]), version=1, level=LEVELS["public"])
                for plain in good
            ],
            batch_size=500,
        )
    return Made(revision.pk, tuple(plain["id"] for plain in good), tuple(problems))


def _sorted_out(given: Sequence[Plain]) -> tuple[list[Plain], list[Problem]]:
    """Those that can be saved, and why others cannot: also those that lean on one that cannot."""
    problems: list[Problem] = []
    good = []
    for plain in given:
        own = problems_of(plain)
        problems += own
        if not own:
            good.append(plain)
    while True:
        known = targets_of(good)
        found = link_problems(good, known)
        if not found:
            settle_links(good, known)
            return good, problems
        bad = {problem.record for problem in found}
        problems += found
        good = [plain for plain in good if plain["id"] not in bad]
