"""Which captures may be handed out with a report: cleared by a person, one by one, and withdrawn again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from sourcebook.dossier.editions.saving import EditionRefused
from sourcebook.dossier.models import Capture, Record, Release
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.make import now


def release(captures: Sequence[str], why: str) -> int:
    """Clears captures for handing out; gives how many were not before. All or none.

    Raises NotAllowed, EditionRefused: without a reason, for what is no capture, and for one above public.
    """
    viewer = current()
    viewer.must("publish")
    if not why.strip():
        raise EditionRefused(
            "a capture is released for a reason (whose consent, what was looked at): say --why"
        )
    found = {
        str(record.pk): record
        for record in Record.objects.filter(pk__in=list(captures), kind="capture", dossier_id=viewer.within)
    }
    for id in captures:
        if id not in found:
            raise EditionRefused(
                f"{id} is no capture of this dossier; `sourcebook list --kind capture` shows them"
            )
        if found[id].level > 0 or found[id].status != "published":
            raise EditionRefused(f"{id}: only a published capture of level public can be released")
    with transaction.atomic():
        there = Release.objects.filter(capture_id__in=list(found), withdrawn_at=None)
        before = {str(pk) for pk in there.values_list("capture_id", flat=True)}
        new = [id for id in found if id not in before]
        Release.objects.bulk_create(
            Release(dossier_id=viewer.within, capture_id=id, who_id=viewer.account, at=now(), why=why)
            for id in new
        )
    return len(new)


def withdraw(captures: Sequence[str], why: str) -> int:
    """Takes the clearance back (consent withdrawn): such captures stand on the list of revocations."""
    viewer = current()
    viewer.must("withdraw")
    if not why.strip():
        raise EditionRefused("say --why the release is withdrawn; the reason stays in the dossier")
    open_ones = Release.objects.filter(
        dossier_id=viewer.within, capture_id__in=list(captures), withdrawn_at=None
    )
    done = 0
    with transaction.atomic():
        for one in list(open_ones):
            one.withdrawn_by_id, one.withdrawn_at, one.withdrawn_why = viewer.account, now(), why
            with writing():
                one.save(force_update=True)
            done += 1
    return done


def captures_of(ids: Sequence[str]) -> list[str]:
    """The captures among these records, and the published captures of the sources among them."""
    sources = Capture.objects.filter(source_id__in=list(ids), record__status="published", record__level=0)
    of_sources = {str(pk) for pk in sources.values_list("record_id", flat=True)}
    own = {id for id in ids if Record.objects.filter(pk=id).exclude(kind="source").exists()}
    return sorted(own | of_sources)


def released() -> frozenset[str]:
    """The ids of the captures of the viewer's dossier that are cleared now."""
    rows = Release.objects.filter(dossier_id=current().within, withdrawn_at=None)
    return frozenset(str(pk) for pk in rows.values_list("capture_id", flat=True))


def revoked() -> list[str]:
    """The sha256 of captures whose clearance was withdrawn and not given again."""
    gone = Release.objects.filter(dossier_id=current().within).exclude(withdrawn_at=None)
    ids = set(gone.values_list("capture_id", flat=True)) - {
        one.capture_id for one in Release.objects.filter(dossier_id=current().within, withdrawn_at=None)
    }
    rows = Capture.objects.filter(pk__in=ids).values_list("sha256", flat=True)
    return sorted(set(rows) - {""})
