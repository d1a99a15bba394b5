"""Words of Office Open XML: namespaces, elements, and the order of a paragraph's properties."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

# lxml has no types of its own.
Element = Any

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{W_URI}}}"
R = f"{{{R_URI}}}"
NAMESPACES = {"w": W_URI, "r": R_URI}
_DECLARED = re.compile(r' xmlns:[wr]="[^"]*"')

# ECMA-376 part 1, 17.3.1.26: Word refuses a file in which these stand in another order.
_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
    *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
    *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_PLACE = {W + name: place for place, name in enumerate(_ORDER)}


def element(name: str, /, *children: Element, **attributes: str | int | None) -> Element:
    """An element `w:name` with attributes of the same namespace; those that are None are left out."""
    made = etree.Element(W + name, nsmap=NAMESPACES)
    for key, value in attributes.items():
        if value is not None:
            made.set(W + key, str(value))
    made.extend(children)
    return made


def in_order(properties: Element) -> None:
    """Put the properties of a paragraph (`w:pPr`) in the order of the schema."""
    properties[:] = sorted(properties, key=lambda one: _PLACE[one.tag])


def parse(part: bytes) -> Element:
    """A part of a file as a tree; no entity is resolved, nothing is fetched."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def written(root: Element) -> bytes:
    """A tree as a part of a file, without the namespaces that it does not use."""
    # An attribute that names prefixes (mc:Ignorable) needs them declared: Word refuses the file else.
    if not any(key.endswith("}Ignorable") for key in root.attrib):
        etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def text_of(root: Element) -> str:
    """A tree as a piece of markup inside a part, which declares the namespaces."""
    return _DECLARED.sub("", str(etree.tostring(root, encoding="unicode")), count=len(NAMESPACES))
