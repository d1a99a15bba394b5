"""What a saved page says of where and when it was saved: browsers, SingleFile and MHTML leave such marks."""

from __future__ import annotations

import email.errors
import email.header
import email.utils
import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser

from sourcebook.dossier.ingest.addresses import AddressError, address
from sourcebook.dossier.ingest.file.errors import CaptureError
from sourcebook.dossier.ingest.plain_text import clean

_HEAD = 100_000
_FROM = re.compile(r"saved from url=\(\d{1,6}\)(\S{1,4000})", re.IGNORECASE)
_SINGLE = re.compile(
    r"<!--\s{0,20}Page saved with SingleFile\s{1,20}url:\s{0,20}(\S{1,4000})\s{1,20}"
    r"saved date:\s{0,20}(\w{3} \w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})",
    re.IGNORECASE,
)
_LINK = re.compile(r"<link\b([^<>]{0,4000})>", re.IGNORECASE)
_REL = re.compile(r"""\brel\s{0,9}=\s{0,9}["']?canonical\b""", re.IGNORECASE)
_HREF = re.compile(
    r"""\bhref\s{0,9}=\s{0,9}(?:"([^"]{1,4000})"|'([^']{1,4000})'|([^\s"'>]{1,4000}))""", re.IGNORECASE
)
_MAX_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class Saved:
    """What a page says of its own saving; "" and None where it does not."""

    requested_url: str = ""
    canonical_url: str = ""
    captured_at: datetime | None = None
    tool: str = ""


@dataclass(frozen=True, slots=True)
class Parted:
    """The page within an MHTML file, and what the file says of its saving."""

    page: bytes
    saved: Saved
    title: str


def saved_page(text: str) -> Saved:
    """The marks in the first lines of an HTML page. They are said by the page, and prove nothing."""
    head = text[:_HEAD]
    single = _SINGLE.search(head)
    canonical = next((link[1] for link in _LINK.finditer(head) if _REL.search(link[1])), "")
    href = _HREF.search(canonical)
    known = _url(html.unescape(next(part for part in href.groups() if part))) if href else ""
    if single:
        return Saved(_url(single[1]), known, _single_date(single[2], single[3]), "SingleFile")
    said = _FROM.search(head)
    return Saved(_url(said[1]) if said else "", known)


def _single_date(words: str, zone: str) -> datetime | None:
    try:
        return datetime.strptime(f"{words} {zone}", "%a %b %d %Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _url(value: str) -> str:
    """An address on the web; "" for local files and what is none."""
    try:
        return address(value)[0]
    except AddressError:
        return ""


def parted_page(data: bytes, name: str) -> Parted:
    """The main page of an MHTML file (RFC 2557). Raises CaptureError."""
    broken = f"{name}: an MHTML file without a page in it; save the page again"
    try:
        message = BytesParser().parsebytes(data)
        pages = []
        for number, part in enumerate(message.walk()):
            if number > _MAX_PARTS:
                raise CaptureError(f"{name}: more than {_MAX_PARTS} parts, which no page has")
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                pages.append(part)
        if not pages:
            raise CaptureError(broken)
        page = _main(message, pages)
        payload = page.get_payload(decode=True)
        at = page.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
        moment = _moment(message)
        title = str(email.header.make_header(email.header.decode_header(message.get("Subject", ""))))
    except (RecursionError, LookupError, ValueError, AssertionError, email.errors.MessageError) as error:
        if isinstance(error, CaptureError):
            raise
        raise CaptureError(broken) from None
    if not isinstance(payload, bytes) or not payload.strip():
        raise CaptureError(broken)
    tool = "Blink" if "Blink" in str(message.get("From", "")) else ""
    return Parted(payload, Saved(_url(str(at).strip()), "", moment, tool), " ".join(clean(title).split()))


def _main(message: Message, pages: list[Message]) -> Message:
    """The page that the message says it begins with, or that stands at the address it was saved from."""
    start = str(message.get_param("start") or "")
    at = str(message.get("Snapshot-Content-Location") or "").strip()
    for page in pages:
        if start and page.get("Content-ID") == start:
            return page
    return next((page for page in pages if at and page.get("Content-Location") == at), pages[0])


def _moment(message: Message) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(str(message.get("Date", "")))
    except (TypeError, ValueError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else None
