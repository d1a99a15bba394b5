"""What is sealed in a dossier: which records, and the bytes of a sealed copy for whoever opened the vault."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.kinds.fetch import Keys, by_ids
from sourcebook.dossier.kinds.labels import label_of
from sourcebook.dossier.models import Record, Withheld
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import CaptureMissing, DecryptingReader, OpenVault, Store, context


def sealed_records() -> QuerySet[Record]:
    """The records that the viewer sees of which all or something is sealed, the newest first."""
    rows = Withheld.objects.filter(record=OuterRef("pk"), sealed__isnull=False)
    return Record.objects.filter(Exists(rows)).order_by("-made_at", "id")


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """A record of which all (`whole`) or something is sealed; its label is what it says, opened."""

    id: str
    kind: str
    label: str
    whole: bool


def opened(records: Sequence[Record], keys: Keys | None) -> list[SealedRecord]:
    """Records with their labels, of sealed ones as `keys` opens them; a query. Raises SealBroken."""
    rows = Withheld.objects.filter(record__in=records, why="record", sealed__isnull=False)
    seals = {pk: bytes(seal or b"") for pk, seal in rows.values_list("record_id", "sealed")} if keys else {}
    return [
        SealedRecord(
            str(one.pk),
            one.kind,
            _label(one, seals[one.pk], keys) if keys and one.pk in seals else one.label,
            one.level == LEVELS["sealed"],
        )
        for one in records
    ]


def _label(record: Record, seal: bytes, keys: Keys) -> str:
    content = json.loads(keys.open(seal, context(str(record.pk), "")))
    return label_of({**empty_plain(record.kind), **content})[0]


@dataclass(frozen=True, slots=True)
class SealedFile:
    """The bytes of a sealed copy, to be read in pieces; in the clear they are in the memory alone."""

    content: DecryptingReader
    name: str
    media_type: str


def sealed_file(record: str, keys: OpenVault) -> SealedFile | None:
    """The bytes of a sealed copy; None for what is none that the viewer sees.

    Raises CaptureMissing, SealBroken.
    """
    found = by_ids([record], keys)
    if not found or found[0]["kind"] != "capture" or found[0]["level"] != "sealed":
        return None
    fields = found[0]["fields"]
    row = Withheld.objects.filter(record_id=record, why="file").values_list("field", flat=True).first()
    if row is None:
        raise CaptureMissing("the bytes of this copy are not kept here")
    content = Store(captures()).open_sealed(row.removeprefix("file "), keys)
    return SealedFile(content, str(fields["file_name"]), str(fields["media_type"]))


__all__ = ["SealedFile", "SealedRecord", "opened", "sealed_file", "sealed_records"]
