"""A document put together from a text layer alone: of a text handed in, or read by an older version.

Paragraphs are what blank lines part; "[12] ..." is a note. Headings and marks are not known any more.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.dossier.ingest.passage.shape import shape_of_text
from sourcebook.reading.document import Document, Note, Paragraph
from sourcebook.reading.layer import Layer, plain_layer
from sourcebook.text import Passage
from sourcebook.text.passage import Piece


def document_of(text: str, language: str, pages: Sequence[Sequence[int]]) -> tuple[Document, Layer]:
    """The document and its layer, whose text is `text`. Linear."""
    paragraphs: list[Paragraph] = []
    notes: dict[int, Note] = {}
    starts: list[int] = []
    note_starts: list[int] = []
    for block in shape_of_text(text).blocks:
        # A number that comes twice is not the number of a note.
        if block.note and block.note not in notes:
            start = block.start + len(f"[{block.note}] ")
            notes[block.note] = Note(block.note, str(block.note), _passage(text, start, block.end))
            note_starts.append(start)
        else:
            passage = _passage(text, block.start, block.end)
            paragraphs.append(Paragraph(len(paragraphs), None, 1, (), passage))
            starts.append(block.start)
    document = Document(text, None, language or "en", (), tuple(paragraphs), tuple(notes.values()))
    return document, plain_layer(text, document, [*starts, *note_starts], pages)


def _passage(text: str, start: int, end: int) -> Passage:
    return Passage(text[start:end], (Piece(0, end - start, start, end - start),))
