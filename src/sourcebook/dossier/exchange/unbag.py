"""A bag that somebody hands in, read with distrust: every path known, every file listed, every hash proved.

A file is proved while it is read; what is read of it counts only once its end was reached.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from sourcebook.dossier.exchange.lines import LONGEST
from sourcebook.dossier.vault.packing import pieces

_MANIFEST, _TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64}) [ *]?(\S.*)")
# Every file that an export has; a path that is none of these is not followed.
_KNOWN = re.compile(
    r"data/(dossier\.json|(people|withheld|evidence|changes|revisions|proposals)\.jsonl"
    r"|(editions|editiontexts|signoffs|releases|sendings|takings|proposedchanges|changedecisions)\.jsonl"
    r"|records/[a-z]{1,20}\.jsonl|schemas/[a-z]{1,20}\.json|text/[0-9a-f]{64}\.txt"
    r"|captures/([0-9a-f]{64}|[0-9a-f]{32}))"
)
_TAG_LIMIT = 1 << 20


class BagBroken(ValueError):
    """A folder or backup is no export of ours, or is damaged; one line says which file and what to do."""


class Source(Protocol):
    """Where the files of a bag are read from."""

    def files(self) -> dict[str, int]:
        """Every file, by its path in the bag, with its size in bytes."""
        ...

    def open(self, path: str) -> BinaryIO:
        """A file, to read."""
        ...


class FolderSource:
    """A bag in a folder. Links in it are refused: they may lead anywhere."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self) -> dict[str, int]:
        """Every file. Raises BagBroken for links and devices."""
        if not self.root.is_dir():
            raise BagBroken(f"{self.root} is no folder: name the folder that an export wrote")
        found: dict[str, int] = {}
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            with os.scandir(self.root / folder) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{path}/")
                    elif entry.is_file(follow_symlinks=False):
                        found[path] = entry.stat(follow_symlinks=False).st_size
                    else:
                        raise BagBroken(f"{path} is a link or a device, which no export has: export anew")
        return found

    def open(self, path: str) -> BinaryIO:
        """A file, to read."""
        opened = os.open(self.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            os.close(opened)
            raise BagBroken(f"{path} is no file any more: export again")
        return os.fdopen(opened, "rb", buffering=1 << 16)


class ZipSource:
    """A bag in a ZIP, below the folder `bag/`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def files(self) -> dict[str, int]:
        """Every file."""
        entries = self.archive.infolist()
        return {
            entry.filename.removeprefix("bag/"): entry.file_size
            for entry in entries
            if entry.filename.startswith("bag/")
        }

    def open(self, path: str) -> BinaryIO:
        """A file, to read."""
        return cast(
            BinaryIO, io.BufferedReader(cast(io.RawIOBase, self.archive.open(f"bag/{path}")), 1 << 16)
        )


class OpenBag:
    """A bag whose tag files were proved and whose list of files is complete; contents are proved as read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        sizes = source.files()
        tags = self._tag_files(sizes)
        if not tags["bagit.txt"].startswith("BagIt-Version: 1.0\n"):
            raise BagBroken("bagit.txt: not of version 1.0, which alone this program reads")
        self.hashes = _manifest(tags[_MANIFEST], _MANIFEST)
        for path in self.hashes:
            if not _KNOWN.fullmatch(path):
                raise BagBroken(f"{_MANIFEST}: {path!r} is no file that an export has: nothing was read")
        payload = {path for path in sizes if path.startswith("data/")}
        for path in sorted(self.hashes.keys() - payload):
            raise BagBroken(f"{path} is missing: copy the folder again")
        for path in sorted(payload - self.hashes.keys()):
            raise BagBroken(f"{path} is not in {_MANIFEST}: take it away, or export again")
        self.sizes = {path: sizes[path] for path in self.hashes}
        if "data/dossier.json" not in self.hashes:
            raise BagBroken("data/dossier.json is missing: this is no export of a dossier that can be loaded")

    def _tag_files(self, sizes: dict[str, int]) -> dict[str, str]:
        read: dict[str, str] = {}
        for path in ("bagit.txt", "bag-info.txt", _MANIFEST, _TAGS):
            if path not in sizes:
                raise BagBroken(f"{path} is missing: name the folder that an export wrote")
            with self._source.open(path) as file:
                # A manifest has a line for each file; the others are short.
                content = file.read(_TAG_LIMIT * (256 if path == _MANIFEST else 1))
            try:
                read[path] = content.decode()
            except UnicodeDecodeError:
                raise BagBroken(f"{path} is not UTF-8: copy the folder again") from None
        for path, wanted in _manifest(read[_TAGS], _TAGS).items():
            found = hashlib.sha256(read.get(path, "").encode()).hexdigest()
            if found != wanted:
                raise BagBroken(f"{path} was changed or is missing ({_TAGS}): copy the folder again")
        return read

    def paths(self, start: str) -> Iterator[str]:
        """The files below a folder of `data/`, sorted."""
        yield from sorted(path for path in self.hashes if path.startswith(f"data/{start}"))

    @contextmanager
    def reading(self, path: str) -> Iterator[Proved]:
        """A file, to read to its end, where it is proved."""
        with self._source.open(path) as file:
            yield Proved(file, path, self.hashes[path])

    def lines(self, path: str) -> Iterator[tuple[int, bytes]]:
        """The lines of a file, numbered from 1; none where there is no such file."""
        if path not in self.hashes:
            return
        with self.reading(path) as file:
            number = 0
            while data := file.readline():
                number += 1
                yield number, data

    def content(self, path: str) -> bytes:
        """The whole of a file, proved."""
        with self.reading(path) as file:
            return b"".join(pieces(file))

    def prove(self, path: str) -> None:
        """Reads a file for its hash alone."""
        with self.reading(path) as file:
            for _ in pieces(file):
                pass


class Proved:
    """A file whose hash is compared when its end is reached."""

    def __init__(self, file: BinaryIO, path: str, wanted: str) -> None:
        self._file = file
        self._path = path
        self._wanted = wanted
        self._digest = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes. Raises BagBroken at the end of a changed file."""
        data = self._file.read(size)
        return self._proved(data)

    def readline(self) -> bytes:
        """A line, or as much of it as can be one of ours."""
        return self._proved(self._file.readline(LONGEST + 1))

    def _proved(self, data: bytes) -> bytes:
        self._digest.update(data)
        if not data and self._digest.hexdigest() != self._wanted:
            raise BagBroken(
                f"{self._path} is damaged, its hash is not that of {_MANIFEST}: copy or export it again"
            )
        return data


def _manifest(text: str, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not match or match[2] in found:
            raise BagBroken(f"{name}: line {number} is no line of a manifest: copy the folder again")
        found[match[2]] = match[1]
    return found
