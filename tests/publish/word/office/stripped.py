"""A Word file as another editor may leave it: without bookmarks, controls, and what says where it comes from."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_STAMP = ("customXml/", "docProps/custom.xml")


def stripped(docx: bytes) -> bytes:
    """The same text, nothing of ours."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.startswith(_STAMP)}
    for name in _TEXTS:
        if name in parts:
            root = etree.fromstring(parts[name])
            _strip(root)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        root = etree.fromstring(parts[name])
        for one in list(root):
            named = f"{one.get('PartName', '')}{one.get('Target', '')}"
            if any(stamp in named for stamp in _STAMP):
                root.remove(one)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _strip(root: Any) -> None:  # noqa: ANN401 - a tree of lxml
    for one in list(root.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
        one.getparent().remove(one)
    for one in list(root.iter(_W + "sdt")):
        parent, content = one.getparent(), one.find(_W + "sdtContent")
        place = parent.index(one)
        parent[place : place + 1] = [] if content is None else list(content)
