"""PDF: characters with their places become lines, lines a document, by geometry alone.

The order: characters to chunks, chunks to lines and columns, furniture, the notes at the foot, tables,
labels and headings, blocks joined across pages, marks bound to notes. Nothing is repaired silently: number
gaps, marks without notes, notes without marks and pages without text are listed.
"""

from sourcebook.reading.pdf.reader import account, read_pdf

__all__ = ["account", "read_pdf"]
