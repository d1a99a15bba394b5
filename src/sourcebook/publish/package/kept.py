"""evidence.json: what is kept of each cited source, and which captures go into the package.

Only a capture that a person has cleared goes in, with its text layer; of every other the hash, the locator
and the word stay (withheld, on file, never captured).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sourcebook.publish.material import Material
from sourcebook.publish.package.faults import PackageError
from sourcebook.publish.package.written import encoded
from sourcebook.publish.printed import Kept, Printed, reading

FORM = "sourcebook evidence 1"
# The system's own list of media types differs between machines.
_ENDINGS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "text/csv": "csv",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/wacz": "wacz",
    "application/warc": "warc",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/tiff": "tif",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "video/webm": "webm",
}


@dataclass(frozen=True)
class Released:
    """A capture that goes into the package: where to, and its text layer ("" for none)."""

    capture: str
    sha256: str
    path: str
    layer: str

    def data(self, material: Material) -> bytes:
        """Its bytes. Raises PackageError where they are not there or not those that were cited."""
        found = material.bytes_of(self.capture)
        if found is None:
            raise PackageError(
                f"capture {self.capture} is released, but its bytes are not there: restore or withhold it"
            )
        if hashlib.sha256(found).hexdigest() != self.sha256:
            raise PackageError(
                f"capture {self.capture}: its bytes are not those that were cited (their SHA-256 is not "
                f"{self.sha256}): restore them from a backup"
            )
        return found

    def text(self, material: Material) -> bytes:
        """Its text layer as UTF-8. Raises PackageError as `data` does."""
        found = material.text_of(self.capture)
        if found is None:
            raise PackageError(
                f"capture {self.capture} is released, but its text is not there: read it again"
            )
        data = encoded(found, f"capture {self.capture}")
        if hashlib.sha256(data).hexdigest() != self.layer:
            raise PackageError(
                f"capture {self.capture}: its text is not the layer {self.layer} that was cited: "
                "print the report again"
            )
        return data


def released_of(printed: Printed, material: Material) -> dict[str, Released]:
    """The captures to put in, by id, ordered. Raises PackageError for one that nobody has cleared."""
    found: dict[str, Released] = {}
    for kept in _all(printed):
        if kept.state != "released":
            continue
        if kept.capture not in material.released:
            raise PackageError(
                f"capture {kept.capture} is printed as released, but no person has cleared it: "
                "clear it, or print the report again"
            )
        if len(kept.sha256) != 64 or set(kept.sha256 + kept.layer) - set("0123456789abcdef"):
            raise PackageError(f"capture {kept.capture}: {kept.sha256!r} is no SHA-256")
        found[kept.capture] = Released(kept.capture, kept.sha256, _path(kept), kept.layer)
    for kept in _all(printed):
        if kept.state != "released" and kept.capture in found:
            raise PackageError(
                f"capture {kept.capture} is printed as released and as {kept.state}: print the report again"
            )
    return dict(sorted(found.items()))


def evidence_of(printed: Printed, released: dict[str, Released]) -> dict[str, Any]:
    """What is kept of each source, as plain data."""
    return {
        "form": FORM,
        "sources": {
            id: {
                "citation": reading(cited.citation),
                "title": cited.title,
                "urls": list(cited.urls),
                "archived": list(cited.archived),
                "kept": [_kept(kept, released.get(kept.capture)) for kept in cited.kept],
            }
            for id, cited in printed.sources.items()
        },
    }


def _kept(kept: Kept, inside: Released | None) -> dict[str, Any]:
    if kept.state != "released":
        inside = None
    return {
        "state": kept.state,
        "capture": kept.capture,
        "sha256": kept.sha256,
        "media_type": kept.media_type,
        "captured_at": kept.captured_at,
        "layer": kept.layer,
        "path": inside.path if inside else "",
        "text": f"data/text/{inside.layer}.txt" if inside and inside.layer else "",
    }


def _path(kept: Kept) -> str:
    """The path that is printed under a paragraph, where it is one of ours; else one by the media type."""
    if re.fullmatch(rf"data/captures/{kept.sha256}\.[a-z0-9]{{1,8}}", kept.path):
        return kept.path
    ending = _ENDINGS.get(kept.media_type.split(";")[0].strip().lower(), "bin")
    return f"data/captures/{kept.sha256}.{ending}"


def _all(printed: Printed) -> Iterator[Kept]:
    for cited in printed.sources.values():
        yield from cited.kept
