"""Tracked changes: accepted, or without a name and a time.

What accepting means follows ECMA-376 part 1, 17.13.5: insertions and the new place of a move stay without
their mark, deletions and the old place go, former properties go, a paragraph whose end was deleted is joined
with the next one, which gives it its properties.
"""

from __future__ import annotations

from sourcebook.publish.word.opening.xml import W
from sourcebook.publish.word.scrubbing.traces import Element, Told

_ANYBODY = "Author"
_IN, _OUT = frozenset((W + "ins", W + "moveTo")), frozenset((W + "del", W + "moveFrom"))
_BEFORE = frozenset(
    W + name
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
        *("tblGridChange", "tblPrExChange", "numberingChange", "cellMerge", "cellIns"),
    )
)
_RANGES = tuple(
    W + f"{kind}Range{end}"
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_PROPERTIES = frozenset((W + "rPr", W + "trPr"))
_AUTHOR, _DATE, _INITIALS = W + "author", W + "date", W + "initials"


def made_anonymous(root: Element, told: Told) -> None:
    """Tracked changes without the names and times of who made them."""
    for one in root.iter():
        if not isinstance(one.tag, str):
            continue
        if _AUTHOR in one.attrib:
            told.say("authors of tracked changes", one.get(_AUTHOR))
            one.set(_AUTHOR, _ANYBODY)
        for name in (_DATE, _INITIALS):
            if name in one.attrib and (one.get(_AUTHOR) or one.tag in _RANGES):
                del one.attrib[name]
                told.say("times of tracked changes")
    # Word makes these names of its clock.
    names: dict[str, str] = {}
    for one in root.iter(W + "moveFromRangeStart", W + "moveToRangeStart"):
        given = one.get(W + "name") or ""
        one.set(W + "name", names.setdefault(given, f"move{len(names) + 1}"))


def accepted(root: Element, told: Told) -> None:
    """The text as it is with all tracked changes accepted."""
    for tag in (*_BEFORE, *_RANGES):
        for one in list(root.iter(tag)):
            _say(one, told)
            one.getparent().remove(one)
    _rows_and_cells(root, told)
    joined = _ends(root, told)
    for one in list(root.iter(*_OUT)):
        _say(one, told)
        _without(one)
    for one in list(root.iter(*_IN)):
        _say(one, told)
        unwrapped(one)
    for paragraph in reversed(joined):
        _join(paragraph)


def _say(one: Element, told: Told) -> None:
    if one.get(_AUTHOR) is not None:
        told.say("tracked changes, accepted, of", one.get(_AUTHOR))


def _rows_and_cells(root: Element, told: Told) -> None:
    for row in list(root.iter(W + "tr")):
        properties = row.find(W + "trPr")
        if properties is None:
            continue
        gone = properties.find(W + "del") is not None
        for mark in [one for one in properties if one.tag in (W + "ins", W + "del")]:
            _say(mark, told)
            properties.remove(mark)
        if gone:
            table = row.getparent()
            table.remove(row)
            if table.tag == W + "tbl" and table.find(f".//{W}tr") is None:
                table.getparent().remove(table)
    for mark in list(root.iter(W + "cellDel")):
        _say(mark, told)
        cell = mark.getparent().getparent()
        cell.getparent().remove(cell)


def _ends(root: Element, told: Told) -> list[Element]:
    """The paragraphs whose end was taken out; marks at ends are taken away."""
    found = []
    for properties in list(root.iter(W + "rPr")):
        marks = [one for one in properties if one.tag in _IN | _OUT]
        outer = properties.getparent()
        for mark in marks:
            _say(mark, told)
            properties.remove(mark)
            if mark.tag in _OUT and outer.tag == W + "pPr":
                found.append(outer.getparent())
    return list(dict.fromkeys(found))


def _join(paragraph: Element) -> None:
    """A paragraph and the next one as one, with the properties of the next."""
    following = paragraph.getnext()
    while following is not None and following.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
        following = following.getnext()
    held = [one for one in paragraph if one.tag != W + "pPr"]
    if following is None or following.tag != W + "p":
        if not any(one.tag == W + "r" or len(one) for one in held) and following is not None:
            _without(paragraph)
        return
    at = 1 if following.find(W + "pPr") is not None else 0
    for place, one in enumerate(held):
        following.insert(at + place, one)
    paragraph.getparent().remove(paragraph)


def _without(one: Element) -> None:
    """Takes an element out; bookmarks in it stay, as what they name may stand around it."""
    for mark in [*one.iter(W + "bookmarkStart", W + "bookmarkEnd")]:
        one.addprevious(mark)
    one.getparent().remove(one)


def unwrapped(one: Element) -> None:
    """Takes an element away from around what stands in it."""
    for child in list(one):
        one.addprevious(child)
    one.getparent().remove(one)
