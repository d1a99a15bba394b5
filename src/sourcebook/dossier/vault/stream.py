"""Encrypted files of any size, written and read with the memory of one chunk.

A header (magic and version, then a random file key sealed by HPKE), then chunks of 64 KiB, each under
ChaCha20-Poly1305 with a nonce of its number (11 bytes, big-endian) and a byte that is 1 in the last chunk
only: the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption and
its Nonce-Reuse Misuse-Resistance" (CRYPTO 2015), as in the age format. A changed, moved, doubled or missing
chunk is found, and so is a file cut anywhere.
"""

from __future__ import annotations

import io
import os
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from sourcebook.dossier.vault import sealing
from sourcebook.dossier.vault.errors import SealBroken
from sourcebook.dossier.vault.keys import OpenVault, Vault

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MAGIC = b"sourcebook encrypted file 1\n"
CHUNK = 64 * 1024
_TAG = 16
_HEADER = len(MAGIC) + sealing.KEY_BYTES + sealing.OVERHEAD


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def layout(size: int) -> tuple[int, int]:
    """Of an encrypted file of `size` bytes: its chunks, and its plain bytes (negative: there is no such).

    Chunks are counted with their tags: a last one shorter than its tag is a chunk, and will not open.
    """
    body = size - _HEADER
    chunks = max(1, -(-body // (CHUNK + _TAG)))
    return chunks, body - chunks * _TAG


class EncryptingWriter(io.RawIOBase):
    """A file to write into, in one direction, such as `zipfile.ZipFile(writer, "w")` does.

    `close()` writes the last chunk, and without it the file does not open: a writer that is left by an
    exception, abandoned, or collected unclosed leaves a file that shows itself as cut. `raw` stays open: sync
    and close it.

    Args:
        raw: where the encrypted bytes go; buffered.
        vault: whose passphrase will open them.
        context: what the file is, such as its name; the same must be given to read it.
    """

    def __init__(self, raw: BinaryIO, vault: Vault, context: bytes = b"") -> None:
        self._raw = raw
        self._waiting = bytearray()
        self._number = 0
        key = os.urandom(sealing.KEY_BYTES)
        self._cipher = ChaCha20Poly1305(key)
        raw.write(MAGIC + sealing.encrypt(vault.public_key, key, MAGIC + context))

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Take all of `data`; what fills a chunk goes out."""
        if self.closed:
            raise ValueError("write to a closed file")
        view = memoryview(data).cast("B")
        taken = 0
        while taken < len(view):
            if len(self._waiting) == CHUNK:  # only now is it known not to be the last
                self._put(last=False)
            room = CHUNK - len(self._waiting)
            self._waiting += view[taken : taken + room]
            taken += min(room, len(view) - taken)
        return taken

    def _put(self, last: bool) -> None:
        try:
            self._raw.write(self._cipher.encrypt(_nonce(self._number, last), bytes(self._waiting), None))
        except BaseException:
            self.abandon()  # a full disk must not be followed by a proper end
            raise
        self._number += 1
        self._waiting.clear()

    def close(self) -> None:
        """Write the last chunk; the second time nothing."""
        if not self.closed:
            self._put(last=True)
            self._raw.flush()
            super().close()

    def abandon(self) -> None:
        """End without the last chunk: what was written can never be taken for a whole file."""
        super().close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def __del__(self) -> None:
        self.abandon()


class DecryptingReader(io.RawIOBase):
    """An encrypted file to read, from any place in it, such as `zipfile.ZipFile(reader)` does.

    Opening it proves its key and its end; each chunk is proved before a byte of it is given out. Raises
    `SealBroken`, at opening or at reading, where the file is not what was written. Closing it closes `raw`.

    Args:
        raw: the encrypted file, seekable, at the place where it begins.
        open_vault: the vault that it was written for.
        context: as it was given to the writer.
    """

    def __init__(self, raw: BinaryIO, open_vault: OpenVault, context: bytes = b"") -> None:
        self._raw = raw
        self._start = raw.tell() + _HEADER
        header = raw.read(_HEADER)
        if not header.startswith(MAGIC):
            raise SealBroken("this is no encrypted file of a version that this program knows")
        key = sealing.decrypt(open_vault.private_key, header[len(MAGIC) :], MAGIC + context)
        self._cipher = ChaCha20Poly1305(key)
        self._chunks, self._size = layout(raw.seek(0, io.SEEK_END) - self._start + _HEADER)
        self._at = 0
        self._held, self._plain = -1, b""
        # Only the true last chunk opens as one; an empty one only where the whole file is empty.
        if len(self._chunk(self._chunks - 1)) == 0 and self._chunks > 1:
            raise SealBroken("the encrypted file ends with an empty piece: it was changed")

    @property
    def size(self) -> int:
        """How many bytes there are to read."""
        return self._size

    def shorten(self, size: int) -> None:
        """Let the file end after `size` bytes: for padding that follows what was meant."""
        if not 0 <= size <= self._size:
            raise ValueError(f"cannot shorten a file of {self._size} bytes to {size}")
        self._size = size

    def close(self) -> None:
        """Close this and the encrypted file under it."""
        self._raw.close()
        super().close()

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move, as in any file."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError(f"negative place in a file: {base + offset}")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill `buffer`, and only at the end of the file less than that."""
        if self.closed:
            raise ValueError("read from a closed file")
        view = memoryview(buffer).cast("B")
        wanted = max(0, min(len(view), self._size - self._at))
        done = 0
        while done < wanted:
            number, offset = divmod(self._at, CHUNK)
            piece = self._chunk(number)[offset : offset + wanted - done]
            view[done : done + len(piece)] = piece
            done += len(piece)
            self._at += len(piece)
        return done

    def _chunk(self, number: int) -> bytes:
        if number != self._held:
            self._raw.seek(self._start + number * (CHUNK + _TAG))
            sealed = self._raw.read(CHUNK + _TAG)
            try:
                plain = self._cipher.decrypt(_nonce(number, number == self._chunks - 1), sealed, None)
            except InvalidTag:
                raise SealBroken(f"the encrypted file was cut or changed (piece {number + 1})") from None
            self._held, self._plain = number, plain
        return self._plain
