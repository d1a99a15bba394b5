"""What a file is, told by its bytes: names lie."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sourcebook.dossier.ingest.file.errors import CaptureError

# Larger files are refused; footage of that size is kept by hash elsewhere.
MAX_BYTES = 2_000_000_000
_HEAD = 4096
_MIME = re.compile(rb"^(?:[\w-]{1,60}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n)*){1,60}", re.IGNORECASE)
_PARTED = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)


def media_type(path: Path) -> str | None:
    """The media type of a file; None for text, which `reading` tells apart. Raises CaptureError.

    Zipped documents of an office are None as well.
    """
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        return "application/wacz" if _is_wacz(path) else None
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(path)
    for offset, magic, type in _known():
        if head[offset : offset + len(magic)] == magic:
            return str(type)
    mime = _MIME.match(head)
    if mime and _PARTED.search(mime[0]):
        return "multipart/related"
    return None


def type_of_format(format: str) -> str:
    """The media type of what `reading` calls a format."""
    return str(_table()["formats"].get(format, "application/octet-stream"))


def suffix_of(type: str) -> str | None:
    """The suffix under which a payload of this media type is read; None where it has no text."""
    suffix: str | None = _table()["suffixes"].get(type)
    return suffix


def has_no_text(type: str) -> bool:
    """Whether the text of such a file must be handed in beside it."""
    return type.partition("/")[0] in ("image", "video", "audio")


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise CaptureError(f"{path}: this is a folder; name a file in it")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise CaptureError(f"{path}: cannot be opened ({error.strerror}); check the name") from None
    if not size:
        raise CaptureError(f"{path}: the file is empty; get it again")
    if size > MAX_BYTES:
        raise CaptureError(f"{path}: {size // 1_000_000} MB are more than {MAX_BYTES // 1_000_000} MB")
    return head


def _is_wacz(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        raise CaptureError(f"{path}: the package is damaged or cut off; get it again") from None
    return any(name.startswith("archive/") for name in names) and "datapackage.json" in names


def _gzipped(path: Path) -> str:
    try:
        with gzip.open(path) as file:
            if file.read(5) == b"WARC/":
                return "application/warc"
    except (OSError, EOFError, zlib.error):
        pass
    raise CaptureError(f"{path}: a gzip file that is no web archive (WARC); unpack it first")


def _known() -> list[tuple[int, bytes, str]]:
    return [(offset, bytes.fromhex(magic), type) for offset, magic, type in _table()["bytes"]]


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("media_types.yaml").read_text("utf-8"))
    return found
