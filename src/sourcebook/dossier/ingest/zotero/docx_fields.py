"""Citations that Zotero or Mendeley put into a Word document: the items lie in its fields, as CSL-JSON.

A field's code (`ADDIN ZOTERO_ITEM CSL_CITATION {...}`) is cut over many runs, may stand within another field,
and in the text as well as in notes. Where citations are stored as bookmarks, Zotero keeps the same code in
the document's own properties, in pieces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcebook.dossier.ingest.packages import PackageError, opened, part_xml
from sourcebook.dossier.ingest.zotero.csl_json import item_key
from sourcebook.dossier.ingest.zotero.item import Item, LibraryError, Refused, refused

_WORD = re.compile(
    r"\{http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/wordprocessingml(?:/2006)?/main\}"
)
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|comments|header|footer)\d*\.xml")
CODE = re.compile(r"\s*(?:ADDIN\s+)?(?:ZOTERO_)?(?:ITEM\s+)?CSL_CITATION\s*(\{.*)", re.DOTALL)
_PROPERTY = re.compile(r"(ZOTERO_BREF_\w+?)_(\d+)")
_ZOTERO_ITEM = re.compile(r"zotero\.org/.+/items/[A-Z0-9]{8}")


def read_docx_fields(path: Path) -> Iterator[Item | Refused]:
    """The items cited in a Word document, in order. Raises LibraryError where it has none or is broken."""
    found = False
    try:
        with opened(path) as package:
            names = package.namelist()
            for name in sorted(
                filter(_PARTS.fullmatch, names), key=lambda part: ("document" not in part, part)
            ):
                for number, code in enumerate(_codes(part_xml(package, name)), 1):
                    match = CODE.match(code)
                    if match:
                        found = True
                        yield from _cited(match[1], f"{name}, field {number}")
            if "docProps/custom.xml" in names:
                for name, code in bookmark_codes(part_xml(package, "docProps/custom.xml")):
                    match = CODE.match(code)
                    if match:
                        found = True
                        yield from _cited(match[1], f"bookmark {name}")
    except PackageError as error:
        raise LibraryError(str(error)) from None
    if not found:
        raise LibraryError(
            f"{path}: no field of Zotero or Mendeley is in the document; give a copy whose citations are live"
        )


def _codes(root: Any) -> Iterator[str]:
    """The code of each field, put together from its runs; a field within another is told apart from it."""
    open_fields: list[list[str]] = []
    separated: list[bool] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name, is_word = _WORD.subn("", element.tag)
        if not is_word:
            continue
        if name == "fldSimple":
            yield _attribute(element, "instr")
        elif name == "fldChar":
            kind = _attribute(element, "fldCharType")
            if kind == "begin":
                open_fields.append([])
                separated.append(False)
            elif kind == "separate" and separated:
                separated[-1] = True
            elif kind == "end" and open_fields:
                separated.pop()
                yield "".join(open_fields.pop())
        elif name in ("instrText", "delInstrText") and open_fields and not separated[-1]:
            open_fields[-1].append(element.text or "")


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), "")


def bookmark_codes(root: Any) -> Iterator[tuple[str, str]]:
    """The codes that lie in the properties of the document, each in numbered pieces of 255 characters."""
    pieces: dict[str, dict[int, str]] = {}
    for element in root.iter():
        match = _PROPERTY.fullmatch(element.get("name") or "") if isinstance(element.tag, str) else None
        if match:
            pieces.setdefault(match[1], {})[int(match[2][:9])] = "".join(element.itertext())
    for name, numbered in pieces.items():
        yield name, "".join(numbered[number] for number in sorted(numbered))


def _cited(code: str, where: str) -> Iterator[Item | Refused]:
    """The items of one citation."""
    yield from (item for _, item in cited_items(code, where))


def cited_items(code: str, where: str) -> Iterator[tuple[dict[str, Any], Item | Refused]]:
    """Each item of one citation, with what the citation says of it (locator, prefix, suffix).

    `code` is the JSON of a field; after it the field may hold more, which is no part of it.
    """
    try:
        citation, _ = json.JSONDecoder().raw_decode(code)
        cited = citation["citationItems"]
        assert isinstance(cited, list)
    except (ValueError, RecursionError, KeyError, TypeError, AssertionError):
        yield {}, refused(where, "", code, "the code of the field is broken; refresh the citations in Word")
        return
    for one in cited:
        data = one.get("itemData") if isinstance(one, dict) else None
        if not isinstance(data, dict):
            yield {}, refused(where, "", one, "the field names an item, but does not hold its data")
            continue
        uris = [uri for uri in (one.get("uris") or one.get("uri") or []) if isinstance(uri, str)]
        zotero = next((uri for uri in uris if _ZOTERO_ITEM.search(uri)), None)
        yield one, Item(where, zotero or next(iter(uris), "") or item_key(data), data)
