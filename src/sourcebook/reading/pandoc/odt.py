"""ODT before pandoc: what a word processor prints and pandoc does not read is written into content.xml.

Numbers of lists and headings, labels of notes and roles of styles become markers; text boxes become
paragraphs; fields and content controls become the words they show; hidden text is taken away.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sourcebook.reading.errors import ReadingError
from sourcebook.reading.pandoc.marker import marker, note_label, without_private
from sourcebook.reading.pandoc.odt_lists import STYLE, TEXT, Lists, read_lists, whole
from sourcebook.reading.pandoc.word_numbering import Numbered
from sourcebook.reading.pandoc.word_styles import Style, heading_level

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_EXTENSION = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
# Elements whose words pandoc drops, though they show them, or that make it drop those after them.
_SHOWN = frozenset(
    f"{TEXT}{name}"
    for name in (
        "sequence", "sequence-ref", "user-field-get", "variable-get", "variable-set", "expression", "meta",
        "meta-field", "conditional-text", "database-display", "placeholder", "text-input", "date", "time",
        "title", "subject", "author-name", "bookmark-ref", "reference-ref", "bookmark-start", "bookmark-end",
    )
) | {f"{_EXTENSION}content-control"}  # fmt: skip
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_BOXES = tuple(f"{_DRAW}{name}" for name in ("frame", "custom-shape", "rect", "g", "line", "path"))
_DEPTH = 12
# What damaged bytes raise while they are unpacked.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip


def prepare_odt(data: bytes, name: str) -> bytes:
    """The bytes of an ODT with markers. Raises ReadingError where it is no readable ODT."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = _parse(archive.read("content.xml"), name)
            styles = _parse(archive.read("styles.xml"), name) if "styles.xml" in archive.namelist() else None
            roots = [content] if styles is None else [styles, content]
            _mark(content, read_lists(roots), _read_styles(roots))
            return _with_content(archive, content)
    except _BROKEN as error:
        raise _damaged(name, error) from None


def _parse(xml: bytes, name: str) -> Element:
    if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml[:2000]:
        raise ReadingError(f"{name}: the ODT declares entities, which no word processor does; it is not read")
    try:
        for _, (prefix, address) in ElementTree.iterparse(io.BytesIO(xml), events=("start-ns",)):
            # Prefixes stay what they are; those that the parser makes up itself are refused as given.
            if not re.fullmatch(r"ns\d+", prefix):
                ElementTree.register_namespace(prefix, address)
        return ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError) as error:
        raise _damaged(name, error) from None


def _damaged(name: str, error: Exception) -> ReadingError:
    return ReadingError(f"{name}: the ODT is damaged ({error}); get it again, or save it anew")


def _with_content(archive: zipfile.ZipFile, content: Element) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for part in archive.infolist():
            if part.filename == "content.xml":
                copy.writestr("content.xml", ElementTree.tostring(content, "utf-8"))
            elif part.filename == "mimetype" or part.filename.endswith(".xml"):
                copy.writestr(part.filename, archive.read(part))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Styles:
    """Names of paragraph styles as people read them, by the names that the file gives; hidden text styles."""

    names: dict[str, str]
    hidden: frozenset[str]


def _read_styles(roots: list[Element]) -> _Styles:
    elements = {e.get(f"{STYLE}name", ""): e for root in roots for e in root.iter(f"{STYLE}style")}
    names = {}
    for name in elements:
        at = name
        for _ in range(_DEPTH):
            parent = elements[at].get(f"{STYLE}parent-style-name", "")
            # Styles that a program makes up for one paragraph (P12) are based on the one that has a name.
            if not re.fullmatch(r"[PT]\d+", at) or parent not in elements:
                break
            at = parent
        names[name] = elements[at].get(f"{STYLE}display-name") or at.replace("_20_", " ")
    hidden = {name for name, e in elements.items() if any(p.get(f"{TEXT}display") == "none" for p in e)}
    return _Styles(names, frozenset(hidden))


def _mark(content: Element, lists: Lists, styles: _Styles) -> None:
    body = content.find(f"{_OFFICE}body")
    if body is None:
        return
    for element in body.iter():
        element.text = without_private(element.text or "")
        element.tail = without_private(element.tail or "")
        if element.tag in _SHOWN:
            element.tag = f"{TEXT}span"
            element.attrib.clear()
    _without_hidden(body, styles)
    boxed = _unbox(body)
    for element, numbered in _paragraphs(body, lists):
        said = _saying(element, styles, numbered, element in boxed)
        if said:
            element.text = marker(**said) + (element.text or "")
    _label_notes(body)


