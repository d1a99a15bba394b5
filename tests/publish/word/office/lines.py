"""The bare lines of a Word file that has no tracked changes left, read apart from the program under test."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Styles of the contents, as we name them and as LibreOffice does.
_CONTENTS = ("Toc", "TOC", "Contents")
_TRACKED = ("ins", "del", "moveFrom", "moveTo")


def lines(docx: bytes) -> list[str]:
    """The paragraphs of the body with characters, cells too; without labels and the contents."""
    return [
        text
        for text, style in _paragraphs(docx, "word/document.xml")
        if text and not style.startswith(_CONTENTS)
    ]


def notes(docx: bytes) -> list[str]:
    """What the footnotes say, in their order."""
    return [text for text, _ in _paragraphs(docx, "word/footnotes.xml") if text]


def untracked(docx: bytes) -> bool:
    """Whether no tracked change is in the file."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return not any(root.iter(*(_W + name for name in _TRACKED)))


def _paragraphs(docx: bytes, part: str) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read(part))
    for paragraph in root.iter(_W + "p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        texts = (one.text or "" for one in paragraph.iter(_W + "t"))
        yield "".join(texts).strip(), "" if style is None else style.get(_W + "val", "")
