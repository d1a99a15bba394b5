"""What a file is: told from its first bytes, then from its text, from its name where these leave it open."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from sourcebook.reading.decoding import decoded, read_text
from sourcebook.reading.errors import ReadingError
from sourcebook.reading.paged.page_numbers import page_ends

__all__ = ["FORMATS", "MAX_BYTES", "MAX_UNPACKED", "detect", "read_text"]

# Larger files are refused: no report is that large without its pictures.
MAX_BYTES = 100_000_000
# What a zipped document (DOCX, ODT, EPUB) may hold unpacked; a small file that unpacks to more is a trap.
MAX_UNPACKED = 400_000_000
MAX_PARTS = 20_000
FORMATS = "PDF, DOCX, ODT, EPUB, HTML, Markdown, reStructuredText, LaTeX and plain text"

_BY_EXTENSION = {
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".epub": "epub",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".markdown": "markdown",
    ".mkd": "markdown", ".rst": "rst", ".rest": "rst", ".tex": "latex", ".latex": "latex",
    ".txt": "text", ".text": "text", "": "text",
}  # fmt: skip
_BINARY = frozenset({"pdf", "docx", "odt", "epub"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 65536
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta\s)", re.IGNORECASE)
_LATEX = re.compile(r"^[ \t]*\\(?:documentclass|documentstyle|begin\{document\})", re.MULTILINE)
_NOTE_LINE = re.compile(r"^[ \t]*<sup>[ \t]*\d{1,4}[ \t]*</sup>", re.MULTILINE)
_NOTE_MARK = re.compile(r"\S[ \t]*<sup>[ \t]*\d{1,4}")
_ZIPPED = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
}


def detect(path: Path) -> str:
    """The format of a file, told by its content first.

    Returns "pdf", "docx", "odt", "epub", "html", "markdown", "paged-markdown" (made from a PDF, with its
    page breaks), "rst", "latex" or "text". Raises ReadingError for what is none of these, is empty, too
    large, encrypted or damaged.
    """
    head = _head(path)
    claimed = _BY_EXTENSION.get(path.suffix.lower())
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)
    if head.startswith(_OLE):
        raise ReadingError(_ole(path))
    if head.startswith(b"{\\rtf"):
        raise ReadingError(f"{path}: RTF is not read; save it as DOCX")
    if claimed in _BINARY:
        raise ReadingError(
            f"{path}: this is no {claimed.upper()} although it is called so; get the file again"
        )
    return _text(path, head, claimed)


def _head(path: Path) -> bytes:
    """The first bytes of a file that is there, not empty and not too large."""
    try:
        if not path.is_file():
            what = "this is a folder; name a file in it" if path.is_dir() else "there is no such file"
            raise ReadingError(f"{path}: {what}")
        size = path.stat().st_size
        if not size:
            raise ReadingError(f"{path}: the file is empty; get it again")
        if size > MAX_BYTES:
            raise ReadingError(
                f"{path}: {size // 1_000_000} MB are more than the {MAX_BYTES // 1_000_000} MB that are read"
                "; leave out pictures, or split the file"
            )
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError) as error:
        if isinstance(error, ReadingError):
            raise
        raise ReadingError(f"{path}: cannot be opened ({error})") from None


def _zipped(path: Path) -> str:
    """Which document a zip file is. Its directory is looked at before anything is unpacked."""
    damaged = f"{path}: the file is damaged or cut off (a zipped document without its end); get it again"
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
                raise ReadingError(
                    f"{path}: unpacks to {unpacked // 1_000_000} MB in {len(parts)} parts, more than is read"
                    "; if it is a real document, leave out pictures"
                )
            names = {part.filename for part in parts}
            said = archive.open("mimetype").read(200).strip() if "mimetype" in names else b""
            manifest = "META-INF/manifest.xml"
            if manifest in names and b"encryption-data" in archive.read(manifest):
                raise ReadingError(f"{path}: the document is encrypted; save a copy without a password")
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        UnicodeError,
    ):
        raise ReadingError(damaged) from None
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if said in _ZIPPED:
        return _ZIPPED[said]
    if "META-INF/container.xml" in names:
        return "epub"
    what = "a spreadsheet" if any(n.startswith("xl/") for n in names) else "a zip file without a document"
    raise ReadingError(f"{path}: this is {what}; read are {FORMATS}")


def _ole(path: Path) -> str:
    """Why a file in Microsoft's old container cannot be read: encrypted, or the format before DOCX."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return f"{path}: the document is encrypted; save a copy without a password"
    return f"{path}: this is the old binary format of Word or Office; save it as DOCX"


def _text(path: Path, head: bytes, claimed: str | None) -> str:
    """The format of a text file."""
    start, _ = decoded(head, str(path))
    if not start.strip() and path.stat().st_size <= len(head):
        raise ReadingError(f"{path}: there is nothing but white space in the file; get it again")
    if claimed not in ("markdown", "rst") and _LATEX.search(start):
        return "latex"
    if _HTML.match(start.lstrip()[:2000]) or (claimed != "markdown" and _HTML.search(start[:3000])):
        return "html"
    if claimed is None:
        raise ReadingError(f"{path}: unknown format; read are {FORMATS}: save it as one of these")
    if claimed in ("markdown", "text") and _is_paged(read_text(path)[0], claimed):
        return "paged-markdown"
    return claimed


def _is_paged(text: str, claimed: str) -> bool:
    """Whether Markdown or text was made from a PDF: notes at the foot of pages, form feeds between them."""
    if text.strip("\f \n").count("\f") or (claimed == "text" and page_ends(text)):
        return True
    return _NOTE_LINE.search(text) is not None and _NOTE_MARK.search(text) is not None
