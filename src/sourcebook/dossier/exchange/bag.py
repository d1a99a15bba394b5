"""A BagIt bag (RFC 8493, version 1.0), written as a stream: into a folder, or into a ZIP that is encrypted.

One file after the other; each is hashed while it is written. Nothing is dated today: the same content gives
the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from sourcebook.dossier.exchange.lines import line
from sourcebook.dossier.vault.durable import sync_folder

_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# Media and the like are packed already.
_PACKED = "data/captures/"
# Progress is told every so many lines.
_TOLD = 5000
# Told what is done, how many lines of it, and of how many.
Progress = Callable[[str, int, int], None]


class NotEmpty(ValueError):
    """The folder to write into holds something."""


class Target(Protocol):
    """Where the files of a bag go."""

    def open(self, path: str) -> IO[bytes]:
        """A new file, to write; one at a time."""
        ...


class Folder:
    """A bag in a folder. Made by `new_folder`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, path: str) -> IO[bytes]:
        """A new file, to write."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.open("xb", buffering=1 << 20)


class Zip:
    """A bag in a ZIP, below the folder `bag/`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def open(self, path: str) -> IO[bytes]:
        """A new file, to write."""
        self.archive.compression = zipfile.ZIP_STORED if path.startswith(_PACKED) else zipfile.ZIP_DEFLATED
        return self.archive.open(f"bag/{path}", "w", force_zip64=True)


@contextmanager
def new_folder(folder: Path) -> Iterator[Folder]:
    """A bag's folder, which gets its name when all is written and synced; else nothing stays.

    Raises NotEmpty where something is there already.
    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise NotEmpty(f"{folder} is not empty: name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    passing = folder.parent / f".{folder.name}.{secrets.token_hex(8)}.partial"
    passing.mkdir(mode=0o700)
    try:
        yield Folder(passing)
        _sync(passing)
        passing.rename(folder)
        sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(passing, ignore_errors=True)
        raise


def _sync(folder: Path) -> None:
    # After all was written: the disk takes many files at once.
    for root, _, files in os.walk(folder):
        for name in files:
            opened = os.open(Path(root) / name, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
        sync_folder(Path(root))


class Written:
    """A file of a bag being written; hashed and measured."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Writes all of `data`."""
        self.digest.update(data)
        self.size += len(data)
        self._file.write(data)
        return len(data)


class Bag:
    """A bag being written into a target; `close` writes its manifests."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.hashes: dict[str, str] = {}
        self.size = 0

    @contextmanager
    def file(self, path: str) -> Iterator[Written]:
        """A file below `data/`."""
        with self._target.open(f"data/{path}") as opened:
            written = Written(opened)
            yield written
        self.hashes[f"data/{path}"] = written.digest.hexdigest()
        self.size += written.size

    def lines(self, path: str, lines: Iterable[Any], told: Callable[[int], None] | None = None) -> int:
        """A file of JSON Lines; gives how many. `told` is called with their number every so often."""
        count = 0
        with self.file(path) as file:
            waiting: list[bytes] = []
            for count, one in enumerate(lines, 1):
                waiting.append(line(one, path))
                if len(waiting) == 500:
                    file.write(b"".join(waiting))
                    waiting.clear()
                if told and count % _TOLD == 0:
                    told(count)
            file.write(b"".join(waiting))
        if told:
            told(count)
        return count

    def has(self, path: str) -> bool:
        """Whether a file below `data/` was written."""
        return f"data/{path}" in self.hashes

    def close(self, info: Mapping[str, str]) -> None:
        """Writes what describes the bag; `info` is for bag-info.txt."""
        lines = {**info, "Payload-Oxum": f"{self.size}.{len(self.hashes)}"}
        manifest = "".join(f"{digest}  {path}\n" for path, digest in sorted(self.hashes.items()))
        tags = {
            "bag-info.txt": "".join(f"{name}: {_one_line(value)}\n" for name, value in sorted(lines.items())),
            "bagit.txt": _BAGIT.decode(),
            "manifest-sha256.txt": manifest,
        }
        hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in tags.items()}
        tags["tagmanifest-sha256.txt"] = "".join(f"{one}  {path}\n" for path, one in sorted(hashes.items()))
        for path, text in tags.items():
            with self._target.open(path) as file:
                file.write(text.encode())


def _one_line(value: str) -> str:
    return " ".join(value.split())
