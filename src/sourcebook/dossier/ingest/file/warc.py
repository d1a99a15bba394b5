"""The records of web archives (WARC) as a stream, unpacked by us under a limit; nothing goes to the disk."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from sourcebook.dossier.ingest.file.errors import CaptureError

# What an archive may unpack to, in bytes.
MAX_UNPACKED = 4_000_000_000
_CHUNK = 1 << 16
_LONGEST_LINE = 1 << 20
Opener = Callable[[], BinaryIO]


def warc_records(openers: list[Opener], name: str) -> Iterator[tuple[tuple[int, int], Any]]:
    """The records of all files of an archive, each with its number. Raises CaptureError for damage."""
    budget = [MAX_UNPACKED]
    for n, opener in enumerate(openers):
        try:
            with opener() as raw, _unpacked(raw) as plain:
                stream = _Limited(plain, budget, name)
                records = ArchiveIterator(stream)
                records.reader.readline = _short_lines(records.reader.readline, name)
                for number, record in enumerate(records):
                    yield (n, number), record
        except CaptureError:
            raise
        except Exception as error:  # warcio's errors have no common base
            raise CaptureError(f"{name}: the archive is damaged ({str(error)[:100]}); get it again") from None


def _short_lines(readline: Callable[[int], bytes], name: str) -> Callable[[int], bytes]:
    """Reading of lines with an end: a header without one would be put together in the memory for ever."""

    def short(length: int = 0) -> bytes:
        line = readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        if len(line) >= _LONGEST_LINE:
            raise CaptureError(
                f"{name}: the archive is damaged (a header of {len(line)} bytes); get it again"
            )
        return line

    return short


@contextmanager
def _unpacked(raw: BinaryIO) -> Iterator[BinaryIO]:
    magic = raw.peek(2)[:2] if isinstance(raw, io.BufferedReader) else b""
    if magic == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=raw) as file:
            yield file  # type: ignore[misc]
    else:
        yield raw


class _Limited:
    """A stream that ends with an error once more was read than an archive may hold."""

    def __init__(self, stream: BinaryIO, budget: list[int], name: str) -> None:
        self._stream, self._budget, self._name = stream, budget, name
        self._at = 0

    def tell(self) -> int:
        """How much was read."""
        return self._at

    def read(self, size: int = _CHUNK) -> bytes:
        """The next bytes, never more than a chunk."""
        try:
            data = self._stream.read(min(size, _CHUNK) if size and size > 0 else _CHUNK)
        except (EOFError, OSError, zlib.error) as error:
            raise CaptureError(f"{self._name}: the archive is damaged or cut off ({error})") from None
        self._at += len(data)
        self._budget[0] -= len(data)
        if self._budget[0] < 0:
            raise CaptureError(f"{self._name}: unpacks to more than {MAX_UNPACKED // 1_000_000} MB")
        return data
