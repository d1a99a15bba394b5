"""What stands at an address of the origin of evidence: a captured page, its parts, a picture, a recording."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from django.http import Http404
from django.utils.html import format_html

from sourcebook.dossier.copies import Copy
from sourcebook.dossier.ingest.file.errors import CaptureError
from sourcebook.dossier.ingest.file.parts import Parts, parts_of
from sourcebook.reading import ReadingError
from sourcebook.reading.decoding import decoded
from sourcebook.workbench.evidence.cleaning import LARGEST, PASSAGE, clean_page
from sourcebook.workbench.evidence.styles import clean_style

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
_WHOLE = (
    '<!DOCTYPE html><meta charset="utf-8"><title></title><style>html,body{{margin:0;background:#fff}}'
    "img,video{{display:block;max-width:100%;height:auto}}audio{{width:100%}}</style>{}"
)


class NotShown(ValueError):
    """A copy that cannot be shown; the message is one line."""


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
            raise NotShown("the page is too large to be shown")
        return _page(
            path.read_bytes(),
            "",
            str(copy.fields["final_url"] or copy.fields["requested_url"]),
            {},
            prefix,
            exact,
        )
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
        from urllib.parse import urljoin

        addresses = _addresses(parts, prefix)
        text = piece.content.decode("utf-8", "replace")
        made = clean_style(text, lambda wanted: addresses.get(urljoin(found, wanted), ""))
        return Shown("text/css; charset=utf-8", made.encode())
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
    return _page(parts.page, parts.charset, parts.url, _addresses(parts, prefix), prefix, exact)


def _addresses(parts: Parts, prefix: str) -> dict[str, str]:
    return {url: f"{prefix}part/{key_of(url)}" for url in parts.found}


def _page(data: bytes, charset: str, url: str, addresses: dict[str, str], prefix: str, exact: str) -> Shown:
    if len(data) > LARGEST:
        raise NotShown("the page is too large to be shown")
    try:
        text = data.decode(charset, "replace") if charset else decoded(data, "the page")[0]
    except LookupError:
        text = data.decode("utf-8", "replace")
    except ReadingError as error:
        raise NotShown(str(error)) from None
    made = clean_page(text, url, lambda wanted: addresses.get(wanted.partition("#")[0], ""), exact)
    return Shown("text/html; charset=utf-8", made)


class _Lately:
    """The packages that were opened last: a page is followed by requests for all its parts."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, str], Parts] = OrderedDict()

    def of(self, path: Path, sha256: str, media_type: str, url: str) -> Parts:
        """The parts of a package. One is opened at a time. Raises CaptureError."""
        key = (sha256, url)
        with self._lock:
            found = self._held.get(key)
            if found is None:
                found = self._held[key] = parts_of(path, media_type, url)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
            return found


_LATELY = _Lately(2)


def _parts(copy: Copy, path: Path) -> Parts:
    fields = copy.fields
    media_type = str(fields["media_type"]).partition(";")[0].strip().lower()
    try:
        return _LATELY.of(path, str(fields["sha256"]), media_type, str(fields["requested_url"]))
    except CaptureError as error:
        raise NotShown(str(error).replace(str(path), str(fields["file_name"]) or "the file")) from None


__all__ = ["PACKAGES", "PAGES", "PASSAGE", "SHOWN", "NotShown", "Shown", "key_of", "part", "shown", "whole"]
