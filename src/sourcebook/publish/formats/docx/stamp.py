"""What a Word file says of where it comes from: edition, build, sending and state of the text.

Twice, since no program keeps both for certain: as a custom XML part (ECMA-376 part 1, 15.2.5 and 15.2.6) and
as custom properties (15.2.12.2). Nothing of it is seen on a page.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from lxml import etree

NAMESPACE = "urn:sourcebook:word"
ITEM, ITEM_PROPERTIES, PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml", "docProps/custom.xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# The same in every file: it says what the part is, not whose.
_ITEM_ID = "{6F0B9C52-3D1E-4E0B-9A55-7B0C5A2D1E31}"
# The set of properties that programs show as "custom" (ECMA-376 part 1, 22.3).
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Edition, build, sending, and serial of the edition's text; "" where there is none."""

    edition: str = ""
    build: str = ""
    sending: str = ""
    text: str = ""

    def parts(self) -> dict[str, bytes]:
        """The parts of the file that say it, by name; none where it says nothing."""
        said = {one.name: value for one in fields(self) if (value := getattr(self, one.name))}
        if not said:
            return {}
        item = etree.Element(f"{{{NAMESPACE}}}sourcebook", said, nsmap={None: NAMESPACE})
        return {
            ITEM: _bytes(item),
            ITEM_PROPERTIES: _bytes(_item_properties()),
            PROPERTIES: _bytes(_properties(said)),
        }


def _item_properties() -> etree._Element:
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", _ITEM_ID)
    references = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    return root


def _properties(said: dict[str, str]) -> etree._Element:
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    # Ids 0 and 1 are the system's own.
    for place, (name, value) in enumerate(said.items(), 2):
        one = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_SET, pid=str(place))
        one.set("name", f"Sourcebook{name.capitalize()}")
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = value
    return root


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
