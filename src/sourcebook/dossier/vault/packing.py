"""A capture in an encrypted file: its bytes, zeros up to a Padmé length from 64 KiB on, its size and sha256.

Size and hash stand at the end, where a stream of unknown length has them ready, and inside the encryption, so
that a sealed file whose row was lost can still be told by the keeper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from sourcebook.dossier.vault.errors import SealBroken
from sourcebook.dossier.vault.keys import OpenVault, Vault
from sourcebook.dossier.vault.padding import padme
from sourcebook.dossier.vault.stream import CHUNK, MAGIC, DecryptingReader, EncryptingWriter, layout

_SIZE = 8
_TRAILER = _SIZE + hashlib.sha256().digest_size
_ZEROS = bytes(CHUNK)


class Stored(NamedTuple):
    """What was stored: its sha256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


class Readable(Protocol):
    """Anything to read bytes from, in one direction."""

    def read(self, size: int, /) -> bytes | None:
        """At most `size` bytes; nothing at the end."""


def pieces(stream: Readable) -> Iterator[bytes]:
    """What is left in a stream, in pieces of at most 1 MiB."""
    while piece := stream.read(1 << 20):
        yield piece


def hash_of(path: Path) -> str | None:
    """The sha256 of a file, in hexadecimal; None if it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def pack(stream: Readable, raw: BinaryIO, vault: Vault, context: bytes) -> Stored:
    """Encrypt what is left in `stream` into `raw`, padded; `context` as for `EncryptingWriter`."""
    digest, size = hashlib.sha256(), 0
    with EncryptingWriter(raw, vault, context) as writer:
        for piece in pieces(stream):
            digest.update(piece)
            size += len(piece)
            writer.write(piece)
        left = padme(size + _TRAILER, CHUNK) - size - _TRAILER
        while left > 0:
            left -= writer.write(_ZEROS[:left])
        writer.write(size.to_bytes(_SIZE, "big") + digest.digest())
    return Stored(digest.hexdigest(), size)


def unpack(raw: BinaryIO, open_vault: OpenVault, context: bytes) -> tuple[Stored, DecryptingReader]:
    """What `pack` was given: its hash and size, and a seekable reader of its bytes."""
    reader = DecryptingReader(raw, open_vault, context)
    if reader.size < CHUNK:
        raise SealBroken("this encrypted file is no sealed capture: it is too short")
    reader.seek(reader.size - _TRAILER)
    trailer = reader.read(_TRAILER)
    size = int.from_bytes(trailer[:_SIZE], "big")
    if padme(size + _TRAILER, CHUNK) != reader.size:
        raise SealBroken("this encrypted file is no sealed capture: its length does not fit its content")
    reader.shorten(size)
    reader.seek(0)
    return Stored(trailer[_SIZE:].hex(), size), reader


def fits(path: Path) -> bool:
    """Whether a file begins and is as long as `pack` makes it; all that can be told without the key."""
    with path.open("rb") as file:
        _, size = layout(path.stat().st_size)
        return file.read(len(MAGIC)) == MAGIC and size >= CHUNK and padme(size, CHUNK) == size
