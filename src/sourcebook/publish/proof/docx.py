"""The text taken back from a Word file: what a reader sees of the report, line by line, from the bytes alone.

It knows nothing of how the file was written: paragraphs are told apart by the names of their styles and their
outline levels, numbers are counted as Word counts them, notes are found by their marks. Hidden text is not
read. Header and footer frame the report and are not read either.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.publish.printed import Line
from sourcebook.publish.proof.docx_file import (
    Element,
    NotWord,
    W,
    WordFile,
    is_heading,
    numbered,
    opened,
    style_name,
    text_of,
    written_number,
)

__all__ = ["NotWord", "contents", "lines"]

_KINDS = {
    "title": "title",
    "subtitle": "subtitle",
    "partner": "partner",
    "date": "date",
    "caption": "caption",
    "below": "below",
    "quotation": "quotation",
    "list item": "item",
    "footnote text": "note",
}


def lines(docx: bytes) -> list[Line]:
    """The lines of a Word file in their order, the contents among them, then the notes by their number.

    `id` is the bookmark of the paragraph, or of the one before it. Raises NotWord.
    """
    file = opened(docx)
    found: list[Line] = []
    notes: list[Line] = []
    for line in _blocks(file.body, file):
        (notes if line.kind == "note" else found).append(line)
    notes += [_note(file.notes[id], number, file) for id, number in list(file.marked)]
    return found + sorted(notes, key=_number)


def contents(docx: bytes) -> list[str]:
    """The entries of the contents, without their pages. Raises NotWord."""
    return [line.text for line in lines(docx) if line.kind == "contents"]


def _blocks(parent: Element, file: WordFile, id: str = "") -> Iterator[Line]:
    for block in parent:
        if block.tag == W + "p":
            names = (mark.get(W + "name") or "" for mark in block.iter(W + "bookmarkStart"))
            # Those that Word does not show name no block to a reader.
            id = next((name for name in names if not name.startswith("_")), id)
            yield from _paragraph(block, id, file)
        elif block.tag == W + "tbl":
            for cell in block.iter(W + "tc"):
                texts = [numbered(one, file) for one in cell.iter(W + "p")]
                yield Line("cell", id, "\n".join(texts))
        elif block.tag == W + "sdt":
            yield from _blocks(block.find(W + "sdtContent"), file, id)


def _paragraph(paragraph: Element, id: str, file: WordFile) -> Iterator[Line]:
    name = style_name(paragraph, file)
    if name == "toc heading":
        return
    if name.startswith("toc "):
        leads_to = next((link.get(W + "anchor") or "" for link in paragraph.iter(W + "hyperlink")), "")
        yield Line("contents", leads_to, text_of(paragraph, file, without="PAGEREF").rstrip("\t"))
        return
    text = numbered(paragraph, file)
    kind = _KINDS.get(name) or ("heading" if is_heading(paragraph, file) else "paragraph")
    if kind == "note":
        # A note that nothing marks stands in the text, its number before it.
        number, _, text = text.removeprefix("[").partition("] ")
        yield Line("note", f"note-{number}", text)
    elif text.strip() or kind == "caption":
        yield Line(kind, id, text)


def _note(note: Element, number: str, file: WordFile) -> Line:
    text = "\n".join(text_of(one, file) for one in note.iter(W + "p"))
    if written_number(note):
        text = text.removeprefix(f"[{number}]")
    # The space between the number and the note.
    return Line("note", f"note-{number}", text.removeprefix(" "))


def _number(line: Line) -> int:
    number = line.id.removeprefix("note-")
    return int(number) if number.isdecimal() else 0
