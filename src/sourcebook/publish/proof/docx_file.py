"""A Word file as it is read back: its parts, the names of styles, lists, and the characters of a paragraph.

Fields show their results; marks of notes are "[12]", counted by the marks before them or as they are written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from sourcebook.publish.printed import labelled
from sourcebook.reading.pandoc.word_numbering import Numbering, read_numbering

# lxml has no types of its own.
Element = Any
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNREAD = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr"))
# What Word prints for an element that has no characters.
_SIGNS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "softHyphen": "\u00ad",
    W + "noBreakHyphen": "\u2011",
}
_DEEPEST = 9
_OFF = ("0", "false", "off")


class NotWord(ValueError):
    """Bytes that are no Word file."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs; `list` and `depth` are its place in a list."""

    name: str
    based: str
    outline: int | None
    list: str | None
    depth: int | None


_NONE = Style("", "", None, None, None)


@dataclass(slots=True)
class WordFile:
    """The parts that are read, and what is counted on the way: numbers, and marks: id of the note, number."""

    body: Element
    notes: dict[str, Element]
    styles: dict[str, Style]
    numbering: Numbering
    marked: list[tuple[str, str]] = field(default_factory=list)
    counted: int = 0
    fields: list[str] = field(default_factory=list)


def opened(docx: bytes) -> WordFile:
    """A file, ready to be read in its order. Raises NotWord."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            names = set(archive.namelist())
            part = {
                name: _parse(archive.read(f"word/{name}.xml")) if f"word/{name}.xml" in names else None
                for name in ("document", "styles", "footnotes", "numbering")
            }
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise NotWord(f"this is no Word file: {error}") from None
    if part["document"] is None:
        raise NotWord("this is no Word file: it has no word/document.xml")
    notes = part["footnotes"] if part["footnotes"] is not None else ()
    styles = part["styles"] if part["styles"] is not None else ()
    return WordFile(
        part["document"].find(W + "body"),
        {note.get(W + "id"): note for note in notes if not note.get(W + "type")},
        {one.get(W + "styleId"): _read_style(one) for one in styles if one.tag == W + "style"},
        read_numbering(part["numbering"]),
    )


def _parse(part: bytes) -> Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def style_name(paragraph: Element, file: WordFile) -> str:
    """The name of a paragraph's style, in small letters."""
    return file.styles.get(_style_id(paragraph), _NONE).name


def numbered(paragraph: Element, file: WordFile) -> str:
    """The characters of a paragraph, with the number that Word counts before them."""
    lists, depth = _list_place(paragraph, file)
    counted = file.numbering.next(lists, depth) if lists and lists != "0" else None
    return labelled(counted.printed if counted else "", text_of(paragraph, file))


def _list_place(paragraph: Element, file: WordFile) -> tuple[str | None, int]:
    lists = _val(paragraph, "pPr", "numPr", "numId")
    depth = _val(paragraph, "pPr", "numPr", "ilvl")
    for style in _ancestry(_style_id(paragraph), file):
        lists = lists if lists is not None else style.list
        depth = depth if depth is not None else (None if style.depth is None else str(style.depth))
    return lists, int(depth or 0)


def is_heading(paragraph: Element, file: WordFile) -> bool:
    """Whether a paragraph has a place in the outline, by itself or by its style."""
    own = _val(paragraph, "pPr", "outlineLvl")
    levels = [int(own)] if own is not None else []
    levels += [one.outline for one in _ancestry(_style_id(paragraph), file) if one.outline is not None]
    return bool(levels) and levels[0] < _DEEPEST


def text_of(paragraph: Element, file: WordFile, without: str = "") -> str:
    """The characters of a paragraph; results of fields of the kind `without` are left out."""
    file.fields = []
    return "".join(_characters(paragraph, file, without))


def _characters(parent: Element, file: WordFile, without: str) -> Iterator[str]:
    for one in parent:
        if one.tag == W + "r":
            yield from () if _hidden(one) else _run(one, file, without)
        elif one.tag not in _UNREAD:
            yield from _characters(one, file, without)


def _run(run: Element, file: WordFile, without: str) -> Iterator[str]:
    custom = any(one.get(W + "customMarkFollows") in ("1", "true", "on") for one in run)
    for one in run:
        _follow_field(one, file)
        if without and any(said.split()[:1] == [without] for said in file.fields):
            continue
        if one.tag == W + "footnoteReference":
            yield f"[{_mark(one, run, custom, file)}]"
        elif one.tag == W + "t" and not custom:
            # Text that looks like the mark of a note: of one that stands elsewhere, or a note's own number.
            yield f"[{one.text}]" if _looks_like_mark(run, file) else one.text or ""
        elif one.tag == W + "sym":
            yield chr(int(one.get(W + "char"), 16))
        elif not custom:
            # Words in a drawing or a box are read too: nothing is added unseen.
            yield _SIGNS.get(one.tag) or "".join(text.text or "" for text in one.iter(W + "t"))


def _follow_field(one: Element, file: WordFile) -> None:
    """Keep the instructions of the fields that are open."""
    if one.tag == W + "instrText" and file.fields:
        file.fields[-1] += one.text or ""
    elif one.tag == W + "fldChar":
        kind = one.get(W + "fldCharType")
        if kind == "begin":
            file.fields.append("")
        elif kind == "end" and file.fields:
            file.fields.pop()


def _mark(reference: Element, run: Element, custom: bool, file: WordFile) -> str:
    """The number that a mark shows: counted by the marks before it, or written behind it."""
    if custom:
        number = "".join(text.text or "" for text in run.iter(W + "t"))
    else:
        file.counted += 1
        number = str(file.counted)
    file.marked.append((reference.get(W + "id"), number))
    return number


def written_number(note: Element) -> bool:
    """Whether a note begins with its number as text: Word does not count it."""
    return note.find(f".//{W}footnoteRef") is None


def _looks_like_mark(run: Element, file: WordFile) -> bool:
    style = file.styles.get(_val(run, "rPr", "rStyle") or "", _NONE)
    return style.name == "footnote reference"


def _hidden(run: Element) -> bool:
    found = run.find(f"{W}rPr/{W}vanish")
    return found is not None and found.get(W + "val") not in _OFF


def _read_style(style: Element) -> Style:
    outline, depth = _val(style, "pPr", "outlineLvl"), _val(style, "pPr", "numPr", "ilvl")
    return Style(
        (_val(style, "name") or "").casefold(),
        _val(style, "basedOn") or "",
        None if outline is None else int(outline),
        _val(style, "pPr", "numPr", "numId"),
        None if depth is None else int(depth),
    )


def _ancestry(id: str, file: WordFile) -> Iterator[Style]:
    seen = set()
    while id in file.styles and id not in seen:
        seen.add(id)
        yield file.styles[id]
        id = file.styles[id].based


def _style_id(paragraph: Element) -> str:
    return _val(paragraph, "pPr", "pStyle") or ""


def _val(parent: Element, *path: str) -> str | None:
    found = parent.find("/".join(W + name for name in path))
    return None if found is None else str(found.get(W + "val"))
