"""Content controls around references: Word keeps together what stands in one, and shows nothing of it."""

from __future__ import annotations

from functools import partial
from itertools import takewhile

from lxml import etree

from sourcebook.publish.formats.docx.anchors import hidden
from sourcebook.publish.formats.docx.xml import NAMESPACES, Element, W, element

_W15_URI = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC_URI = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W15 = f"{{{_W15_URI}}}"
_MARK = hidden("r")


def frame_references(root: Element) -> None:
    """Put what stands in the bookmark of a reference into a control of its name, in place."""
    framed = False
    for start in [one for one in root.iter(W + "bookmarkStart") if one.get(W + "name").startswith(_MARK)]:
        id = start.get(W + "id")
        held = list(takewhile(partial(_within, id), start.itersiblings()))
        ended = held and held[-1].getnext() is not None
        if ended:
            start.addnext(_control(start.get(W + "name"), held))
            framed = True
    if framed:
        # Word before 2013 passes over what it does not know, if it is told so.
        etree.cleanup_namespaces(
            root, top_nsmap={**NAMESPACES, "w15": _W15_URI, "mc": _MC_URI}, keep_ns_prefixes=["w", "r", "w15"]
        )
        root.set(f"{{{_MC_URI}}}Ignorable", "w15")


def _within(id: str, one: Element) -> bool:
    return not (one.tag == W + "bookmarkEnd" and one.get(W + "id") == id)


def _control(name: str, held: list[Element]) -> Element:
    appearance = etree.Element(_W15 + "appearance", nsmap={"w15": _W15_URI})
    appearance.set(_W15 + "val", "hidden")
    # References count through the edition, in notes too: their numbers are ids that no other control has.
    number = element("id", val=int(name.removeprefix(_MARK)))
    said = element("sdtPr", element("tag", val=name), number, appearance)
    made = element("sdt", said)
    made.append(element("sdtContent", *held))
    return made
