"""Zipped files as people hand them in: looked at before they are unpacked: a small one may be a trap."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import etree

# What a package may unpack to, in bytes, and of how many parts; the same as `reading` allows a document.
MAX_UNPACKED = 400_000_000
MAX_PARTS = 20_000


class PackageError(ValueError):
    """A package that cannot be read. One line: what is wrong with it, and what to do."""


@contextmanager
def opened(path: Path, unpacked: int = MAX_UNPACKED) -> Iterator[zipfile.ZipFile]:
    """A zip file, its directory looked at: not too many parts, not too large unpacked, not encrypted.

    Raises PackageError, also for what is found to be damaged while it is open.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            size = sum(part.file_size for part in parts)
            if size > unpacked or len(parts) > MAX_PARTS:
                raise PackageError(
                    f"{path}: unpacks to {size // 1_000_000} MB in {len(parts)} parts, more than is read"
                )
            if any(part.flag_bits & 1 for part in parts):
                raise PackageError(f"{path}: the package is encrypted; save a copy without a password")
            yield package
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, zlib.error) as error:
        raise PackageError(f"{path}: the package is damaged or cut off ({error}); get it again") from None


def part_bytes(package: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """The bytes of a part. Raises PackageError where it is larger than `limit`, whatever its header says."""
    with package.open(name) as part:
        data = part.read(limit + 1)
    if len(data) > limit:
        raise PackageError(f"{package.filename}: {name} is larger than {limit // 1_000_000} MB")
    return data


def part_xml(package: zipfile.ZipFile, name: str, limit: int = 100_000_000) -> Any:
    """The root of an XML part: no entities resolved, no DTD and nothing from the network read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(part_bytes(package, name, limit), parser)
    except etree.XMLSyntaxError as error:
        raise PackageError(f"{package.filename}: {name} is no sound XML ({str(error)[:80]})") from None
    if root.getroottree().docinfo.doctype:
        raise PackageError(f"{package.filename}: {name} declares a document type, which no program writes")
    return root
