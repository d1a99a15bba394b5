"""Erasure of personal data on request: a tombstone stays, with the reason; the content and its history go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.models import Capture, Change, Evidence, Proposal, Withheld
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import Store
from sourcebook.dossier.write.change import commit
from sourcebook.dossier.write.make import now

_STAY = ("id", "kind", "level", "owner", "origin", "made_by", "made_at", "version")


def erase(ids: Sequence[str], reason: str) -> None:
    """Erases the content of records for good: fields, parts, evidence, history, proposals, preserved bytes.

    What stays is that there was a record, that it was erased, by whom and why. Evidence of other records that
    points into an erased capture is taken off them. Cannot be undone. Raises NotAllowed, Refused.
    """
    viewer = current()
    viewer.must("erase")
    at = now()
    with as_system():
        hashes = list(Capture.objects.filter(record_id__in=ids).values_list("sha256", flat=True))
        leaning = Evidence.objects.filter(layer__record_id__in=ids).exclude(record_id__in=ids)
        others = [str(pk) for pk in leaning.values_list("record_id", flat=True).distinct()]
        layers = {str(pk) for pk in leaning.values_list("layer_id", flat=True)}

    def changed(old: list[Plain]) -> list[Plain]:
        return [
            _tombstone(plain, at, reason) if plain["id"] in ids else _without(plain, layers) for plain in old
        ]

    commit([*ids, *others], changed, reason, act="erase", must="erase", forget=True, beyond=True)
    with as_system(), writing():
        Change.objects.filter(record_id__in=[*ids]).update(before={}, after={}, sealed=None)
        Withheld.objects.filter(record_id__in=ids).delete()
        Proposal.objects.filter(record_id__in=ids).update(payload={}, reasons=[])
        Proposal.objects.filter(other_id__in=ids).update(payload={}, reasons=[])
        used = set(Capture.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    store = Store(captures())
    for sha256 in {*hashes} - used:
        if sha256 and store.has(sha256):
            store.remove(sha256)


def _tombstone(plain: Plain, at: datetime, reason: str) -> Plain:
    stone = empty_plain(plain["kind"], **{name: plain[name] for name in _STAY})
    return {**stone, "status": "withdrawn", "erased_at": moment(at), "note": f"Erased: {reason}"}


def _without(plain: Plain, layers: set[str]) -> Plain:
    return {**plain, "evidence": [row for row in plain["evidence"] if row["layer"] not in layers]}
