"""DOCX before pandoc: what Word prints and pandoc does not see is written into word/document.xml.

Numbers of automatic lists and of fields, outline levels, styles of quotations and titles become markers at
the start of their paragraphs; fields that pandoc drops become plain text. Everything else is left alone.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sourcebook.reading.errors import ReadingError
from sourcebook.reading.pandoc.marker import marker, without_private
from sourcebook.reading.pandoc.word_boxes import unbox, without_hidden
from sourcebook.reading.pandoc.word_fields import plain_fields
from sourcebook.reading.pandoc.word_notes import label_notes
from sourcebook.reading.pandoc.word_numbering import Numbered, Numbering, W, read_numbering
from sourcebook.reading.pandoc.word_runs import has_text, put_first
from sourcebook.reading.pandoc.word_styles import Style, ranks, read_styles, refine
from sourcebook.reading.pandoc.word_wrappers import unwrap

# Pandoc knows Word's elements by these prefixes only, whatever the file declares.
_OPEN_XML = "http://schemas.openxmlformats.org"
_PREFIXES = {
    "w": f"{_OPEN_XML}/wordprocessingml/2006/main",
    "r": f"{_OPEN_XML}/officeDocument/2006/relationships",
    "m": f"{_OPEN_XML}/officeDocument/2006/math",
    "mc": f"{_OPEN_XML}/markup-compatibility/2006",
    "wp": f"{_OPEN_XML}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OPEN_XML}/drawingml/2006/main",
    "pic": f"{_OPEN_XML}/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
for _prefix, _name in _PREFIXES.items():
    ElementTree.register_namespace(_prefix, _name)

# The parts of a file that hold text: the document, and the notes beside it.
_NOTES = ("footnotes", "endnotes")
# What damaged bytes raise while they are unpacked.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip


def prepare_word(data: bytes, name: str) -> bytes:
    """The bytes of a DOCX with markers. Raises ReadingError where it is no readable DOCX."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document_name = _document_name(archive)
            body = _parse(archive.read(document_name), name)
            folder = document_name.rpartition("/")[0]
            styles = read_styles(_part(archive, f"{folder}/styles.xml", name))
            numbering = read_numbering(_part(archive, f"{folder}/numbering.xml", name))
            parts = {document_name: body}
            for kind in _NOTES:
                notes = _part(archive, f"{folder}/{kind}.xml", name)
                if notes is not None:
                    parts[f"{folder}/{kind}.xml"] = notes
            for root in parts.values():
                _as_printed(root)
            boxed = unbox(body)
            label_notes(body, _part(archive, f"{folder}/settings.xml", name))
            _mark_paragraphs(body, styles, numbering, boxed)
            return _with_parts(archive, parts)
    except _BROKEN as error:
        raise _damaged(name, error) from None


def _document_name(archive: zipfile.ZipFile) -> str:
    """Where the text is: word/document.xml, unless the file's own relations say otherwise."""
    names = archive.namelist()
    if "word/document.xml" in names:
        return "word/document.xml"
    return next(
        name for name in [*names, "word/document.xml"] if re.fullmatch(r"word/document\d*\.xml", name)
    )


def _part(archive: zipfile.ZipFile, part: str, name: str) -> Element | None:
    return _parse(archive.read(part), name) if part in archive.namelist() else None


def _parse(xml: bytes, name: str) -> Element:
    if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml[:2000]:
        raise ReadingError(
            f"{name}: the DOCX declares entities, which no word processor does; it is not read"
        )
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise _damaged(name, error) from None


def _damaged(name: str, error: Exception) -> ReadingError:
    return ReadingError(f"{name}: the DOCX is damaged ({error}); get it again, or save it anew in Word")


def _as_printed(root: Element) -> None:
    """A part of the file with what its fields show, and without what is hidden."""
    for text in root.iter(f"{W}t"):
        text.text = without_private(text.text or "")
    unwrap(root)
    plain_fields(root)
    without_hidden(root)


def _with_parts(archive: zipfile.ZipFile, parts: dict[str, Element]) -> bytes:
    """The archive with other parts, stored fast: pandoc is its only reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for part in archive.infolist():
            if part.filename in parts:
                copy.writestr(part.filename, _xml(parts[part.filename]))
            elif part.filename.endswith((".xml", ".rels")):
                copy.writestr(part.filename, archive.read(part))
    return out.getvalue()


def _xml(root: Element) -> str:
    """A part as XML. Pandoc reads notes by the prefixes that the root of the part declares."""
    xml = ElementTree.tostring(root, "unicode")
    opening = xml[: xml.index(">")]
    missing = "".join(
        f' xmlns:{prefix}="{name}"' for prefix, name in _PREFIXES.items() if f"xmlns:{prefix}=" not in opening
    )
    name = opening.split(" ", 1)[0].rstrip("/")
    return xml.replace(name, f"{name}{missing}", 1)


def _mark_paragraphs(
    root: Element, styles: dict[str, Style], numbering: Numbering, boxed: set[Element]
) -> None:
    paragraphs = list(root.iter(f"{W}p"))
    seen = [_style_of(p, styles) for p in paragraphs]
    rank = ranks([s for p, s in zip(paragraphs, seen, strict=True) if has_text(p)])
    # Numbers may stand in cells of their own, with nothing beside them.
    cells = {p for cell in root.iter(f"{W}tc") for p in cell.iter(f"{W}p")}
    begun: Element | None = None
    for paragraph, style in zip(paragraphs, seen, strict=True):
        _without_list(paragraph)
        first = begun if begun is not None else paragraph
        if _is_joined(paragraph):
            # Its end is deleted: it is the beginning of the next one, whose style and number it has.
            begun = first if has_text(first) else None
            continue
        begun = None
        numbered = numbering.next(*style.list) if style.list else None
        said = _saying(style, rank, numbered, paragraph in boxed)
        alone = numbered is not None and paragraph in cells
        if said and (has_text(paragraph) or first is not paragraph or alone):
            put_first(first, marker(**said))


def _is_joined(paragraph: Element) -> bool:
    """Whether the end of a paragraph is deleted, or moved elsewhere, in a tracked change."""
    end = paragraph.find(f"{W}pPr/{W}rPr")
    return end is not None and any(end.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))


def _style_of(paragraph: Element, styles: dict[str, Style]) -> Style:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return styles[""]
    pointer = properties.find(f"{W}pStyle")
    style = styles.get(pointer.get(f"{W}val", "") if pointer is not None else "", styles[""])
    return refine(style, properties, None)


def _saying(
    style: Style, rank: dict[tuple[int, int], int], numbered: Numbered | None, boxed: bool
) -> dict[str, str | int]:
    said: dict[str, str | int] = {}
    if style.outline is not None and (style.outline, style.size) in rank:
        said["level"] = rank[style.outline, style.size]
    if numbered is not None:
        said |= {"label": numbered.label, "printed": numbered.printed, "depth": numbered.depth + 1}
    if style.quoted:
        said["quoted"] = 1
    if style.role or boxed:
        said["role"] = style.role or "aside"
    looks = (("bold", style.bold), ("centre", style.centred), ("keep", style.kept))
    look = " ".join(word for word, on in looks if on)
    if look:
        said["look"] = look
    return said


def _without_list(paragraph: Element) -> None:
    """Take the paragraph out of its list: its number is told by the marker."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for numbers in properties.findall(f"{W}numPr"):
        properties.remove(numbers)
    SubElement(SubElement(properties, f"{W}numPr"), f"{W}numId").set(f"{W}val", "0")
