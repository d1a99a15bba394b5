"""Citations that a program left in a part of a Word file, each with the characters that it shows there.

Zotero, Mendeley and others keep an item's data (CSL-JSON) in the code of a complex field, or in properties of
the document by the name of a bookmark (LibreOffice); newer Mendeley in the tag of a content control; EndNote
keeps XML. Fields follow ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from lxml import etree

from sourcebook.checks.word.letters import W, texts_of
from sourcebook.dossier.ingest.zotero.docx_fields import CODE, cited_items
from sourcebook.dossier.ingest.zotero.item import Item, Refused
from sourcebook.publish.word.foreign.endnote import endnote_items

_BIBLIOGRAPHY = re.compile(
    r"\s*(?:ADDIN\s+(?:ZOTERO_BIBL|Mendeley Bibliography|EN\.REFLIST|CitaviBibliography|.*CSL_BIBLIOGRAPHY)"
    r"|ZOTERO_BIBL|BIBLIOGRAPHY\b)",
    re.DOTALL,
)
_ENDNOTE = re.compile(r"\s*ADDIN\s+EN\.CITE\b\s*(<EndNote>.*</EndNote>)?", re.DOTALL)
_OTHERS = {"ADDIN CitaviPlaceholder": "Citavi", "CITATION ": "Word's own sources", "ADDIN PAPERS": "Papers"}
_MENDELEY = "MENDELEY_CITATION_v3_"
_BOOKMARK = "ZOTERO_BREF_"
# What a citation says of an item (locator, prefix, suffix), and the item.
Said = tuple[dict[str, Any], Item]


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation or bibliography: its items, and the elements (w:t) whose characters it shows."""

    kind: Literal["citation", "bibliography"]
    where: str
    items: tuple[Said, ...] = ()
    texts: tuple[etree._Element, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The characters that it shows."""
        return "".join(text.text or "" for text in self.texts)


@dataclass
class _Open:
    """A field that has begun: its code so far, whether what it shows has begun, what it shows."""

    code: list[str] = field(default_factory=list)
    shows: bool = False
    texts: list[etree._Element] = field(default_factory=list)


def citings(root: etree._Element, codes: Mapping[str, str]) -> Iterator[Citing]:
    """The citations of a part of a file, by where they end. `codes` are those of bookmarks, by name."""
    shown = set(texts_of(root))
    opened: list[_Open] = []
    marked: dict[str, tuple[str, list[etree._Element]]] = {}
    for element in root.iter():
        match element.tag:
            case _ if element in shown:
                for one in (
                    *(one.texts for one in opened if one.shows),
                    *(texts for _, texts in marked.values()),
                ):
                    one.append(element)
            case tag if tag == f"{W}fldChar":
                yield from _step(element.get(f"{W}fldCharType"), opened)
            case tag if tag == f"{W}instrText" and opened:
                opened[-1].code.append(element.text or "")
            case tag if tag == f"{W}fldSimple":
                yield from _told(element.get(f"{W}instr") or "", list(element.iter(f"{W}t")))
            case tag if tag == f"{W}bookmarkStart" and (element.get(f"{W}name") or "").startswith(_BOOKMARK):
                marked[element.get(f"{W}id") or ""] = (element.get(f"{W}name") or "", [])
            case tag if tag == f"{W}bookmarkEnd" and element.get(f"{W}id") in marked:
                name, texts = marked.pop(element.get(f"{W}id") or "")
                yield from _told(codes.get(name, ""), texts)
            case tag if tag == f"{W}sdt":
                yield from _controlled(element)


def _step(kind: str | None, opened: list[_Open]) -> Iterator[Citing]:
    if kind == "begin":
        opened.append(_Open())
    elif kind == "separate" and opened:
        opened[-1].shows = True
    elif kind == "end" and opened:
        ended = opened.pop()
        yield from _told("".join(ended.code), ended.texts)


def _told(code: str, texts: list[etree._Element]) -> Iterator[Citing]:
    """The citation that a code is; nothing for the code of another field."""
    shown = " ".join("".join(text.text or "" for text in texts).split())
    where = f"the citation “{shown[:80]}”"
    if _BIBLIOGRAPHY.match(code):
        yield Citing("bibliography", "the bibliography", (), tuple(texts))
    elif found := CODE.match(code):
        yield _made(cited_items(found[1], where), where, texts)
    elif found := _ENDNOTE.match(code):
        if found[1]:
            yield _made(endnote_items(found[1], where), where, texts)
        elif texts:
            yield _unread(where, texts, "EndNote, whose items lie packed in it")
    else:
        for start, program in _OTHERS.items():
            if code.strip().startswith(start.strip()) and texts:
                yield _unread(where, texts, program)


def _unread(where: str, texts: list[etree._Element], program: str) -> Citing:
    problem = f"{where} is one of {program}: kept as typed words, its source was not taken"
    return Citing("citation", where, (), tuple(texts), (problem,))


def _controlled(control: etree._Element) -> Iterator[Citing]:
    """A citation or bibliography in a content control: its tag says the item, or that it is one."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    value = tag.get(f"{W}val") or "" if tag is not None else ""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    texts = list(control.iter(f"{W}t"))
    if value.startswith("MENDELEY_BIBLIOGRAPHY") or (
        gallery is not None and gallery.get(f"{W}val") == "Bibliographies"
    ):
        yield Citing("bibliography", "the bibliography", (), tuple(texts))
    elif value.startswith(_MENDELEY):
        shown = " ".join("".join(text.text or "" for text in texts).split())
        where = f"the citation “{shown[:80]}”"
        try:
            code = base64.b64decode(value.removeprefix(_MENDELEY), validate=False).decode("utf-8")
            json.loads(code)
        except (binascii.Error, ValueError):
            yield _unread(where, texts, "Mendeley whose data is cut off")
            return
        yield _made(cited_items(code, where), where, texts)


def _made(
    found: Iterator[tuple[dict[str, Any], Item | Refused]], where: str, texts: list[etree._Element]
) -> Citing:
    items: list[Said] = []
    problems: list[str] = []
    for said, item in found:
        if isinstance(item, Item):
            # An id alone counts within one document: what the item says is what it is known by.
            known = item if "/" in item.key else replace(item, key="")
            items.append((said, known))
        else:
            problems.append(f"{where}: {item.reason}")
    return Citing("citation", where, tuple(items), tuple(texts), tuple(problems))
