"""Parts of a ZIP whose directory is lost or wrong, from the headers that stand before each of them.

Follows APPNOTE 4.3.7 (local file header): signature, flags, method, sizes, name. Sizes may be missing;
deflated data says itself where it ends.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8


def salvaged(content: bytes | memoryview, most: int, *, only_first: bool = False) -> dict[str, bytes]:
    """The parts that can be read, by name, each as far as it goes, together at most `most` bytes."""
    found: dict[str, bytes] = {}
    for name, data in _parts(bytes(content), most):
        found.setdefault(name, data)
        if only_first:
            break
    return found


def _parts(content: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    at = content.find(_SIGNATURE)
    while at != -1 and at + _HEADER.size <= len(content) and most > 0:
        _, _, flags, method, _, _, _, packed, _, name_size, extra = _HEADER.unpack_from(content, at)
        begin = at + _HEADER.size + name_size + extra
        name = content[at + _HEADER.size : at + _HEADER.size + name_size].decode("utf-8", "replace")
        known = 0 if flags & 8 else packed
        data, end = b"", begin
        if not flags & 1 and method == _DEFLATED:
            data, end = _inflated(content, begin, most)
        elif not flags & 1 and method == _STORED and known:
            data, end = content[begin : begin + min(known, most)], begin + known
        most -= len(data)
        if name and not name.endswith("/"):
            yield name, data
        at = content.find(_SIGNATURE, max(end, at + 4))


def _inflated(content: bytes, begin: int, most: int) -> tuple[bytes, int]:
    """What can be unpacked from a place, and where it ends; of damaged data, what stands before."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    found: list[bytes] = []
    at, step = begin, 512
    try:
        while at < len(content) and not stream.eof and most > 0:
            piece = stream.decompress(content[at : at + step], most)
            # What the limit left over is not needed: `most` is used up then.
            found.append(piece)
            most -= len(piece)
            at += step
    except zlib.error:
        return b"".join(found), begin
    return b"".join(found), min(at, len(content)) - len(stream.unused_data)
