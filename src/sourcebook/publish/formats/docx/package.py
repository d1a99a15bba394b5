"""The Word file as a ZIP: its parts in a fixed order with a fixed time, and what says which part is what."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from sourcebook.publish.formats.docx.xml import Element

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
# Name of a part: its media type, and its relationship to word/document.xml or, with "/", to the package.
_KINDS = {
    "word/document.xml": (_TYPE.format("document.main"), f"{_OFFICE}/officeDocument"),
    "docProps/core.xml": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_PACKAGE}/relationships/metadata/core-properties",
    ),
    "docProps/app.xml": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{_OFFICE}/extended-properties",
    ),
    "word/styles.xml": (_TYPE.format("styles"), f"{_OFFICE}/styles"),
    "word/settings.xml": (_TYPE.format("settings"), f"{_OFFICE}/settings"),
    "word/numbering.xml": (_TYPE.format("numbering"), f"{_OFFICE}/numbering"),
    "word/footnotes.xml": (_TYPE.format("footnotes"), f"{_OFFICE}/footnotes"),
    "word/header1.xml": (_TYPE.format("header"), f"{_OFFICE}/header"),
    "word/header2.xml": (_TYPE.format("header"), f"{_OFFICE}/header"),
    "word/footer1.xml": (_TYPE.format("footer"), f"{_OFFICE}/footer"),
    "word/theme/theme1.xml": (
        "application/vnd.openxmlformats-officedocument.theme+xml",
        f"{_OFFICE}/theme",
    ),
    "docProps/custom.xml": (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{_OFFICE}/custom-properties",
    ),
    "customXml/item1.xml": ("application/xml", f"{_OFFICE}/customXml"),
    "customXml/itemProps1.xml": (
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        f"{_OFFICE}/customXmlProps",
    ),
}
_OF_PACKAGE = ("word/document.xml", "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_OF_ITEM = "customXml/itemProps1.xml"
# The first day that a ZIP can say: the file says nothing of the machine's clock.
_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its name in the file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to by `id`: a target in the file, or an address outside."""

    id: str
    kind: str
    target: str
    external: bool = False


def relation_id(name: str) -> str:
    """The id by which word/document.xml refers to a part."""
    return "part" + "".join(
        letter for letter in name.rpartition("/")[2].partition(".")[0] if letter.isalnum()
    )


def packed(
    parts: Sequence[Part], relations: Sequence[Relation] = (), of_notes: Sequence[Relation] = ()
) -> bytes:
    """The file. `relations` are those of the document beyond its parts, `of_notes` those of the footnotes."""
    by_name = {part.name: part.content for part in parts}
    own = [
        Relation(relation_id(name), _KINDS[name][1], posixpath.relpath(name, "word"))
        for name in _KINDS
        if name in by_name and name not in (*_OF_PACKAGE, _OF_ITEM)
    ]
    outer = [Relation(relation_id(name), _KINDS[name][1], name) for name in _OF_PACKAGE if name in by_name]
    files = {
        "[Content_Types].xml": _content_types(by_name),
        "_rels/.rels": _relationships(outer),
        "word/document.xml": by_name["word/document.xml"],
        "word/_rels/document.xml.rels": _relationships([*own, *relations]),
    }
    if _OF_ITEM in by_name:
        of_item = Relation(relation_id(_OF_ITEM), _KINDS[_OF_ITEM][1], posixpath.basename(_OF_ITEM))
        files["customXml/_rels/item1.xml.rels"] = _relationships([of_item])
    if of_notes:
        files["word/_rels/footnotes.xml.rels"] = _relationships(of_notes)
    files |= {name: by_name[name] for name in sorted(by_name)}
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            # The same on every system: made by no one, for no one in particular.
            info.create_system, info.external_attr = 0, 0
            archive.writestr(info, content)
    return target.getvalue()


def _content_types(names: Iterable[str]) -> bytes:
    uri = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{uri}}}Types", nsmap={None: uri})
    for ending, type in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
    ):
        etree.SubElement(root, f"{{{uri}}}Default", Extension=ending, ContentType=type)
    for name in _KINDS:
        if name in names:
            etree.SubElement(root, f"{{{uri}}}Override", PartName=f"/{name}", ContentType=_KINDS[name][0])
    return _bytes(root)


def _relationships(relations: Iterable[Relation]) -> bytes:
    uri = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{uri}}}Relationships", nsmap={None: uri})
    for relation in relations:
        made = etree.SubElement(root, f"{{{uri}}}Relationship", Id=relation.id, Type=relation.kind)
        made.set("Target", relation.target)
        if relation.external:
            made.set("TargetMode", "External")
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
