"""Parts of a Word file as trees: nothing is fetched or resolved, a damaged part is read as far as it goes."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

# lxml has no types of its own.
Element = Any
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFF = ("0", "false", "off")
# "Strict Open XML" is the same language under other names (ISO/IEC 29500-1 and -4).
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/customProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    ),
)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_TORN = tuple(W + name for name in ("p", "tr", "footnote", "endnote", "comment"))
# What XML 1.0 does not allow (2.2).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Unreadable(ValueError):
    """A part of which nothing can be read; the message says why."""


def parse(part: bytes) -> tuple[Element, bool]:
    """The root of a part, and whether it is whole: of a damaged part what could be read.

    Raises Unreadable where that is nothing, or where the part declares entities, as no word processor does.
    """
    if any(sign in part for sign in _DOCTYPES):
        raise Unreadable("it declares entities, which no word processor does")
    for strict, transitional in _STRICT:
        if strict in part:
            part = part.replace(strict, transitional)
    try:
        root, whole = etree.fromstring(part, _parser()), True
    except (etree.XMLSyntaxError, ValueError):
        root, whole = _recovered(part), False
    if root is None:
        raise Unreadable("it is damaged")
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("it declares entities, which no word processor does")
    return root, whole


def _parser(*, recover: bool = False) -> Element:
    # Without huge_tree libxml2 keeps its own limits: depth 256, text 10 MB, growth by entities.
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True, recover=recover)


def _recovered(part: bytes) -> Element | None:
    text = part.decode("utf-8", "replace")
    text = _ILLEGAL.sub("\ufffd", re.sub(r"^\ufeff?\s*<\?xml[^>]*>", "", text, count=1))
    try:
        root = etree.fromstring(text.encode(), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is not None and not text.rstrip().endswith(f"{root.tag.rpartition('}')[2]}>"):
        _without_torn(root)
    return root


def _without_torn(root: Element) -> None:
    """Takes out the paragraph, row or note in which a part was cut off: its end is not there to be read."""
    last = root
    while len(last):
        last = last[-1]
        if last.tag in _TORN:
            last.getparent().remove(last)
            return


def child(parent: Element | None, *path: str) -> Element | None:
    """The first element at a path of names of Word's own namespace."""
    for name in path:
        if parent is None:
            return None
        parent = parent.find(W + name)
    return parent


def val(parent: Element | None, *path: str) -> str | None:
    """What an element at a path says in its attribute `w:val`; None where there is none."""
    found = child(parent, *path)
    return None if found is None else found.get(W + "val")


def is_on(switch: Element | None) -> bool:
    """Whether a property that is there or not is there and not turned off."""
    return switch is not None and switch.get(W + "val") not in _OFF


def number(text: str | None, otherwise: int = 0) -> int:
    """A number of the file; `otherwise` where it is none."""
    if text and len(text) < 9 and text.isascii() and text.removeprefix("-").isdigit():
        return int(text)
    return otherwise