def _without_hidden(body: Element, styles: _Styles) -> None:
    for element in body.iter(f"{TEXT}span"):
        if element.get(f"{TEXT}style-name", "") in styles.hidden:
            element.text = ""
            for child in list(element):
                element.remove(child)


def _unbox(body: Element) -> set[Element]:
    """Paragraphs of text boxes, moved behind the paragraph that each box hangs on."""
    boxed: set[Element] = set()
    parents = {child: parent for parent in body.iter() for child in parent}
    for paragraph in [p for p in body.iter() if p.tag in _PARAGRAPHS]:
        moved: dict[Element, None] = {}
        for frame in [f for f in paragraph.iter() if f.tag in _BOXES]:
            moved.update((p, None) for p in frame.iter() if p.tag in _PARAGRAPHS)
            _drop(frame, parents)
        if not moved or paragraph in boxed:
            continue
        home = parents[paragraph]
        at = list(home).index(paragraph) + 1
        home[at:at] = moved
        parents.update((p, home) for p in moved)
        boxed.update(moved)
    return boxed


def _drop(frame: Element, parents: dict[Element, Element]) -> None:
    """Take a frame with text away, and keep the words after it; pictures stay."""
    if not any(p.tag in _PARAGRAPHS for p in frame.iter()):
        return
    home = parents[frame]
    at = list(home).index(frame)
    if at:
        home[at - 1].tail = (home[at - 1].tail or "") + (frame.tail or "")
    else:
        home.text = (home.text or "") + (frame.tail or "")
    home.remove(frame)


def _paragraphs(body: Element, lists: Lists) -> Iterator[tuple[Element, Numbered | None]]:
    """Each paragraph and heading in order, with the number printed before it."""
    open_elements: list[tuple[Element, str, str, int]] = [
        (child, "", "", -1) for child in reversed(list(body))
    ]
    while open_elements:
        element, style, key, depth = open_elements.pop()
        if element.tag == f"{TEXT}tracked-changes":
            continue
        if element.tag in _PARAGRAPHS:
            in_list = depth >= 0
            plain = element.tag == f"{TEXT}p" or element.get(f"{TEXT}is-list-header") == "true"
            level = whole(element.get(f"{TEXT}outline-level"), 1) - 1
            yield element, None if in_list or plain else lists.heading(level)
            continue
        if element.tag == f"{TEXT}list":
            if depth < 0:
                style, key = lists.begin(element)
            style = element.get(f"{TEXT}style-name", style)
            depth += 1
        children = list(element)
        if element.tag == f"{TEXT}list-item" and children and children[0].tag in _PARAGRAPHS:
            start = element.get(f"{TEXT}start-value")
            yield children[0], lists.next(style, key, depth, whole(start, 1) if start else None)
            children = children[1:]
        open_elements += [(child, style, key, depth) for child in reversed(children)]


def _saying(
    element: Element, styles: _Styles, numbered: Numbered | None, boxed: bool
) -> dict[str, str | int]:
    said: dict[str, str | int] = {}
    if numbered is not None:
        said = {"label": numbered.label, "printed": numbered.printed, "depth": numbered.depth + 1}
    style = Style(styles.names.get(element.get(f"{TEXT}style-name", ""), ""))
    level = whole(element.get(f"{TEXT}outline-level"), 0) or heading_level(style.name)
    if level:
        said["level"] = level
    if style.quoted:
        said["quoted"] = 1
    if style.role or boxed:
        said["role"] = style.role or "aside"
    return said


def _label_notes(body: Element) -> None:
    """Say before each note mark how it is printed."""
    for parent in list(body.iter()):
        for at, note in reversed(list(enumerate(parent))):
            citation = note.find(f"{TEXT}note-citation") if note.tag == f"{TEXT}note" else None
            if citation is None:
                continue
            printed = citation.get(f"{TEXT}label") or "".join(citation.itertext()).strip()
            if printed:
                label = Element(f"{TEXT}span")
                label.text = note_label(printed)
                parent.insert(at, label)
