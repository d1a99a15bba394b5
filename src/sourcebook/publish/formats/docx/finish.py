"""What pandoc does not write of a document: properties of paragraphs, marks of its own, languages, contents.

Each function changes one thing in a tree of word/document.xml or word/footnotes.xml, in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from sourcebook.publish.formats.docx.xml import Element, R, W, element, in_order

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def settle_properties(root: Element) -> None:
    """Put the properties that the tree gave as markup into those of their paragraph."""
    for paragraph in root.iter(W + "p"):
        found = paragraph.findall(W + "pPr")
        for later in found[1:]:
            found[0].extend(later)
            paragraph.remove(later)
        for list_place in paragraph.findall(W + "numPr"):
            found[0].append(list_place)
        if found:
            in_order(found[0])
    for run in [run for run in root.iter(W + "r") if not len(run)]:
        run.getparent().remove(run)


def tell_languages(root: Element) -> None:
    """Tell Word the language of a run for every kind of letter."""
    for language in root.iter(W + "lang"):
        for kind in ("eastAsia", "bidi"):
            language.set(W + kind, language.get(W + "val"))


def number_notes(document: Element, notes: Element) -> None:
    """Count the notes' ids from 1, and print the numbers that Word would not count as they are."""
    own: dict[str, str] = {}
    for place, reference in enumerate(document.iter(W + "footnoteReference"), 1):
        own[reference.get(W + "id")] = str(place)
        reference.set(W + "id", str(place))
    by_id = {}
    for note in notes.findall(W + "footnote"):
        if note.get(W + "type"):
            continue
        by_id[own[note.get(W + "id")]] = note
        note.set(W + "id", own[note.get(W + "id")])
    for mark in list(document.iter(W + "customMark")):
        run = mark.getnext()
        reference = run.find(W + "footnoteReference")
        reference.set(W + "customMarkFollows", "1")
        run.append(_text(mark.get(W + "val")))
        for counted in list(by_id[reference.get(W + "id")].iter(W + "footnoteRef")):
            counted.getparent().replace(counted, _text(mark.get(W + "val")))
        mark.getparent().remove(mark)


def frame_contents(body: Element, styles: Mapping[str, str]) -> None:
    """Make Word's building block of the contents; `styles` gives the names of styles by id."""
    entries = [
        paragraph
        for paragraph in body.findall(W + "p")
        if (name := _style_of(paragraph, styles)) == "toc heading" or name.startswith("toc ")
    ]
    if not entries:
        return
    for paragraph in entries:
        for look in list(paragraph.iter(W + "rStyle")):
            properties = look.getparent()
            properties.remove(look)
            if not len(properties):
                properties.getparent().remove(properties)
    gallery = element(
        "docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique")
    )
    frame = element("sdt", element("sdtPr", gallery))
    entries[0].addprevious(frame)
    frame.append(element("sdtContent", *entries))


def fit_tables(body: Element, width: int, rtl: bool) -> None:
    """Make tables as broad as the lines (twips), in the report's direction, with rows that stay whole."""
    for table in body.iter(W + "tbl"):
        columns = list(table.iter(W + "gridCol"))
        given = [int(column.get(W + "w")) for column in columns]
        edges = [round(width * sum(given[:place]) / (sum(given) or 1)) for place in range(len(given) + 1)]
        widths = [end - start for start, end in pairwise(edges)]
        for column, own in zip(columns, widths, strict=True):
            column.set(W + "w", str(own))
        properties = table.find(W + "tblPr")
        total = properties.find(W + "tblW")
        total.set(W + "w", str(width))
        total.set(W + "type", "dxa")
        # What a screen reader says on coming to the table.
        caption = "".join(text.text or "" for text in table.getprevious().iter(W + "t"))
        if caption:
            properties.append(element("tblCaption", val=caption))
        if rtl:
            properties.find(W + "tblStyle").addnext(element("bidiVisual"))
        for row in table.iter(W + "tr"):
            _fit_row(row, widths)


def _fit_row(row: Element, widths: list[int]) -> None:
    properties = row.find(W + "trPr")
    if properties is None:
        properties = element("trPr")
        row.insert(0, properties)
    if sum(len(text.text or "") for text in row.iter(W + "t")) < 900:
        properties.insert(0, element("cantSplit"))
    filled = [cell for cell in row.findall(W + "tc") if cell.find(f".//{W}noCell") is not None]
    for cell in filled:
        row.remove(cell)
    if filled:
        properties.insert(0, element("gridAfter", val=len(filled)))
    for cell, own in zip(row.findall(W + "tc"), widths, strict=False):
        cell.find(W + "tcPr").insert(0, element("tcW", w=own, type="dxa"))


def settle_pictures(body: Element) -> Mapping[str, str]:
    """Count the pictures from 1; gives the relationships in their order, with the file of each."""
    files: dict[str, str] = {}
    for place, drawing in enumerate(body.iter(W + "drawing"), 1):
        (outer,), (inner,) = drawing.iter(_DRAWING + "docPr"), drawing.iter(_PICTURE + "cNvPr")
        for one in (outer, inner):
            one.set("id", str(place))
            one.set("name", f"Picture {place}")
        outer.attrib.pop("title", None)
        # Pandoc leaves the address of the picture here: the whole of it once more.
        inner.attrib.pop("descr", None)
        (blip,) = drawing.iter(_BLIP)
        files.setdefault(blip.get(R + "embed"), f"media/picture{len(files) + 1}.png")
    return files


def used_links(root: Element) -> frozenset[str]:
    """The relationships that the hyperlinks of a part refer to."""
    return frozenset(link.get(R + "id") for link in root.iter(W + "hyperlink") if link.get(R + "id"))


def _style_of(paragraph: Element, styles: Mapping[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else styles.get(style.get(W + "val"), "").casefold()


def _text(text: str) -> Element:
    made = element("t")
    made.text = text
    return made
