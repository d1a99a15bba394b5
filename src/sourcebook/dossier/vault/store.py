"""The store of captured bytes: a folder where a file's name is the sha256 of its content, and a sealed part.

    ab/cdef...        plain bytes whose sha256 is abcdef...
    sealed/<name>     encrypted, under a random name; neither name nor size tells what it is
    writing/          files on their way, see `durable`

A file is whole or not there. Equal content is stored once. Any number of processes may put at the same time.
Database rows are written after the file: a killed process can leave a file without a row, never the reverse.
"""

from __future__ import annotations

import hashlib
import io
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sourcebook.dossier.vault import sealing
from sourcebook.dossier.vault.durable import drafting, erase, sweep, sync_folder
from sourcebook.dossier.vault.errors import CaptureDamaged, CaptureMissing
from sourcebook.dossier.vault.inspection import Problem, problems
from sourcebook.dossier.vault.keys import OpenVault, Vault
from sourcebook.dossier.vault.packing import Readable, Stored, hash_of, pack, pieces, unpack
from sourcebook.dossier.vault.stream import DecryptingReader

_SHA256 = re.compile("[0-9a-f]{64}")
_NAME = re.compile("[0-9a-f]{32}")


class StoredSealed(NamedTuple):
    """A sealed file's name, and its plain bytes' hash and size, which only the sealed record may hold."""

    name: str
    sha256: str
    size: int


class Store:
    """Captured bytes in `folder` (made when first needed, for its owner alone)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writing = folder / "writing"
        self._sealed = folder / "sealed"

    def path(self, sha256: str) -> Path:
        """Where the bytes of this hash are or would be; `ValueError` if it is no sha256 in small letters."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a sha256 in small letters: {sha256!r}")
        return self.folder / sha256[:2] / sha256[2:]

    def has(self, sha256: str) -> bool:
        """Whether bytes are stored in plain under this hash."""
        return self.path(sha256).is_file()

    def put(self, content: bytes | Path | Readable) -> Stored:
        """Store bytes, a file, or what is left in a stream (not closed here); returns their hash and size.

        If they are there, they stay; a stored file that no longer has its hash is replaced by the good bytes.
        """
        if isinstance(content, Path):
            with content.open("rb") as file:
                return self.put(file)
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        digest, size = hashlib.sha256(), 0
        with drafting(self._writing) as draft:
            for piece in pieces(stream):
                digest.update(piece)
                size += draft.file.write(piece)
            target = self.path(digest.hexdigest())
            if hash_of(target) == digest.hexdigest():
                sync_folder(target.parent)  # whoever put it may not have come to this
            else:
                draft.publish(target)
        return Stored(digest.hexdigest(), size)

    def open(self, sha256: str) -> BinaryIO:
        """The bytes of this hash, to read; raises `CaptureMissing`."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise CaptureMissing(
                f"no bytes are stored under {sha256}: they were sealed or erased, else restore a backup"
            ) from None

    def remove(self, sha256: str) -> None:
        """Erase plain bytes (overwritten, then unlinked; see `durable.erase` for what that cannot reach).

        Raises `CaptureMissing`. Other captures may share the bytes: the caller knows the rows.
        """
        path = self.path(sha256)
        try:
            erase(path, self._writing)
        except FileNotFoundError:
            raise CaptureMissing(f"no bytes are stored under {sha256}: there is nothing to erase") from None
        with suppress(OSError):  # others are in it
            path.parent.rmdir()  # its name is the beginning of the hash
            sync_folder(self.folder)

    def sealed_path(self, name: str) -> Path:
        """Where the sealed file of this name is; `ValueError` if it is no such name."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"not the name of a sealed file: {name!r}")
        return self._sealed / name

    def put_sealed(self, stream: Readable, vault: Vault) -> StoredSealed:
        """Encrypt what is left in a stream into a file of a random name; plain bytes never reach the disk."""
        name = secrets.token_hex(16)
        with drafting(self._writing) as draft:
            stored = pack(stream, draft.file, vault, _context(name))
            draft.publish(self.sealed_path(name))
        return StoredSealed(name, *stored)

    def copy_sealed(self, sha256: str, vault: Vault) -> str:
        """Encrypt plain bytes into a sealed file and keep the plain ones; returns its name.

        For callers with a database: copy, commit the row with the new name, then `remove(sha256)`. Killed in
        between, both are there and nothing is lost. Raises `CaptureMissing`, `CaptureDamaged`.
        """
        with self.open(sha256) as stream:
            name, found, _ = self.put_sealed(stream, vault)
        if found != sha256:
            self.remove_sealed(name)
            raise CaptureDamaged(f"the bytes stored under {sha256} were changed: restore them from a backup")
        return name

    def seal(self, sha256: str, vault: Vault) -> str:
        """Move plain bytes into a sealed file; returns its name. As `copy_sealed`, then `remove`."""
        name = self.copy_sealed(sha256, vault)
        self.remove(sha256)
        return name

    def open_sealed(self, name: str, open_vault: OpenVault) -> DecryptingReader:
        """The plain bytes of a sealed file, to read from any place; raises `CaptureMissing`, `SealBroken`."""
        return self._unpacked(name, open_vault)[1]

    def describe_sealed(self, name: str, open_vault: OpenVault) -> Stored:
        """The hash and size of the plain bytes in a sealed file, as they were when it was made."""
        stored, reader = self._unpacked(name, open_vault)
        reader.close()
        return stored

    def _unpacked(self, name: str, open_vault: OpenVault) -> tuple[Stored, DecryptingReader]:
        try:
            raw = self.sealed_path(name).open("rb")
        except FileNotFoundError:
            raise CaptureMissing(f"there is no sealed file {name}: restore it from a backup") from None
        try:
            return unpack(raw, open_vault, _context(name))
        except BaseException:
            raw.close()
            raise

    def remove_sealed(self, name: str) -> None:
        """Erase a sealed file; raises `CaptureMissing`."""
        try:
            erase(self.sealed_path(name), self._writing)
        except FileNotFoundError:
            raise CaptureMissing(f"there is no sealed file {name}: there is nothing to erase") from None

    def plain(self) -> Iterator[str]:
        """The hashes of all plain bytes, sorted."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            if _SHA256.fullmatch(path.parent.name + path.name):
                yield path.parent.name + path.name

    def sealed(self) -> Iterator[str]:
        """The names of all sealed files, sorted; one that no row names was left by a killed process."""
        for path in sorted(self._sealed.glob("*")):
            if _NAME.fullmatch(path.name):
                yield path.name

    def verify(self, open_vault: OpenVault | None = None) -> Iterator[Problem]:
        """Read everything and tell what is wrong; sealed files to the last byte only with the open vault."""
        return problems(self, open_vault)

    def sweep(self) -> int:
        """Erase what killed processes left half written or half erased; returns how many files."""
        return sweep(self._writing)


def _context(name: str) -> bytes:
    return sealing.context("capture", name)
