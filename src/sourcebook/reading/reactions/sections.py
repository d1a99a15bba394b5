"""Which paragraphs stand in a section of reactions, and which in one on what courts ordered."""

from __future__ import annotations

from typing import Literal

from sourcebook.reading.document import Paragraph
from sourcebook.reading.lexicon import phrase_pattern


def in_reactions(paragraph: Paragraph, language: str) -> Literal["within", "likely"] | None:
    """Whether a heading above the paragraph says that reactions follow, or makes it likely."""
    excluded = phrase_pattern("reactions", "not headings", language)
    titles = [title for title in paragraph.section if not excluded.search(title)]
    if any(phrase_pattern("reactions", "headings", language).search(title) for title in titles):
        return "within"
    if any(phrase_pattern("reactions", "likely headings", language).search(title) for title in titles):
        return "likely"
    return None


def in_rulings(paragraph: Paragraph, language: str) -> bool:
    """Whether the nearest heading says that orders and judgments of courts follow."""
    headings = phrase_pattern("reactions", "court headings", language)
    return bool(paragraph.section) and bool(headings.search(paragraph.section[-1]))
