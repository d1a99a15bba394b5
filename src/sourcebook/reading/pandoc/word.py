"""DOCX before pandoc: what Word prints and pandoc does not see is written into word/document.xml.

Numbers of automatic lists and of fields, outline levels, styles of quotations and titles become markers at
the start of their paragraphs; fields that pandoc drops become plain text. Everything else is left alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sourcebook.reading.errors import ReadingError
from sourcebook.reading.pandoc.marker import marker, note_label, without_private
from sourcebook.reading.pandoc.word_numbering import Numbered, Numbering, W, counted, read_numbering
from sourcebook.reading.pandoc.word_styles import Style, ranks, read_styles, refine

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

_REFERENCES = (f"{W}footnoteReference", f"{W}endnoteReference")
_COUNTING = re.compile(r"\s*(AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM)\b")
_LISTNUM_LEVEL = re.compile(r"\\l\s*(\d)")
_LISTNUM_START = re.compile(r"\\s\s*(\d+)")
# The levels of Word's own list for LISTNUM fields.
_LISTNUM = (
    ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"), ("decimal", "({})"),
    ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("decimal", "{}."), ("lowerLetter", "{}."),
    ("lowerRoman", "{}."),
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
            _mark_paragraphs(body, styles, numbering)
            return _with_document(archive, document_name, body)
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, OSError) as error:
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


def _with_document(archive: zipfile.ZipFile, document_name: str, body: Element) -> bytes:
    """The archive with another document, stored fast: pandoc is its only reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for part in archive.infolist():
            if part.filename == document_name:
                copy.writestr(document_name, _xml(body))
            elif part.filename.endswith((".xml", ".rels")):
                copy.writestr(part.filename, archive.read(part))
    return out.getvalue()


def _xml(body: Element) -> str:
    """The document as XML. Pandoc reads notes by the prefixes that the document's root declares."""
    xml = ElementTree.tostring(body, "unicode")
    root = xml[: xml.index(">")]
    missing = "".join(
        f' xmlns:{prefix}="{name}"' for prefix, name in _PREFIXES.items() if f"xmlns:{prefix}=" not in root
    )
    return xml.replace("<w:document", f"<w:document{missing}", 1)


def _mark_paragraphs(root: Element, styles: dict[str, Style], numbering: Numbering) -> None:
    for text in root.iter(f"{W}t"):
        text.text = without_private(text.text or "")
    _plain_fields(root)
    paragraphs = list(root.iter(f"{W}p"))
    seen = [_style_of(p, styles) for p in paragraphs]
    rank = ranks([s for p, s in zip(paragraphs, seen, strict=True) if _has_text(p)])
    for paragraph, style in zip(paragraphs, seen, strict=True):
        numbered = numbering.next(*style.list) if style.list else None
        said = _saying(style, rank, numbered)
        _without_list(paragraph)
        if said and _has_text(paragraph):
            _put_first(paragraph, marker(**said))
    _custom_marks(root)


def _style_of(paragraph: Element, styles: dict[str, Style]) -> Style:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return styles[""]
    pointer = properties.find(f"{W}pStyle")
    style = styles.get(pointer.get(f"{W}val", "") if pointer is not None else "", styles[""])
    return refine(style, properties, None)


def _saying(
    style: Style, rank: dict[tuple[int, int], int], numbered: Numbered | None
) -> dict[str, str | int]:
    said: dict[str, str | int] = {}
    if style.outline is not None and (style.outline, style.size) in rank:
        said["level"] = rank[style.outline, style.size]
    if numbered is not None:
        said |= {"label": numbered.label, "printed": numbered.printed, "depth": numbered.depth + 1}
    if style.quoted:
        said["quoted"] = 1
    if style.role:
        said["role"] = style.role
    looks = (("bold", style.bold), ("centre", style.centred), ("keep", style.kept))
    look = " ".join(word for word, on in looks if on)
    if look:
        said["look"] = look
    return said


def _has_text(paragraph: Element) -> bool:
    return any((t.text or "").strip() for t in paragraph.iter(f"{W}t"))


def _without_list(paragraph: Element) -> None:
    """Take the paragraph out of its list: its number is told by the marker."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for numbers in properties.findall(f"{W}numPr"):
        properties.remove(numbers)
    SubElement(SubElement(properties, f"{W}numPr"), f"{W}numId").set(f"{W}val", "0")


def _put_first(paragraph: Element, text: str) -> None:
    run = _run(text)
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else list(paragraph).index(properties) + 1, run)


def _run(text: str) -> Element:
    run = Element(f"{W}r")
    SubElement(run, f"{W}t").text = text
    return run


def _plain_fields(root: Element) -> None:
    """Simple fields become the runs of their result; numbering fields, which have none, their number."""
    counts: dict[int, int] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{W}fldSimple":
                at = list(parent).index(child)
                result = list(child) or _counting_result(child.get(f"{W}instr", ""), counts)
                parent[at : at + 1] = result
            elif child.tag == f"{W}r":
                for code in child.findall(f"{W}instrText"):
                    result = _counting_result(code.text or "", counts)
                    if result and not _has_result(parent, child):
                        parent.insert(_end_of_field(parent, child), result[0])


def _counting_result(code: str, counts: dict[int, int]) -> list[Element]:
    """The number of an AUTONUM or LISTNUM field as a run; nothing for other fields."""
    match = _COUNTING.match(code)
    if match is None:
        return []
    given = _LISTNUM_LEVEL.search(code)
    depth = min(max(int(given[1]) - 1, 0), 8) if given else 0
    start = _LISTNUM_START.search(code)
    counts[depth] = int(start[1][:6]) if start else counts.get(depth, 0) + 1
    for deeper in [level for level in counts if level > depth]:
        del counts[deeper]
    if match[1] != "LISTNUM":
        return [_run(f"{counts[depth]}. ")]
    format, shape = _LISTNUM[depth]
    return [_run(shape.format(counted(counts[depth], format)) + " ")]


def _field_marks(parent: Element, run: Element) -> Iterator[tuple[int, str]]:
    for at, other in enumerate(parent):
        if at >= list(parent).index(run):
            for mark in other.findall(f"{W}fldChar"):
                yield at, mark.get(f"{W}fldCharType", "")


def _has_result(parent: Element, run: Element) -> bool:
    """Whether the field whose code stands in `run` has its result in the file."""
    return (
        next((kind for _, kind in _field_marks(parent, run) if kind in ("separate", "end")), "") == "separate"
    )


def _end_of_field(parent: Element, run: Element) -> int:
    return next((at + 1 for at, kind in _field_marks(parent, run) if kind == "end"), len(parent))


def _custom_marks(root: Element) -> None:
    """Note marks of the author's own ("*") are told to the walker, and taken out of the text."""
    for parent in list(root.iter()):
        for run in [child for child in parent if child.tag == f"{W}r"]:
            reference = next((c for c in run if c.tag in _REFERENCES), None)
            if reference is None or reference.get(f"{W}customMarkFollows") not in ("1", "true", "on"):
                continue
            after = list(run)[list(run).index(reference) + 1 :]
            label = "".join((t.text or "") for t in after if t.tag == f"{W}t").strip() or "*"
            for element in after:
                run.remove(element)
            parent.insert(list(parent).index(run), _run(note_label(label)))
