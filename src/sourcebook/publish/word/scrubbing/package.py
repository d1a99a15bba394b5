"""A Word file as parts, taken apart and put together: one time for all, and nothing that leads nowhere."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from sourcebook.publish.word.opening import NotWord
from sourcebook.publish.word.opening.package import MOST_IN_ALL, MOST_PART
from sourcebook.publish.word.opening.signatures import other_kind
from sourcebook.publish.word.scrubbing.paths import is_local, without_folder
from sourcebook.publish.word.scrubbing.traces import Element, Told

CONTENT_TYPES = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TIME = (1980, 1, 1, 0, 0, 0)
_MACROS = (".macroEnabled.main+xml", ".macroEnabledTemplate.main+xml", "document.macroEnabled")


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts by name. Raises NotWord for what is no Word file, or one that is damaged."""
    if said := other_kind(content):
        raise NotWord(said)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            sizes = [one.file_size for one in entries]
            if max(sizes, default=0) > MOST_PART or sum(sizes) > MOST_IN_ALL:
                raise NotWord("it is larger than any Word file; it was not read")
            parts = {one.filename.replace("\\", "/").lstrip("/"): archive.read(one) for one in entries}
    except NotWord:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise NotWord(f"the file is damaged ({error}); open it in Word and save it anew") from None
    if CONTENT_TYPES not in parts or "_rels/.rels" not in parts:
        raise NotWord("this is a ZIP archive, but no Word file")
    return parts


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The file: the same parts give the same bytes on every machine."""
    target = BytesIO()
    first = [CONTENT_TYPES, "_rels/.rels"]
    with zipfile.ZipFile(target, "w") as archive:
        for name in (*first, *sorted(set(parts) - set(first))):
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 0, 0
            archive.writestr(info, parts[name])
    return target.getvalue()


def parsed(name: str, content: bytes) -> Element:
    """A part as a tree, without comments and processing instructions. Raises NotWord."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotWord(f"{name} is damaged ({error.msg}); open the file in Word and save it anew") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotWord(f"{name} declares entities, which no word processor does; it was not read")
    return root


def written(root: Element) -> bytes:
    """A tree as a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def source_of(relations: str) -> str:
    """The part whose relationships a part has; "" for those of the package."""
    folder, _, file = relations.rpartition("/")
    outer = folder.rpartition("_rels")[0].rstrip("/")
    return posixpath.join(outer, file.removesuffix(".rels")) if file != ".rels" else ""


def is_relations(name: str) -> bool:
    """Whether a part says what another refers to."""
    return name.endswith(".rels") and "_rels/" in name


def settle_relations(name: str, root: Element, names: frozenset[str], told: Told) -> frozenset[str]:
    """Takes out what leads to parts that are gone or to a machine; gives the ids that are gone."""
    folder = posixpath.dirname(source_of(name))
    gone = set()
    for one in list(root.iter(_RELATION)):
        target = one.get("Target") or ""
        if one.get("TargetMode") == "External":
            if not is_local(target):
                continue
            told.say("paths of files outside", unquote(target))
            kind = (one.get("Type") or "").rpartition("/")[2]
            bare = without_folder(unquote(target))[0]
            if kind not in ("hyperlink", "attachedTemplate") and bare:
                one.set("Target", bare.replace(" ", "%20"))
                continue
        elif _resolved(folder, target) in names:
            continue
        gone.add(one.get("Id") or "")
        root.remove(one)
    return frozenset(gone)


def reachable(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The parts that something leads to, from the file's own relationships on; with these themselves."""
    leads: dict[str, list[str]] = {}
    for name in filter(is_relations, parts):
        folder = posixpath.dirname(source_of(name))
        found = leads.setdefault(source_of(name), [name])
        for one in parsed(name, parts[name]).iter(_RELATION):
            if one.get("TargetMode") != "External":
                found.append(_resolved(folder, one.get("Target") or ""))
    reached, next_ones = {CONTENT_TYPES}, [""]
    while next_ones:
        for name in leads.get(next_ones.pop(), ()):
            if name in parts and name not in reached:
                reached.add(name)
                next_ones.append(name)
    return frozenset(reached)


def settle_types(root: Element, names: frozenset[str]) -> None:
    """Takes out what says of parts that are gone what they are; a file with macros becomes one without."""
    known = {name.casefold() for name in names}
    for one in list(root):
        part = (one.get("PartName") or "").lstrip("/").casefold()
        if part and part not in known:
            root.remove(one)
            continue
        kind = one.get("ContentType") or ""
        if any(word in kind for word in _MACROS):
            one.set(
                "ContentType",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            )


def _resolved(folder: str, target: str) -> str:
    path = unquote(target.partition("#")[0])
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, path))
