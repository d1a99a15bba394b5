"""Markdown or plain text that was itself made from a PDF: cut by pages, notes at each page's foot.

Such files have `<sup>12</sup>` where a note mark stood, a rule before a page's notes, running headers
repeated as headings, and sentences that stop at the foot of a page and go on overleaf without a word.
"""

from sourcebook.reading.paged.reader import read_paged

__all__ = ["read_paged"]
