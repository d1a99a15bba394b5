"""A page out of a web archive (WARC, or WACZ around it): its last response, what it was asked for, and when.

The archive is read as a stream, unpacked by us under a limit, and nothing of it is written to the disk.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from sourcebook.dossier.ingest.file.errors import CaptureError
from sourcebook.dossier.ingest.file.warc import MAX_UNPACKED, Opener, warc_records
from sourcebook.dossier.ingest.packages import PackageError, opened, part_bytes

# How large a page may be, in bytes; how many records are looked at.
MAX_PAGE = 100_000_000
MAX_RECORDS = 500_000
_MAX_REDIRECTS = 10
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


@dataclass(frozen=True, slots=True)
class Archived:
    """A page of an archive: its payload decoded, its media type, its two addresses, its time, the tool."""

    payload: bytes
    media_type: str
    charset: str
    requested_url: str
    final_url: str
    captured_at: datetime | None
    tool: str
    title: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Response:
    """What is remembered of a response without its payload: `number` is its place in the archive."""

    number: tuple[int, int]
    status: int
    location: str
    type: str
    date: str


def page_of_archive(path: Path, package: bool, url: str = "") -> Archived:
    """The page at `url` in an archive; without it the one page that the archive lists, or its first.

    `package` says that it is a WACZ. Raises CaptureError where the page is not in it, or it is damaged.
    """
    try:
        if not package:
            return _page([lambda: path.open("rb")], str(path), [], url, "")
        with opened(path, MAX_UNPACKED) as wacz:
            names = sorted(n for n in wacz.namelist() if n.startswith("archive/") and ".warc" in n)
            pages = list(_listed(wacz))
            openers = [opener_of(wacz, name) for name in names]
            return _page(openers, str(path), pages, url, _software(wacz))
    except PackageError as error:
        raise CaptureError(str(error)) from None


def opener_of(package: zipfile.ZipFile, name: str) -> Opener:
    """What opens one of the archives within a package."""
    return lambda: io.BufferedReader(package.open(name))  # type: ignore[type-var]


def _listed(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The addresses and titles that `pages/pages.jsonl` lists."""
    if "pages/pages.jsonl" not in package.namelist():
        return
    for line in part_bytes(package, "pages/pages.jsonl", MAX_PAGE).splitlines():
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict) and isinstance(entry.get("url"), str):
            yield entry["url"], str(entry.get("title") or "")


def _software(package: zipfile.ZipFile) -> str:
    try:
        said = json.loads(part_bytes(package, "datapackage.json", 10_000_000))
        return str(said.get("software") or "")[:120]
    except (ValueError, AttributeError, RecursionError, KeyError):
        return ""


def _page(openers: list[Opener], name: str, pages: list[tuple[str, str]], url: str, tool: str) -> Archived:
    found, software = _index(openers, name)
    problems: list[str] = []
    wanted = url or (pages[0][0] if pages else "")
    if not url and len(pages) > 1:
        problems.append(f"the archive holds {len(pages)} pages; the first was taken: {wanted}")
    if not wanted:
        wanted = next((u for u, r in found.items() if r.status == 200 and r.type in _PAGE_TYPES), "")
        if wanted and sum(r.status == 200 and r.type in _PAGE_TYPES for r in found.values()) > 1:
            problems.append(f"the archive lists no pages; the first was taken: {wanted}")
    final, response = _followed(found, wanted, name, problems)
    payload, type, charset = _payload(openers, name, response)
    if response.status != 200:
        problems.append(f"the page was answered with status {response.status}")
    title = next((title for listed, title in pages if listed == wanted), "")
    return Archived(
        payload,
        type,
        charset,
        wanted,
        final,
        _moment(response.date),
        tool or software,
        title,
        tuple(problems),
    )


def _index(openers: list[Opener], name: str) -> tuple[dict[str, _Response], str]:
    """The first response of each address, and the software that the archive says it was made by."""
    found: dict[str, _Response] = {}
    software = ""
    for count, (number, record) in enumerate(warc_records(openers, name)):
        if count >= MAX_RECORDS:
            raise CaptureError(f"{name}: more than {MAX_RECORDS} records; hand in an archive of one page")
        headers = record.rec_headers
        if record.rec_type == "warcinfo" and not software:
            lines = record.content_stream().read(20_000).decode("utf-8", "replace").splitlines()
            said = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("software:")]
            software = (said or [""])[0][:120]
        at = headers.get_header("WARC-Target-URI") or ""
        if record.rec_type == "resource" and at:
            type = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            found.setdefault(at, _Response(number, 200, "", type, headers.get_header("WARC-Date") or ""))
        if record.rec_type == "response" and record.http_headers is not None and at:
            http = record.http_headers
            code = http.get_statuscode() or ""
            type = (http.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            location = http.get_header("Location") or ""
            date = headers.get_header("WARC-Date") or ""
            status = int(code) if code.isdecimal() and len(code) < 4 else 0
            found.setdefault(at, _Response(number, status, location, type, date))
    return found, software


def _followed(
    found: dict[str, _Response], wanted: str, name: str, problems: list[str]
) -> tuple[str, _Response]:
    """The response at the end of the redirects that begin at an address, and its address."""
    at = wanted
    for _ in range(_MAX_REDIRECTS):
        response = found.get(at) or found.get(urldefrag(at).url) or _near(found, at)
        if response is None:
            break
        if not (300 <= response.status < 400 and response.location):
            return at, response
        try:
            at = urljoin(at, response.location)
        except ValueError:
            break
    if not wanted:
        raise CaptureError(f"{name}: no page in the archive; name one of its addresses with --url")
    there = next(iter(found), "")
    raise CaptureError(f"{name}: {at} is not in the archive; it has {len(found)} addresses, such as {there}")


def _near(found: dict[str, _Response], at: str) -> _Response | None:
    """The response of an address that differs by its last slash alone."""
    return found.get(at.rstrip("/")) or found.get(f"{at}/")


def _payload(openers: list[Opener], name: str, wanted: _Response) -> tuple[bytes, str, str]:
    for number, record in warc_records(openers, name):
        if number != wanted.number:
            continue
        headers = record.http_headers or record.rec_headers
        coded = (headers.get_header("Content-Encoding") or "").strip().lower()
        if coded not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise CaptureError(f"{name}: the page is packed as {coded}, which is not read; capture it again")
        data: bytes = record.content_stream().read(MAX_PAGE + 1)
        if len(data) > MAX_PAGE:
            raise CaptureError(f"{name}: the page is larger than {MAX_PAGE // 1_000_000} MB")
        said = (headers.get_header("Content-Type") or "").split(";")
        charset = next((s.partition("=")[2].strip(" \"'") for s in said[1:] if "charset" in s.lower()), "")
        return data, wanted.type, charset[:40]
    raise CaptureError(f"{name}: the archive changed while it was read; try again")


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
