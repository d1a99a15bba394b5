"""The markup of a part: elements and attributes that tell of editing, names and paths in drawings."""

from __future__ import annotations

import re

from sourcebook.publish.word.opening.xml import R, W
from sourcebook.publish.word.scrubbing.paths import without_folder
from sourcebook.publish.word.scrubbing.revisions import unwrapped
from sourcebook.publish.word.scrubbing.traces import Element, Told, Traces

# Where Word was left the last time.
_GO_BACK = "_GoBack"
_FILE_NAME = re.compile(r"[^\\/\s]\.(?:jpe?g|png|gif|tiff?|bmp|emf|wmf|svg|heic|webp|pdf)$", re.IGNORECASE)
_THEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}theme"
_THEME_PARTS = ("clrScheme", "fontScheme", "fmtScheme", "theme", "objectDefaults")
# Of what refers to a part: nothing is left without it.
_REFERRING = frozenset(
    W + name
    for name in (
        *("attachedTemplate", "control", "printerSettings"),
        *("headerSource", "recipientData", "dataSource"),
    )
)


def clean(root: Element, traces: Traces, told: Told, gone: frozenset[str]) -> None:
    """Takes out of a part what the traces name; `gone` are relationships of it that there are no more."""
    _elements(root, traces, told)
    _bookmarks(root)
    for one in root.iter():
        _attributes(one, traces, told)
        _paths(one, told)
    _references(root, gone)
    _names_of_theme(root)


def _elements(root: Element, traces: Traces, told: Told) -> None:
    for one in list(root.iter(*traces.elements)):
        told.say(traces.elements[one.tag])
        parent = one.getparent()
        # A tree keeps the text behind an element with it; between markup it is white space.
        parent.remove(one)
        if parent.tag == W + "r" and not [child for child in parent if child.tag != W + "rPr"]:
            parent.getparent().remove(parent)
    for one in list(root.iter(*traces.around)):
        told.say(traces.around[one.tag])
        for properties in one.findall(W + "smartTagPr") + one.findall(W + "customXmlPr"):
            one.remove(properties)
        unwrapped(one)


def _bookmarks(root: Element) -> None:
    for start in [one for one in root.iter(W + "bookmarkStart") if one.get(W + "name") == _GO_BACK]:
        for end in [one for one in root.iter(W + "bookmarkEnd") if one.get(W + "id") == start.get(W + "id")]:
            end.getparent().remove(end)
        start.getparent().remove(start)


def _attributes(one: Element, traces: Traces, told: Told) -> None:
    for key in list(one.attrib):
        said = traces.of_attribute(key)
        if said is not None:
            told.say(said)
            del one.attrib[key]


def _paths(one: Element, told: Told) -> None:
    """Names of the files of pictures, and paths wherever an attribute has one."""
    local = one.tag.rpartition("}")[2]
    if local in ("cNvPr", "docPr") and "id" in one.attrib:
        kind = f"Picture {one.get('id')}"
        if one.get("name") != kind:
            one.set("name", kind)
            told.say("names of pictures")
    for key, value in list(one.attrib.items()):
        name = key.rpartition("}")[2]
        if name in ("descr", "alt", "title") and _FILE_NAME.search(value):
            # An alternative that is the name of a file says nothing to a reader.
            told.say("names of the files of pictures", value)
            one.set(key, "")
        elif name != "instr":
            bare, found = without_folder(value)
            if found:
                for path in found:
                    told.say("paths", path)
                one.set(key, bare)


def _references(root: Element, gone: frozenset[str]) -> None:
    """What refers to a part that is gone: a link becomes its words, other things go or show what is there."""
    if not gone:
        return
    for one in list(root.iter()):
        for key, value in list(one.attrib.items()):
            if not key.startswith(R) or value not in gone:
                continue
            del one.attrib[key]
            if one.tag in _REFERRING and one.getparent() is not None:
                one.getparent().remove(one)


def _names_of_theme(root: Element) -> None:
    if root.tag != _THEME:
        return
    for one in root.iter():
        if one.tag.rpartition("}")[2] in _THEME_PARTS and "name" in one.attrib:
            one.set("name", "Theme")
