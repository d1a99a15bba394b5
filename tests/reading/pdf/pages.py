"""What the pages made for tests share: how they are set, something to fill them, and what is looked at."""

from __future__ import annotations

from collections.abc import Callable

from sourcebook.reading.document import Document

PAGE = """
#set page(width: 300pt, height: 400pt, margin: 40pt)
#set text(size: 10pt, hyphenate: true)
#set par(justify: true)
#set smartquote(enabled: false)
"""
FILLER = "The valley lies between two rivers and is known for its orchards and for its long winters. "

Maker = Callable[..., Document]


def texts(document: Document) -> dict[str, str]:
    """The texts of numbered paragraphs by their labels."""
    return {p.label: p.text for p in document.paragraphs if p.label}


def plain(document: Document) -> list[str]:
    """The texts of all paragraphs, each on one line."""
    return [" ".join(p.text.split()) for p in document.paragraphs]
