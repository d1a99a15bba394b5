"""Erasure of personal data on request: a tombstone stays, with the reason; the content and its history go."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.models import (
    Capture,
    Change,
    Evidence,
    Proposal,
    Record,
    Release,
    Revision,
    SearchText,
    TextLayer,
    Withheld,
)
from sourcebook.dossier.outcomes import forget_outcomes
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.commit import commit
from sourcebook.dossier.write.files import forget_files
from sourcebook.dossier.write.make import now
from sourcebook.dossier.write.remains import Remains, names_of, remains_of
from sourcebook.dossier.write.traces import leave_no_trace

_ERASED = "(erased)"
_STAY = ("id", "kind", "level", "owner", "origin", "made_by", "made_at", "version")


def erase(ids: Sequence[str], reason: str, keys: Keys | None = None) -> list[Remains]:
    """Erases the content of records for good: fields, parts, evidence, history, proposals, preserved bytes.

    Records that were merged into them go with them. What stays is that there was a record, that it was
    erased, by whom and why: name nobody in the reason. Evidence of other records that points into an erased
    capture is taken off them. Of a capture that was released the hash stays, and nothing else: it stands on
    the list of revocations, or nobody who has a copy would know which to destroy. Files of long work go with
    it, all of the dossier. Cannot be undone. `keys` finds names also where they are sealed.

    Gives where else the names of what was erased, or its bytes, still stand, for a person to look at: also in
    published editions, whose files stay as they were signed. Raises NotAllowed, Refused.
    """
    viewer = current()
    viewer.must("erase")
    assert viewer.dossier is not None, "records are erased in a dossier"
    at = now()
    with transaction.atomic():
        with as_system():
            ids = _with_merged(ids)
            names = names_of(ids, keys)
            hashes = list(Capture.objects.filter(record_id__in=ids).values_list("sha256", flat=True))
            texts = TextLayer.objects.filter(record_id__in=ids)
            layers = {str(pk) for pk in texts.values_list("pk", flat=True)}
            leaning = Evidence.objects.filter(layer_id__in=layers).exclude(record_id__in=ids)
            evidence = {str(pk) for pk in leaning.values_list("pk", flat=True)}
            others = [str(pk) for pk in leaning.values_list("record_id", flat=True).distinct()]
            known = {str(pk) for pk in Record.objects.filter(pk__in=ids).values_list("pk", flat=True)}

        def changed(old: list[Plain]) -> list[Plain]:
            return [
                _tombstone(plain, at, reason) if plain["id"] in known else _without(plain, layers)
                for plain in old
            ]

        revision = commit(
            ids, changed, reason, act="erase", must="erase", keys=keys, forget=True, following=others
        )
        with as_system(), writing():
            forget_files(ids, hashes)
            _forget(ids)
            _forget_quotations(others, evidence)
            _forget_reasons(ids, names, revision)
            _call_back(ids, viewer.account, at)
            remains = remains_of(viewer.dossier, names, ids, hashes)
        leave_no_trace()
        forget_outcomes(viewer.dossier)
    return remains


def _with_merged(ids: Sequence[str]) -> list[str]:
    """These and all that was merged into them: one person under several names."""
    found = list(dict.fromkeys(ids))
    waiting = found
    while waiting:
        rows = Record.objects.filter(merged_into_id__in=waiting).values_list("pk", flat=True)
        waiting = [str(pk) for pk in rows if str(pk) not in found]
        found += waiting
    return found


def _tombstone(plain: Plain, at: datetime, reason: str) -> Plain:
    stone = empty_plain(plain["kind"])
    stone.update({name: plain[name] for name in _STAY})
    if plain.get("closed"):
        stone["origin"] = "person"
    # What the seal kept is gone with it: the reason is nothing to keep from the team's reviewers.
    level = "restricted" if plain["level"] == "sealed" else plain["level"]
    told = {"status": "withdrawn", "erased_at": moment(at), "note": f"Erased: {reason}"}
    return {**stone, **told, "level": level}


def _without(plain: Plain, layers: set[str]) -> Plain:
    gone = {f"evidence/{row['id']}" for row in plain["evidence"] if row["layer"] in layers}
    return {
        **plain,
        "evidence": [row for row in plain["evidence"] if row["layer"] not in layers],
        "withheld": [one for one in plain["withheld"] if one["field"] not in gone],
    }


def _forget(ids: Sequence[str]) -> None:
    Change.objects.filter(record_id__in=ids).update(before={}, after={}, sealed=None)
    Withheld.objects.filter(record_id__in=ids).delete()
    SearchText.objects.filter(record_id__in=ids).delete()
    Proposal.objects.filter(record_id__in=ids).update(payload={}, reasons=[])
    Proposal.objects.filter(other_id__in=ids).update(payload={}, reasons=[])


def _call_back(ids: Sequence[str], account: uuid.UUID | None, at: datetime) -> None:
    """Releases of erased captures end, and what was said of them goes."""
    releases = Release.objects.filter(capture_id__in=ids)
    releases.exclude(withdrawn_at=None).update(why=_ERASED, withdrawn_why=_ERASED)
    releases.filter(withdrawn_at=None).update(
        why=_ERASED, withdrawn_why=_ERASED, withdrawn_at=at, withdrawn_by_id=account
    )


def _forget_quotations(records: Sequence[str], evidence: set[str]) -> None:
    """What the history of other records says of evidence that was taken off them."""
    paths = {f"evidence/{one}" for one in evidence}
    for change in Change.objects.filter(record_id__in=records, sealed=None):
        if paths & {*change.before, *change.after}:
            change.before = {path: None if path in paths else value for path, value in change.before.items()}
            change.after = {path: None if path in paths else value for path, value in change.after.items()}
            change.save(force_update=True)


def _forget_reasons(ids: Sequence[str], names: Sequence[str], revision: uuid.UUID | None) -> None:
    """Reasons that were given for these records alone, or that name them."""
    rows = Revision.objects.filter(changes__record_id__in=ids).exclude(why="")
    for row in rows.distinct():
        if row.pk == revision:
            continue
        others = Change.objects.filter(revision=row).exclude(record_id__in=ids).exists()
        if not others or any(name in row.why for name in names):
            row.why = _ERASED
            row.save(force_update=True)
