"""A file that somebody hands in: what it is, where and when it was saved, and its text as one layer.

The bytes stay as they are, an image's own data about camera and place in them; nothing of that is copied
into what is read here.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sourcebook.dossier.ingest.file.archive import page_of_archive
from sourcebook.dossier.ingest.file.errors import CaptureError
from sourcebook.dossier.ingest.file.media_type import has_no_text, media_type, suffix_of, type_of_format
from sourcebook.dossier.ingest.file.saved import Saved, parted_page, saved_page
from sourcebook.reading import ReadingError, read_document
from sourcebook.reading.decoding import decoded
from sourcebook.reading.document import Document
from sourcebook.reading.layer import EXTRACTOR, VERSION, Layer, layer_of

_MHTML_LIMIT = 200_000_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class CaptureText:
    """A capture before it is kept: its bytes at `path`, and what was read of them.

    `media_type` is that of the bytes, `page_type` of the page within a package ("" else). `layer` is None
    where a recording or image came without its text. `requested_url` and `final_url` are what the file says
    of itself, "" where it does not; `canonical_url` is only what the page would like to be called.
    `document` is what the layer was made of.
    `captured_at` is in UTC. `problems` are for the person who hands the file in.
    """

    path: Path
    sha256: str
    size: int
    media_type: str
    page_type: str
    file_name: str
    title: str
    layer: Layer | None
    extractor: str
    extractor_version: str
    requested_url: str
    final_url: str
    canonical_url: str
    captured_at: datetime | None
    tool: str
    package: str
    problems: tuple[str, ...]
    document: Document | None = None

    @property
    def text(self) -> str:
        """The text of the layer; "" where there is none."""
        return self.layer.text if self.layer else ""

    @property
    def language(self) -> str:
        """The language of the text; "" where there is none."""
        return self.layer.language if self.layer else ""


def read_capture(
    path: Path, text_file: Path | None = None, url: str = "", workspace: Path | None = None
) -> CaptureText:
    """Read a file as a capture.

    `text_file` holds the text of an image, a recording, or a scan; its words become the layer. `url` chooses
    the page of an archive. `workspace` is a folder for what must be unpacked to be read, and is removed from
    it again: name one in memory for what is sealed. Raises CaptureError.
    """
    type = media_type(path)
    sha256, size = _hash(path)
    bare = CaptureText(
        path, sha256, size, type or "", "", path.name, "", None, "", "", "", "", "", None, "", "", ()
    )
    try:
        read = _read(bare, url, workspace, text_file is not None)
        return _with_text(read, text_file) if text_file else read
    except ReadingError as error:
        raise CaptureError(str(error)) from None


def _hash(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _read(bare: CaptureText, url: str, workspace: Path | None, has_text: bool) -> CaptureText:
    type = bare.media_type
    if has_no_text(type):
        if has_text:
            return bare
        return replace(bare, problems=(f"{type} has no text of its own; hand its text in beside it",))
    if type in ("application/wacz", "application/warc"):
        return _archive(bare, url, workspace, has_text)
    if type == "multipart/related":
        if bare.size > _MHTML_LIMIT:
            raise CaptureError(
                f"{bare.path}: larger than {_MHTML_LIMIT // 1_000_000} MB; save the page as WACZ"
            )
        parted = parted_page(bare.path.read_bytes(), str(bare.path))
        known = _where(bare, parted.saved)
        known = _page(known, parted.page, ".html", workspace, has_text)
        return replace(known, page_type="text/html", package="mhtml", title=parted.title or known.title)
    if has_text:
        return replace(bare, media_type=type or _plain_type(bare.path))
    return _document(bare, bare.path)


def _plain_type(path: Path) -> str:
    """The type of a file whose text is given beside it, so that it need not be read."""
    from sourcebook.reading.formats import detect

    return type_of_format(detect(path))


def _document(known: CaptureText, path: Path, name: str = "") -> CaptureText:
    """What is read of a document at `path`; `name` is put for it in messages."""
    try:
        document = read_document(path)
    except ReadingError as error:
        raise CaptureError(str(error).replace(str(path), name or str(path))) from None
    if document.format == "html" and not known.package:
        known = _where(known, saved_page(decoded(path.read_bytes()[:400_000], str(path))[0]))
    return replace(
        _layered(known, document),
        title=known.title or document.title or "",
        media_type=known.media_type or type_of_format(document.format),
    )


def _layered(known: CaptureText, document: Document) -> CaptureText:
    layer = layer_of(document)
    odd = tuple(f"{problem.where}: {problem.what}" for problem in document.problems)
    if not layer.text.strip():
        odd = (*odd, "no text was found; if it is a scan, hand its text in beside it")
    return replace(
        known,
        layer=layer,
        extractor=EXTRACTOR,
        extractor_version=VERSION,
        problems=(*known.problems, *odd),
        document=document,
    )


def _where(known: CaptureText, saved: Saved) -> CaptureText:
    """What a page says of its own saving, where nothing better is known."""
    return replace(
        known,
        requested_url=known.requested_url or saved.requested_url,
        canonical_url=saved.canonical_url,
        captured_at=known.captured_at or saved.captured_at,
        tool=known.tool or saved.tool,
    )


def _archive(bare: CaptureText, url: str, workspace: Path | None, has_text: bool) -> CaptureText:
    package = "wacz" if bare.media_type == "application/wacz" else "warc"
    page = page_of_archive(bare.path, package == "wacz", url)
    known = replace(
        bare,
        page_type=page.media_type,
        requested_url=page.requested_url,
        final_url=page.final_url,
        captured_at=page.captured_at,
        tool=page.tool,
        package=package,
        title=page.title,
        problems=page.problems,
    )
    if has_no_text(page.media_type):
        missing = f"the page is {page.media_type}; hand its text in beside it"
        return known if has_text else replace(known, problems=(*known.problems, missing))
    suffix = suffix_of(page.media_type)
    if suffix is None and not has_text:
        raise CaptureError(f"{bare.path}: the page is {page.media_type or 'of no type'}, which is not read")
    return _page(known, _in_utf8(page.payload, page.charset, suffix), suffix or "", workspace, has_text)


def _in_utf8(payload: bytes, charset: str, suffix: str | None) -> bytes:
    """A text as the server declared it, in UTF-8: the declaration is lost once it is a file."""
    if not charset or suffix not in (".html", ".txt", ".md") or charset.lower() in ("utf-8", "utf8"):
        return payload
    try:
        return b"\xef\xbb\xbf" + payload.decode(charset, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):
        return payload


def _page(
    known: CaptureText, page: bytes, suffix: str, workspace: Path | None, has_text: bool
) -> CaptureText:
    """What is read of a page that lies within a package."""
    if has_text:
        return known
    with tempfile.TemporaryDirectory(dir=workspace, prefix="page-") as folder:
        path = Path(folder) / f"page{suffix}"
        path.write_bytes(page)
        if suffix == ".html":
            saved = saved_page(decoded(page[:400_000], known.file_name)[0])
            known = replace(known, canonical_url=saved.canonical_url)
        return _document(known, path, str(known.path))


def _with_text(known: CaptureText, text_file: Path) -> CaptureText:
    """The capture with the text that was handed in beside it."""
    if media_type(text_file) is not None:
        raise CaptureError(f"{text_file}: is no text; hand in a text, Markdown or Word file")
    read = _layered(known, read_document(text_file))
    return replace(read, extractor=f"{EXTRACTOR} of a text handed in")
