"""A Word file as parts: the ZIP with its limits, relationships, and the trees of parts that are asked for.

Names are compared in small letters with "/" between folders, as OPC (ECMA-376 part 2) compares them.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from sourcebook.publish.word.opening.errors import NotWord
from sourcebook.publish.word.opening.salvage import salvaged
from sourcebook.publish.word.opening.signatures import other_kind
from sourcebook.publish.word.opening.xml import Element, Unreadable, parse

# A hundred pages with thousands of tracked changes are some 20 MB of XML.
MOST_PART = 64 * 2**20
MOST_IN_ALL = 160 * 2**20
_MOST_PARTS = 20_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    OverflowError, IndexError, MemoryError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: the last word of its type ("footnotes"), where to, and whether outside."""

    kind: str
    target: str
    external: bool


@dataclass
class Package:
    """The parts of a file. `told` takes lines of what could not be read; `name` is used in messages.

    `damaged` are the parts of which something could not be read.
    """

    archive: zipfile.ZipFile | None
    entries: Mapping[str, zipfile.ZipInfo]
    loose: Mapping[str, bytes]
    name: str = ""
    told: list[str] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)
    _taken: int = 0
    _trees: dict[str, Element | None] = field(default_factory=dict)

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None where there is none. Raises NotWord where it is too large."""
        part = _plain(part)
        if self.archive is None:
            found = self.loose.get(part)
        elif part in self.entries:
            found = self._unzipped(self.entries[part])
        else:
            return None
        if found is not None:
            self._taken += len(found)
            if self._taken > MOST_IN_ALL or len(found) > MOST_PART:
                raise NotWord(f"{self.name}{part} is too large: more than any Word file; it was not read")
        return found

    def _unzipped(self, entry: zipfile.ZipInfo) -> bytes | None:
        assert self.archive is not None
        if entry.flag_bits & 1:
            raise NotWord(f"{self.name}the file is locked with a password; save it without one")
        most = min(MOST_PART, MOST_IN_ALL - self._taken) + 1
        try:
            with self.archive.open(entry) as stream:
                return stream.read(most)
        except _BROKEN:
            source = self.archive.fp
            assert isinstance(source, BytesIO)
            found = salvaged(source.getbuffer()[entry.header_offset :], most, only_first=True)
            self.told.append(f"{entry.filename} is damaged: read as far as it goes")
            return next(iter(found.values()), None)

    def tree(self, part: str) -> Element | None:
        """The root of a part; None where there is none, or nothing of it can be read, which is told."""
        part = _plain(part)
        if part not in self._trees:
            self._trees[part] = self._parsed(part)
        return self._trees[part]

    def _parsed(self, part: str) -> Element | None:
        content = self.read(part)
        if content is None:
            return None
        try:
            root, whole = parse(content)
            self.damaged |= set() if whole else {part}
        except Unreadable as problem:
            self.told.append(f"{part} was not read: {problem}")
            return None
        damaged = f"{part} is damaged: read as far as it goes"
        if not whole and damaged not in self.told:
            self.told.append(damaged)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by their ids; of the package for ""."""
        folder, _, file = part.rpartition("/")
        root = self.tree(f"{folder}/_rels/{file}.rels" if part else "_rels/.rels")
        found = {}
        for one in root if root is not None else ():
            if not isinstance(one.tag, str) or not one.get("Id"):
                continue
            external = one.get("TargetMode") == "External"
            target = one.get("Target") or ""
            kind = (one.get("Type") or "").rpartition("/")[2]
            found[one.get("Id")] = Relation(kind, target if external else _resolved(folder, target), external)
        return found

    def related(self, part: str, kind: str, usual: str) -> str:
        """The part that a part points to as its `kind`; the usual one where it says nothing."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and _plain(relation.target) in self.parts:
                return relation.target
        return usual

    @property
    def parts(self) -> Mapping[str, object]:
        """The parts, to ask whether one is there."""
        return self.entries or self.loose


def unpacked(content: bytes, name: str) -> Package:
    """The parts of a file. Raises NotWord for what is no DOCX."""
    prefix = f"{name}: " if name else ""
    if said := other_kind(content):
        raise NotWord(f"{prefix}{said}")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        entries = {_plain(entry.filename): entry for entry in archive.infolist() if not entry.is_dir()}
    except _BROKEN:
        loose = {_plain(part): held for part, held in salvaged(content, MOST_IN_ALL).items()}
        if not loose:
            raise NotWord(
                f"{prefix}this is no Word file: it is no ZIP archive, or damaged as a whole"
            ) from None
        made = Package(None, {}, loose, prefix)
        made.told.append("the file is damaged or cut off: read as far as it goes")
        return made
    if len(entries) > _MOST_PARTS:
        raise NotWord(f"{prefix}{len(entries)} parts are more than any Word file has; it was not read")
    return Package(archive, entries, {}, prefix)


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, unquote(target)))
