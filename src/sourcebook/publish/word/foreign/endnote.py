"""The items of an EndNote field: XML in its code, in the terms of CSL as far as a source needs them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from sourcebook.dossier.ingest.zotero.item import Item, Refused, refused

# A variable of CSL, and where EndNote keeps it below `record`.
_VARIABLES = {
    "title": "titles/title",
    "container-title": "titles/secondary-title",
    "page": "pages",
    "volume": "volume",
    "issue": "number",
    "publisher": "publisher",
    "publisher-place": "pub-location",
    "URL": "urls/related-urls/url",
    "DOI": "electronic-resource-num",
    "language": "language",
}
_SAID = {"locator": "Pages", "prefix": "Prefix", "suffix": "Suffix"}


def endnote_items(code: str, where: str) -> Iterator[tuple[dict[str, Any], Item | Refused]]:
    """Each item of a field, with what the citation says of it, as CSL has it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(code.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        yield {}, refused(where, "", code, "the code of the field is broken; update the citations in EndNote")
        return
    for cite in root.iter("Cite"):
        record = cite.find("record")
        if record is None:
            yield {}, refused(where, "", _text(cite), "the field names an item, but does not hold its data")
            continue
        said = {name: text for name, tag in _SAID.items() if (text := _text(cite.find(tag)))}
        # Its numbers count within one library: what an item says is what it is known by.
        yield said, Item(where, "", _data(record))


def _data(record: etree._Element) -> dict[str, Any]:
    kind = record.find("ref-type")
    name = (kind.get("name") or "").casefold() if kind is not None else ""
    data: dict[str, Any] = {"type": _types().get(name, "document")}
    data |= {variable: text for variable, path in _VARIABLES.items() if (text := _text(record.find(path)))}
    authors = [_name(_text(one)) for one in record.iterfind("contributors/authors/author") if _text(one)]
    if authors:
        data["author"] = authors
    year = _text(record.find("dates/year"))
    if year:
        data["issued"] = {"date-parts": [[int(year)]]} if year.isascii() and year.isdigit() else {"raw": year}
    return data


def _name(words: str) -> dict[str, str]:
    """A name; EndNote writes a body with a comma at its end."""
    family, comma, given = words.partition(",")
    return {"family": family, "given": given.strip()} if comma and given.strip() else {"literal": family}


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


@cache
def _types() -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load(Path(__file__).with_name("endnote.yaml").read_text("utf-8"))
    return found
