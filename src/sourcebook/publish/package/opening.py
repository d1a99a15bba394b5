"""A package that somebody hands in, folder or ZIP, read with distrust: no link is followed, none unpacked."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from sourcebook.dossier.exchange.unbag import BagBroken, FolderSource
from sourcebook.publish.package.faults import PackageError
from sourcebook.publish.package.zipping import TOP

# What is read whole is no longer; captures are only hashed.
LONGEST = 1 << 30


class Opened(Protocol):
    """The files of a package."""

    def files(self) -> dict[str, int]:
        """Every file with its size in bytes."""
        ...

    def open(self, path: str) -> IO[bytes]:
        """A file, to read."""
        ...


class _ZipSource:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def files(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for entry in self._archive.infolist():
            if not entry.filename.startswith(TOP):
                raise BagBroken(f"the ZIP holds {entry.filename!r} beside {TOP}")
            name = entry.filename.removeprefix(TOP)
            if name in found:
                raise BagBroken(f"the ZIP holds {name!r} twice")
            if name and not name.endswith("/"):
                found[name] = entry.file_size
        return found

    def open(self, path: str) -> IO[bytes]:
        return self._archive.open(TOP + path)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """A package in a folder or a ZIP. Raises PackageError where neither is there."""
    if path.is_dir():
        yield FolderSource(path)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield _ZipSource(archive)
    except (OSError, zipfile.BadZipFile) as error:
        raise PackageError(f"{path} is no folder, and no ZIP that can be read ({error})") from None


def read(source: Opened, path: str) -> bytes:
    """A file of the package. Raises PackageError for one that no package of ours has."""
    with source.open(path) as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise PackageError(f"{path} is longer than {LONGEST >> 20} MiB")
    return data


def hash_of(source: Opened, path: str) -> str:
    """The SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with source.open(path) as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
