"""The part word/styles.xml: the styles of a look, and those that a house's file lacks put beside its own.

Follows ECMA-376 part 1, 17.7. No font is taken from a theme, so that the file looks the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from sourcebook.publish.formats.docx import nameless
from sourcebook.publish.formats.docx.look import Look, Style
from sourcebook.publish.formats.docx.xml import Element, W, element, in_order

# Names that are Word's own, beside those in small letters.
_BUILT_IN = ("Title", "Subtitle", "Date", "Hyperlink", "Body Text", "TOC Heading")
_REFERRING = ("basedOn", "next", "link")
# Twips to the point, half points to the point, and the 240ths in which Word counts lines.
_TWIPS, _HALF, _LINE = 20, 2, 240


def stylesheet(look: Look, width: int, language: Mapping[str, str], rtl: bool) -> Element:
    """The styles of a look for lines of `width` twips; `language` are the attributes of w:lang."""
    ids = {style.name: style.id for style in look.styles}
    defaults = element(
        "docDefaults",
        element("rPrDefault", element("rPr", _fonts(look.fonts["text"]), element("lang", **language))),
        element("pPrDefault", element("pPr")),
    )
    root = element("styles", defaults)
    root.extend(_style(style, look, ids, width, rtl) for style in look.styles)
    return root


def added(house: Element, own: Element) -> Element:
    """A house's styles, with those of ours that it has not, by name; they rest on the house's own."""
    theirs = {_name(style): style.get(W + "styleId") for style in house.iter(W + "style")}
    taken = set(theirs.values())
    ours = {style.get(W + "styleId"): _name(style) for style in own.iter(W + "style")}
    new = {id: theirs.get(name) or (f"{id}Sourcebook" if id in taken else id) for id, name in ours.items()}
    result = deepcopy(house)
    nameless.without_traces(result)
    # Numbers are the report's: a style that counts by itself would print a second one.
    for unwanted in list(result.iter(W + "numPr")):
        unwanted.getparent().remove(unwanted)
    for style in own.iter(W + "style"):
        if _name(style) in theirs:
            continue
        copy = deepcopy(style)
        copy.attrib.pop(W + "default", None)
        copy.set(W + "styleId", new[style.get(W + "styleId")])
        for one in copy:
            if one.tag in [W + name for name in _REFERRING]:
                one.set(W + "val", new[one.get(W + "val")])
        result.append(copy)
    nameless.without_others(result, ours.values())
    _turned(result, own)
    return _told_language(result, own)


def _turned(house: Element, own: Element) -> None:
    # A report from right to left is one in a house's styles too.
    if own.find(f"{W}style/{W}pPr/{W}bidi") is None:
        return
    for style in house.iter(W + "style"):
        if _name(style) == "normal" and style.find(f"{W}pPr/{W}bidi") is None:
            properties = style.find(W + "pPr")
            if properties is None:
                properties = element("pPr")
                before = [one for one in style if one.tag in (W + "rPr", W + "tblPr")]
                style.insert(style.index(before[0]) if before else len(style), properties)
            properties.append(element("bidi"))
            in_order(properties)


def _told_language(house: Element, own: Element) -> Element:
    # The report's language is the report's, whoever made the styles.
    (language,) = (deepcopy(one) for one in own.find(W + "docDefaults").iter(W + "lang"))
    defaults = house.find(W + "docDefaults")
    if defaults is None:
        defaults = element("docDefaults")
        house.insert(0, defaults)
    outer = defaults.find(W + "rPrDefault")
    if outer is None:
        outer = element("rPrDefault")
        defaults.insert(0, outer)
    run = outer.find(W + "rPr")
    if run is None:
        run = element("rPr")
        outer.append(run)
    for old in run.findall(W + "lang"):
        run.remove(old)
    run.append(language)
    return house


def indents(styles: Element) -> dict[str, dict[str, int]]:
    """The indents of each paragraph style by its name in small letters: attributes of w:ind, in twips."""
    by_id = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
    found: dict[str, dict[str, int]] = {}
    for style in by_id.values():
        said: dict[str, int] = {}
        seen = set()
        one = style
        while one is not None and id(one) not in seen:
            seen.add(id(one))
            for place in one.iterfind(f"{W}pPr/{W}ind"):
                said = _lengths(place) | said
            rests = one.find(W + "basedOn")
            one = None if rests is None else by_id.get(rests.get(W + "val"))
        found[_name(style)] = said
    return found


def _lengths(place: Element) -> dict[str, int]:
    # Word writes left and right as start and end too.
    names = {
        "left": "left",
        "start": "left",
        "right": "right",
        "end": "right",
        "hanging": "hanging",
        "firstLine": "firstLine",
    }
    said = {names.get(key.removeprefix(W), ""): value for key, value in place.attrib.items()}
    return {key: int(value) for key, value in said.items() if key and value.lstrip("-").isdigit()}


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return "" if name is None else str(name.get(W + "val")).casefold()


def _style(style: Style, look: Look, ids: Mapping[str, str], width: int, rtl: bool) -> Element:
    made = element("style", type=style.kind, styleId=style.id)
    if style.name == "Normal":
        made.set(W + "default", "1")
    elif not style.name[0].islower() and style.name not in _BUILT_IN:
        made.set(W + "customStyle", "1")
    made.append(element("name", val=style.name))
    if style.based:
        made.append(element("basedOn", val=ids[style.based]))
    if style.next:
        made.append(element("next", val=ids[style.next]))
    made.append(element("qFormat"))
    if style.kind == "paragraph":
        made.append(element("pPr", *_paragraph(style, width, rtl)))
    made.append(element("rPr", *_characters(style, look)))
    if style.kind == "table":
        made.extend(_table(style))
    return made


def _paragraph(style: Style, width: int, rtl: bool) -> Iterator[Element]:
    if style.keep:
        yield element("keepNext" if style.keep == "next" else "keepLines")
    if style.page_break:
        yield element("pageBreakBefore")
    if style.widow:
        yield element("widowControl")
    if style.rule:
        yield element("pBdr", element("bottom", val="single", sz=6, space=6, color=style.colour or "auto"))
    if style.entry:
        stops = [element("tab", val="left", pos=round((style.left or 0) * _TWIPS))]
        yield element("tabs", *stops, element("tab", val="right", leader="dot", pos=width))
    if rtl and style.name == "Normal":
        yield element("bidi")
    before, after, line = _in(style.before, _TWIPS), _in(style.after, _TWIPS), _in(style.line, _LINE)
    if (before, after, line) != (None, None, None):
        rule = None if line is None else "auto"
        yield element("spacing", before=before, after=after, line=line, lineRule=rule)
    left, right, hanging = _in(style.left, _TWIPS), _in(style.right, _TWIPS), _in(style.hanging, _TWIPS)
    if (left, right, hanging) != (None, None, None):
        yield element("ind", left=left, right=right, hanging=hanging)
    if style.align:
        yield element("jc", val=style.align)
    if style.outline:
        yield element("outlineLvl", val=int(style.outline) - 1)


def _characters(style: Style, look: Look) -> Iterator[Element]:
    if style.font:
        yield _fonts(look.fonts[style.font])
    if style.bold:
        yield from (element("b"), element("bCs"))
    if style.italic:
        yield from (element("i"), element("iCs"))
    if style.colour:
        yield element("color", val=style.colour)
    if style.size is not None:
        yield from (element(name, val=_in(style.size, _HALF)) for name in ("sz", "szCs"))
    if style.raised:
        yield element("vertAlign", val="superscript")


def _table(style: Style) -> Iterator[Element]:
    edge: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": style.rules}
    sides = ("top", "bottom", "insideH")
    margins = element(
        "tblCellMar", *(element(side, w=w, type="dxa") for side, w in (("left", 90), ("right", 90)))
    )
    yield element("tblPr", element("tblBorders", *(element(side, **edge) for side in sides)), margins)
    shade = element("tcPr", element("shd", val="clear", color="auto", fill=style.shade))
    yield element("tblStylePr", shade, type="firstRow")


def _fonts(name: str) -> Element:
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _in(points: float | None, unit: int) -> int | None:
    return None if points is None else round(points * unit)
