"""A small document made of sentences, for tests of what is found in it."""

from __future__ import annotations

from sourcebook.reading.analysis import Context, analyse
from sourcebook.reading.document import Document, Paragraph
from sourcebook.text import Passage
from sourcebook.text.passage import Piece


def context_of(*texts: str, language: str = "en", year: int = 2031, section: tuple[str, ...] = ()) -> Context:
    """The context of a report about `year` whose numbered paragraphs are `texts`."""
    paragraphs = tuple(
        Paragraph(n, str(n + 1), 1, section, Passage(text, (Piece(0, len(text), 0, len(text)),)))
        for n, text in enumerate(texts)
    )
    return analyse(Document("", f"Report {year}", language, (), paragraphs, ()), {})
