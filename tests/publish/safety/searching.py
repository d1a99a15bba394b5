"""Every byte that a publication has, unpacked: parts of archives, streams and text of PDF, pictures, pages."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pypdf
import pypdfium2

_EMBEDDED = re.compile(rb"data:[\w/+.-]*;base64,([A-Za-z0-9+/=]+)")
Piece = tuple[str, bytes]


def pieces(folder: Path) -> Iterator[Piece]:
    """Each file below a folder with what is packed in it, and the names of all."""
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        yield "names", name.encode()
        if path.is_file():
            yield from unpacked(name, path.read_bytes())


def unpacked(name: str, content: bytes) -> Iterator[Piece]:
    """A file and all that is packed in it."""
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                yield "names", entry.filename.encode() + entry.comment + entry.extra
                yield from unpacked(f"{name}/{entry.filename}", archive.read(entry))
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(name, content)
    elif content.startswith(b"\x89PNG"):
        yield from _of_png(name, content)
    for number, match in enumerate(_EMBEDDED.finditer(content)):
        yield from unpacked(f"{name}#{number}", base64.b64decode(match[1]))


def _of_pdf(name: str, content: bytes) -> Iterator[Piece]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        found = reader.get_object(number)
        if isinstance(found, pypdf.generic.StreamObject):
            yield f"{name}#{number}", found.get_data()
        yield f"{name}#{number}", repr(found).encode("utf-8", "surrogatepass")
    for file, contents in reader.attachments.items():
        for one in contents:
            yield from unpacked(f"{name}/{file}", one)
    yield f"{name}#told", repr(reader.metadata).encode()
    with pypdfium2.PdfDocument(content) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    # A word may be parted at the end of a line.
    yield (
        f"{name}#text",
        re.sub(r"[\ufffe\u2060\u00ad]|-?\s*[\r\n]+", "", text).encode("utf-8", "surrogatepass"),
    )


def _of_png(name: str, content: bytes) -> Iterator[Piece]:
    at = 8
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        if kind in (b"zTXt", b"iTXt", b"iCCP") and b"\x78" in data:
            start = data.index(b"\x78")
            yield f"{name}#{kind.decode()}", zlib.decompressobj().decompress(data[start:])
        at += 12 + size


def found(some: Iterable[Piece], words: Mapping[str, str]) -> dict[str, set[str]]:
    """Which words stand in which pieces, in UTF-8, UTF-16 or base64: by what they were planted as."""
    of_shape = {word.casefold(): what for what, word in words.items() if _SHAPE.fullmatch(word)}
    others = {what: word for what, word in words.items() if word.casefold() not in of_shape}
    where: dict[str, set[str]] = {}
    known: dict[bytes, set[str]] = {}
    for name, content in some:
        digest = hashlib.sha256(content).digest()
        if digest not in known:
            known[digest] = {*_planted(content, of_shape), *_standing(content, others)}
            known[digest] |= {what for word, what in of_shape.items() if _encoded(content, words[what])}
        for what in known[digest]:
            where.setdefault(what, set()).add(name)
    return where


def _planted(content: bytes, words: Mapping[str, str]) -> Iterator[str]:
    """Words of the shape of those that are planted: found at once, however many there are."""
    for encoding, pattern in _IN_BYTES.items():
        for match in pattern.finditer(content):
            what = words.get(match[0].decode(encoding).casefold())
            if what:
                yield what


def _standing(content: bytes, words: Mapping[str, str]) -> Iterator[str]:
    for what, word in words.items():
        texts = dict.fromkeys((word, word.casefold(), word.upper()))
        if any(text.encode(one) in content for text in texts for one in _IN_BYTES) or _encoded(content, word):
            yield what


def _encoded(content: bytes, word: str) -> bool:
    # Without what the neighbours change.
    return any(base64.b64encode(b"\0" * shift + word.encode())[4:-4] in content for shift in range(3))


_SHAPE = re.compile(r"[Qq][Yy][ghjkmnpqrstvwxz]{12}")
_IN_BYTES = {
    "utf-8": re.compile(rb"[Qq][Yy][ghjkmnpqrstvwxz]{12}", re.I),
    "utf-16-le": re.compile(rb"[Qq]\0[Yy]\0(?:[ghjkmnpqrstvwxz]\0){12}", re.I),
    "utf-16-be": re.compile(rb"\0[Qq]\0[Yy](?:\0[ghjkmnpqrstvwxz]){12}", re.I),
}
