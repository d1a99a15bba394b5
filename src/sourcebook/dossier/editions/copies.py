"""The preserved copies behind an edition: which are handed out with it, which may be, and which may not."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sourcebook.dossier.models import Capture, Release
from sourcebook.dossier.models.record import Status
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.links import in_parts, is_id

# released: handed out. waits: may be, and nobody cleared it. kept: not published, or not public.
# other: it was cleared, and has other bytes now.
Standing = Literal["released", "waits", "kept", "other"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a source. `why`, `who` and `at` are of its release."""

    id: str
    label: str
    source: str
    source_label: str
    media_type: str
    size: int
    standing: Standing
    why: str = ""
    who: str = ""
    at: datetime | None = None


def copies_of(sources: Collection[str]) -> list[Copy]:
    """The copies of these sources of which bytes are kept, what waits first; two queries for 500 sources."""
    found: list[Capture] = []
    for some in in_parts(one for one in sources if is_id(one)):
        rows = Capture.objects.filter(source_id__in=some, record__merged_into=None, record__erased_at=None)
        rows = rows.exclude(sha256="").exclude(record__status=Status.WITHDRAWN)
        found += rows.filter(record__dossier_id=current().within).select_related("record", "source")
    releases = _open([one.pk for one in found])
    every = [_copy(one, releases.get(one.pk)) for one in found]
    order: tuple[Standing, ...] = ("other", "waits", "released", "kept")
    return sorted(every, key=lambda one: (order.index(one.standing), one.source_label, one.label, one.id))


def counted(copies: Collection[Copy]) -> Mapping[str, int]:
    """How many stand how."""
    return Counter(one.standing for one in copies)


def _open(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Release]:
    found: dict[uuid.UUID, Release] = {}
    for some in in_parts(ids):
        rows = Release.objects.filter(dossier_id=current().within, capture_id__in=some, withdrawn_at=None)
        found.update((one.capture_id, one) for one in rows.select_related("who"))
    return found


def _copy(one: Capture, release: Release | None) -> Copy:
    public = one.record.status == Status.PUBLISHED and one.record.level == 0
    standing: Standing = "waits" if public else "kept"
    if public and release is not None:
        standing = "released" if release.sha256 == one.sha256 else "other"
    source = one.source
    return Copy(
        str(one.pk),
        one.file_name or one.record.label,
        str(one.source_id or ""),
        source.label if source else "",
        one.media_type,
        one.size,
        standing,
        release.why if release else "",
        release.who.name if release and release.who else "",
        release.at if release else None,
    )
