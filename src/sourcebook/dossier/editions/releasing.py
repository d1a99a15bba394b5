"""Which captures may be handed out with a report: cleared by a person, one by one, and called back again.

A clearance is for the bytes that were looked at. It holds while the capture is published, of level public and
has these bytes: what is withdrawn, sealed or erased afterwards is not handed out any more, without anybody
thinking of it, and stands on the list of revocations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from sourcebook.dossier.editions.saving import EditionRefused
from sourcebook.dossier.models import Capture, Record, Release
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.links import in_parts, is_id
from sourcebook.dossier.write.locking import wait_for_others
from sourcebook.dossier.write.make import now

_HOW = "`sourcebook list --kind capture` shows them"
_OTHER_BYTES = "the capture has other bytes now"


def release(captures: Sequence[str], why: str) -> int:
    """Clears captures for handing out; gives how many were not before. All or none.

    Raises NotAllowed, EditionRefused: without a reason, for what is no capture, for one that is not published
    or above public, and for one of which no bytes are kept.
    """
    viewer = current()
    viewer.must("publish")
    if not why.strip():
        raise EditionRefused(
            "a capture is released for a reason (whose consent, what was looked at): say --why"
        )
    ids = list(dict.fromkeys(captures))
    if not ids:
        raise EditionRefused(f"there is no published capture of level public to release; {_HOW}")
    with transaction.atomic():
        wait_for_others(viewer.within)
        hashes = _releasable(ids)
        before = _open(ids)
        _close([one for one in before.values() if one.sha256 != hashes[str(one.capture_id)]], _OTHER_BYTES)
        new = [id for id in ids if id not in before or before[id].sha256 != hashes[id]]
        Release.objects.bulk_create(
            Release(
                dossier_id=viewer.within,
                capture_id=id,
                sha256=hashes[id],
                who_id=viewer.account,
                at=now(),
                why=why,
            )
            for id in new
        )
    return len(new)


def _releasable(ids: Sequence[str]) -> Mapping[str, str]:
    """The hashes of captures that may be released, by id. Raises EditionRefused where one may not."""
    found: dict[str, tuple[int, str, str]] = {}
    for some in in_parts(one for one in ids if is_id(one)):
        rows = Capture.objects.filter(record__in=some, record__dossier_id=current().within)
        told = rows.values_list("record_id", "record__level", "record__status", "sha256")
        found.update((str(pk), (level, status, sha256)) for pk, level, status, sha256 in told)
    for id in ids:
        if id not in found:
            raise EditionRefused(f"{id} is no capture of this dossier; {_HOW}")
        level, status, sha256 = found[id]
        if level > 0 or status != "published":
            raise EditionRefused(f"{id}: only a published capture of level public can be released")
        if not sha256:
            raise EditionRefused(f"{id}: no bytes are kept of it, so there is nothing to hand out")
    return {id: sha256 for id, (_, _, sha256) in found.items()}


def withdraw(captures: Sequence[str], why: str) -> int:
    """Calls captures back (consent withdrawn), and with them others of the same bytes; gives how many.

    Their hashes stand on the list of revocations. Raises NotAllowed, EditionRefused: without a reason, and
    where none of them is released.
    """
    viewer = current()
    viewer.must("withdraw")
    if not why.strip():
        raise EditionRefused("say --why the release is withdrawn; the reason stays in the dossier")
    with transaction.atomic():
        wait_for_others(viewer.within)
        named = _open(list(dict.fromkeys(captures)))
        same = {one.sha256 for one in named.values()} - {""}
        alike = Release.objects.filter(dossier_id=viewer.within, withdrawn_at=None, sha256__in=same)
        called = {one.pk: one for one in (*named.values(), *alike)}
        if not called:
            raise EditionRefused("none of these is released, so there is nothing to call back")
        _close(list(called.values()), why)
    return len(called)


def _open(ids: Sequence[str]) -> dict[str, Release]:
    """The releases of captures that were not called back, by capture."""
    found: dict[str, Release] = {}
    for some in in_parts(one for one in ids if is_id(one)):
        rows = Release.objects.filter(dossier_id=current().within, capture_id__in=some, withdrawn_at=None)
        found.update((str(one.capture_id), one) for one in rows)
    return found


def _close(releases: Sequence[Release], why: str) -> None:
    at = now()
    for some in in_parts([one.pk for one in releases]):
        with writing():
            Release.objects.filter(pk__in=some).update(
                withdrawn_by_id=current().account, withdrawn_at=at, withdrawn_why=why
            )


def captures_of(ids: Sequence[str]) -> list[str]:
    """The captures among these records, and those of the sources among them that can be released."""
    sources: set[str] = set()
    copies: set[str] = set()
    for some in in_parts(one for one in ids if is_id(one)):
        rows = Record.objects.filter(pk__in=some, kind="source").values_list("pk", flat=True)
        sources.update(map(str, rows))
        kept = Capture.objects.filter(source_id__in=some, record__status="published", record__level=0)
        copies.update(str(pk) for pk in kept.exclude(sha256="").values_list("record_id", flat=True))
    return sorted((set(ids) - sources) | copies)


def released() -> frozenset[str]:
    """The ids of the captures of the viewer's dossier that may be handed out now."""
    return frozenset(str(pk) for pk in _holding().values_list("capture_id", flat=True))


def _holding() -> Any:
    """The releases that hold: not called back, of a capture that is public still and has the same bytes."""
    rows = Release.objects.filter(
        dossier_id=current().within,
        withdrawn_at=None,
        capture__status="published",
        capture__level=0,
        capture__merged_into=None,
        capture__erased_at=None,
        capture__capture__sha256=F("sha256"),
    )
    return rows.exclude(sha256="")


def revoked() -> list[str]:
    """The sha256 of what was released once and is not any more, whatever became of the capture; sorted.

    The whole list, also of captures that the viewer may not see by now: it is made to be published. Raises
    NotAllowed.
    """
    viewer = current()
    viewer.must("publish")
    holding = set(_holding().values_list("sha256", flat=True))
    with as_system():
        every = Release.objects.filter(dossier_id=viewer.within).values_list("sha256", flat=True)
        return sorted(set(every) - holding - {""})
