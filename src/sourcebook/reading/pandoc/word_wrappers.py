"""Elements of a Word file that wrap its words, which pandoc drops with what they wrap: their words stay.

Custom XML, directions of writing, ruby; the carriage return of old files, which is a line break; letters set
as symbols of an ordinary font (those of a font of symbols, in Unicode's private area, pandoc knows).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from sourcebook.reading.pandoc.word_numbering import W

_WRAPPERS = frozenset(f"{W}{name}" for name in ("customXml", "bdo", "dir"))
_PROPERTIES = frozenset(f"{W}{name}" for name in ("customXmlPr", "bdoPr"))


def unwrap(root: Element) -> None:
    """Put what is wrapped in the place of its wrapper, all over a part of a file."""
    for parent in list(root.iter()):
        if any(child.tag in _WRAPPERS for child in parent):
            parent[:] = _unwrapped(parent)
        if any(_base(child) for child in parent):
            parent[:] = [run for child in parent for run in (_base(child) or [child])]
        if parent.tag == f"{W}cr":
            parent.tag = f"{W}br"
        elif parent.tag == f"{W}sym":
            _spell(parent)


def _unwrapped(parent: Element) -> list[Element]:
    """The children of an element without wrappers, however deep these stand in one another."""
    found: list[Element] = []
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag in _WRAPPERS:
            waiting += [inner for inner in reversed(child) if inner.tag not in _PROPERTIES]
        else:
            found.append(child)
    return found


def _base(run: Element) -> list[Element]:
    """The words of a run that is ruby, without the small ones above them."""
    base = run.find(f"{W}ruby/{W}rubyBase") if run.tag == f"{W}r" else None
    return list(base) if base is not None else []


def _spell(symbol: Element) -> None:
    """A symbol that is a character of Unicode becomes that character."""
    code = symbol.get(f"{W}char", "")
    value = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else 0
    if 0x20 <= value < 0xD800:
        symbol.tag = f"{W}t"
        symbol.attrib.clear()
        symbol.text = chr(value)
