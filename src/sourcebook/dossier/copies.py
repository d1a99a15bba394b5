"""The preserved copy of a source as somebody looks at it: what is known of it, its bytes, whether they still
are the same, and where in it a passage stands."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.models import Capture, Evidence, Record, Status
from sourcebook.dossier.vault import CaptureMissing, Store

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Copy:
    """A preserved copy as the viewer sees it.

    `record` is the record in its plain form; `path` where its bytes lie, None where none are kept in the
    clear. `others` are (id, label, day) of the further copies of the same source, the newest first.
    """

    record: Plain
    source: str
    source_label: str
    path: Path | None
    others: tuple[tuple[str, str, str], ...]

    @property
    def id(self) -> str:
        """The id of the record."""
        return str(self.record["id"])

    @property
    def sealed(self) -> bool:
        """Whether it is sealed: then nothing of it can be shown."""
        return bool(self.record.get("closed"))

    @property
    def fields(self) -> dict[str, Any]:
        """The columns of the record; empty ones where it is sealed."""
        fields: dict[str, Any] = self.record["fields"]
        return fields

    @property
    def custody(self) -> list[Plain]:
        """Who had it in hand, in order."""
        rows: list[Plain] = self.record["parts"]["custody"]
        return rows

    @property
    def layer(self) -> Plain | None:
        """The newest text that was taken from it."""
        return next((row for row in self.record["parts"]["layers"] if row["current"]), None)


def copy_of(record: str) -> Copy | None:
    """A preserved copy, or of a source the newest one; None where the viewer sees none. Nine queries."""
    found = by_ids([record])
    if found and found[0]["kind"] == "source":
        found = by_ids([newest_of(record)])
    if not found or found[0]["kind"] != "capture":
        return None
    plain = found[0]
    source = str(plain["fields"].get("source") or "")
    named = Record.objects.filter(pk=source).values_list("label", flat=True).first() if source else None
    sha256 = str(plain["fields"].get("sha256") or "")
    return Copy(plain, source if named is not None else "", named or "", kept(sha256), _others(source, plain))


def newest_of(source: Any) -> str | None:
    """The newest copy of a source that is not withdrawn; None for what is no source or has none."""
    rows = Capture.objects.filter(source_id=source).exclude(record__status=Status.WITHDRAWN)
    found = rows.order_by("-captured_at", "-record__made_at", "record_id").values_list("record_id", flat=True)
    pk = found.first()
    return str(pk) if pk else None


def kept(sha256: str) -> Path | None:
    """Where bytes lie in the clear; None where they do not."""
    store = Store(captures())
    return store.path(sha256) if sha256 and store.has(sha256) else None


def _others(source: Any, plain: Plain) -> tuple[tuple[str, str, str], ...]:
    if not source:
        return ()
    rows = Capture.objects.filter(source_id=source).exclude(record_id=plain["id"])
    rows = rows.exclude(record__status=Status.WITHDRAWN).order_by("-captured_at", "-record__made_at")
    return tuple(
        (str(pk), label, str((at or made).date()))
        for pk, label, at, made in rows.values_list(
            "record_id", "record__label", "captured_at", "record__made_at"
        )[:20]
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands in a copy: its words, and the page, None where there are no pages."""

    exact: str
    page: int | None


def place_of(evidence: str, capture: str) -> Place | None:
    """Where the passage of a piece of evidence stands in a copy; None where it rests on something else."""
    rows = Evidence.objects.filter(pk=evidence, layer__record_id=capture).exclude(exact="")
    found = rows.values_list("exact", "start", "page", "layer__pages").first()
    if found is None:
        return None
    exact, start, page, pages = found
    at = -1 if start is None else bisect_right(pages, start, key=lambda each: int(each[0])) - 1
    return Place(exact, int(pages[at][1]) if at >= 0 else page)


def hash_now(path: Path) -> tuple[str, int]:
    """The sha256 and size of the bytes as they are now. Raises CaptureMissing."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except FileNotFoundError:
        raise CaptureMissing("the bytes are not there any more: restore them from a backup") from None
    return digest.hexdigest(), size
