"""Documents that pandoc can parse: DOCX, ODT, EPUB, HTML, Markdown, reStructuredText, LaTeX; and plain text.

What pandoc loses of a format is written into the file before (`word`, `html`, `markdown`); its tree becomes
lines (`tree`, `writing`), the lines are told apart (`contents`, `handmade`, `headings`, `numbering`) and
become the pieces of a document (`flow`).
"""

from sourcebook.reading.pandoc.reader import read_with_pandoc

__all__ = ["read_with_pandoc"]
