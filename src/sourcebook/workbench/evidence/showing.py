"""What stands at an address of the origin of evidence: a captured page, its parts, a picture, a recording."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.http import Http404
from django.utils.html import format_html

from sourcebook.dossier.copies import Copy
from sourcebook.dossier.ingest.file.parts import Parts
from sourcebook.workbench.evidence import opening
from sourcebook.workbench.evidence.cleaning import LARGEST, PASSAGE
from sourcebook.workbench.evidence.parsing import NotShown

PACKAGES = ("application/wacz", "application/warc", "multipart/related")
PAGES = ("text/html", "application/xhtml+xml")
PICTURES = (
    "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/svg+xml",
)  # fmt: skip
RECORDINGS = (
    "audio/mpeg", "audio/ogg", "audio/wav", "audio/x-wav", "audio/mp4", "audio/webm", "audio/flac",
    "video/mp4", "video/webm", "video/ogg",
)  # fmt: skip
SHOWN = (*PACKAGES, *PAGES, *PICTURES, *RECORDINGS)
_TOO_LARGE = "the page is too large to be shown"
_WHOLE = (
    '<!DOCTYPE html><meta charset="utf-8"><title></title><style>html,body{{margin:0;background:#fff}}'
    "img,video{{display:block;max-width:100%;height:auto}}audio{{width:100%}}</style>{}"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer: its media type, its bytes or the file that they lie in."""

    media_type: str
    content: bytes = b""
    path: Path | None = None


def shown(copy: Copy, prefix: str, exact: str) -> Shown:
    """What is shown of a copy; `prefix` begins the addresses of its parts. Raises NotShown, Http404."""
    path, media_type = _bytes(copy)
    if media_type in PICTURES:
        return _html(format_html('<img src="{}whole" alt="">', prefix))
    if media_type in RECORDINGS:
        tag = media_type[:5]
        player = '<{} controls preload="metadata" src="{}whole"></{}>'
        return _html(format_html(player, tag, prefix, tag))
    if media_type in PACKAGES:
        return _packaged(copy, path, prefix, exact)
    if media_type in PAGES:
        if path.stat().st_size > LARGEST:
            raise NotShown(_TOO_LARGE)
        url = str(copy.fields["final_url"] or copy.fields["requested_url"])
        return _as_page(opening.page_of_file(path, str(copy.fields["sha256"]), url, exact))
    raise NotShown("a file of this type is not shown")


def whole(copy: Copy) -> Shown:
    """The bytes of a picture or recording."""
    path, media_type = _bytes(copy)
    if media_type not in (*PICTURES, *RECORDINGS):
        raise Http404
    return Shown(media_type, path=path)


def part(copy: Copy, key: str, prefix: str) -> Shown:
    """A part of a packaged page by its key."""
    path, media_type = _bytes(copy)
    if media_type not in PACKAGES:
        raise Http404
    parts = _parts(copy, path)
    found = next((url for url in parts.found if key_of(url) == key), None)
    if found is None:
        raise Http404
    piece = parts.found[found]
    if piece.media_type == "text/css":
        made = opening.styles(piece.content, str(copy.fields["sha256"]), found, _addresses(parts, prefix))
        return Shown("text/css; charset=utf-8", made)
    return Shown(piece.media_type, piece.content)


def key_of(url: str) -> str:
    """The name of a part in an address."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:24]


def _bytes(copy: Copy) -> tuple[Path, str]:
    if copy.sealed or copy.path is None:
        raise Http404
    return copy.path, str(copy.fields["media_type"]).partition(";")[0].strip().lower()


def _html(content: str) -> Shown:
    return Shown("text/html; charset=utf-8", _WHOLE.format(content).encode())


def _packaged(copy: Copy, path: Path, prefix: str, exact: str) -> Shown:
    parts = _parts(copy, path)
    if parts.media_type and parts.media_type not in PAGES:
        raise NotShown(f"what was captured is no page but {parts.media_type}")
    if len(parts.page) > LARGEST:
        raise NotShown(_TOO_LARGE)
    return _as_page(opening.page_of(parts, str(copy.fields["sha256"]), _addresses(parts, prefix), exact))


def _as_page(made: bytes) -> Shown:
    return Shown("text/html; charset=utf-8", made)


def _addresses(parts: Parts, prefix: str) -> dict[str, str]:
    return {url: f"{prefix}part/{key_of(url)}" for url in parts.found}


def _parts(copy: Copy, path: Path) -> Parts:
    fields = copy.fields
    media_type = str(fields["media_type"]).partition(";")[0].strip().lower()
    try:
        return opening.parts(path, str(fields["sha256"]), media_type, str(fields["requested_url"]))
    except NotShown as error:
        raise NotShown(str(error).replace(str(path), str(fields["file_name"]) or "the file")) from None


__all__ = ["PACKAGES", "PAGES", "PASSAGE", "SHOWN", "NotShown", "Shown", "key_of", "part", "shown", "whole"]
