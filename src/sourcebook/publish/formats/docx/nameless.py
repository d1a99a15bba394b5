"""What is taken of a house's file, without the names that people leave in one.

Styles come with the ids of editing sessions, with tracked changes of their look and who made them, with
second names, and with whatever anybody once saved under a name; a theme has names and ids of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from sourcebook.publish.formats.docx.xml import Element, W

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMED = tuple(f"{{{_DRAWING}}}{name}" for name in ("theme", "clrScheme", "fontScheme", "fmtScheme"))
_TOLD = tuple(W + name for name in ("rsid", "aliases", "rPrChange", "pPrChange", "tblPrChange", "tcPrChange"))
_REFERRING = (W + "basedOn", W + "next", W + "link")


def without_traces(styles: Element) -> None:
    """Styles without comments, ids of editing sessions, second names and tracked changes, in place."""
    for one in list(styles.iter(etree.Comment, etree.ProcessingInstruction, *_TOLD)):
        if one.getparent() is not None:
            one.getparent().remove(one)


def without_others(styles: Element, ours: Iterable[str]) -> None:
    """Takes out styles that somebody added and that nothing of ours (names in small letters) rests on."""
    by_id = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
    wanted = set(ours)
    kept = [
        id for id, style in by_id.items() if style.get(W + "customStyle") != "1" or _name(style) in wanted
    ]
    reached = set(kept)
    while kept:
        style = by_id[kept.pop()]
        for one in style:
            target = one.get(W + "val")
            if one.tag in _REFERRING and target in by_id and target not in reached:
                reached.add(target)
                kept.append(target)
    for id, style in by_id.items():
        if id not in reached:
            style.getparent().remove(style)


def theme(part: bytes) -> bytes:
    """A theme with its colours and fonts, and no name."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(part, parser)
    for one in list(root.iter(f"{{{_DRAWING}}}extLst", f"{{{_DRAWING}}}custClrLst")):
        one.getparent().remove(one)
    for one in root.iter(*_NAMED):
        one.set("name", "Theme")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return "" if name is None else str(name.get(W + "val")).casefold()
