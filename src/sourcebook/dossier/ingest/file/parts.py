"""What a packaged page needs to be seen as it was: the pictures, styles and fonts that were saved with it.

From a web archive or an MHTML file, by their addresses; no script, no frame, nothing large. All of it is held
in the memory: nothing is written.
"""

from __future__ import annotations

import email.errors
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import urldefrag

from sourcebook.dossier.ingest.file.archive import opener_of, page_of_archive
from sourcebook.dossier.ingest.file.errors import CaptureError
from sourcebook.dossier.ingest.file.saved import parted_page
from sourcebook.dossier.ingest.file.warc import MAX_UNPACKED, Opener, warc_records
from sourcebook.dossier.ingest.packages import PackageError, opened

# A package, one of its parts, and all of them, in bytes; and how many there may be.
LARGEST = 256 << 20
_PART, _TOGETHER, _MANY = 8 << 20, 64 << 20, 4_000
_TYPES = ("image/", "font/", "text/css", "application/font", "application/x-font", "application/vnd.ms-font")


@dataclass(frozen=True, slots=True)
class Piece:
    """A picture, style or font: its media type and its bytes."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """A page with what belongs to it. `url` is its own address, `charset` what the server said, or ""."""

    page: bytes
    media_type: str
    charset: str
    url: str
    found: dict[str, Piece] = field(default_factory=dict)

    def at(self, url: str) -> Piece | None:
        """The part at an address."""
        return self.found.get(url) or self.found.get(urldefrag(url).url)


def parts_of(path: Path, media_type: str, url: str = "") -> Parts:
    """The page in a package and its parts; `url` chooses the page of an archive. Raises CaptureError."""
    if path.stat().st_size > LARGEST:
        raise CaptureError(f"larger than {LARGEST >> 20} MB")
    if media_type == "multipart/related":
        return _of_mhtml(path)
    package = media_type == "application/wacz"
    page = page_of_archive(path, package, url)
    if not package:
        found = _of_archives([lambda: path.open("rb")], path.name)
    else:
        try:
            with opened(path, MAX_UNPACKED) as wacz:
                names = sorted(n for n in wacz.namelist() if n.startswith("archive/") and ".warc" in n)
                found = _of_archives([opener_of(wacz, name) for name in names], path.name)
        except PackageError as error:
            raise CaptureError(str(error)) from None
    return Parts(page.payload, page.media_type, page.charset, page.final_url, found)


def _of_archives(openers: list[Opener], name: str) -> dict[str, Piece]:
    return _gathered(_saved(openers, name))


def _saved(openers: list[Opener], name: str) -> Iterator[tuple[str, str, bytes]]:
    for _, record in warc_records(openers, name):
        at = record.rec_headers.get_header("WARC-Target-URI") or ""
        http = record.http_headers
        if record.rec_type == "response" and http is not None:
            if http.get_statuscode() != "200":
                continue
            headers = http
        elif record.rec_type == "resource":
            headers = record.rec_headers
        else:
            continue
        type = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
        if at and type.startswith(_TYPES):
            yield at, type, record.content_stream().read(_PART + 1)


def _of_mhtml(path: Path) -> Parts:
    data = path.read_bytes()
    page = parted_page(data, path.name)

    def saved() -> Iterator[tuple[str, str, bytes]]:
        for part in BytesParser().parsebytes(data).walk():
            payload = part.get_payload(decode=True)
            if not isinstance(payload, bytes):
                continue
            at = str(part.get("Content-Location") or "").strip()
            cid = str(part.get("Content-ID") or "").strip(" <>")
            for name in filter(None, (at, f"cid:{cid}" if cid else "")):
                yield name, part.get_content_type(), payload

    try:
        found = _gathered(saved())
    except (RecursionError, LookupError, ValueError, AssertionError, email.errors.MessageError):
        raise CaptureError(f"{path.name}: the file is damaged; get it again") from None
    return Parts(page.page, "text/html", "", page.saved.requested_url, found)


def _gathered(saved: Iterator[tuple[str, str, bytes]]) -> dict[str, Piece]:
    """The first at each address, until there is too much: what is left out is not shown."""
    found: dict[str, Piece] = {}
    room = _TOGETHER
    for at, type, content in saved:
        if not type.startswith(_TYPES) or at in found or len(content) > min(_PART, room):
            continue
        found[at] = Piece(type, content)
        room -= len(content)
        if len(found) >= _MANY:
            break
    return found
