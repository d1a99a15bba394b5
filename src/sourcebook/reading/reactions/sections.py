"""Which paragraphs stand in a section of reactions, and which in one on what courts ordered."""

from __future__ import annotations

from sourcebook.reading.document import Paragraph
from sourcebook.reading.lexicon import phrase_pattern


def in_reactions(paragraph: Paragraph, language: str) -> bool:
    """Whether a heading above the paragraph says that reactions follow."""
    headings = phrase_pattern("reactions", "headings", language)
    excluded = phrase_pattern("reactions", "not headings", language)
    return any(headings.search(title) and not excluded.search(title) for title in paragraph.section)


def in_rulings(paragraph: Paragraph, language: str) -> bool:
    """Whether the nearest heading says that orders and judgments of courts follow."""
    headings = phrase_pattern("reactions", "court headings", language)
    return bool(paragraph.section) and bool(headings.search(paragraph.section[-1]))
