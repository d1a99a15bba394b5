"""Fonts of a printed report: where their files are, which one prints which script, what none of them has.

Latin, Cyrillic and Greek are set in Libertinus Serif, which is inside the Typst compiler; Armenian, Georgian
and Arabic in DejaVu, whose files come with matplotlib. The fonts of the system are used only where asked for:
a report must not look different on another machine. `families.yaml` says which font is for which script.
"""

from sourcebook.publish.fonts.compiling import compiled
from sourcebook.publish.fonts.families import Segment, families, known_families, segments, spaced
from sourcebook.publish.fonts.files import MissingFont, book, folder
from sourcebook.publish.fonts.missing import Missing, missing_glyphs, require_glyphs

__all__ = [
    "Missing",
    "MissingFont",
    "Segment",
    "book",
    "compiled",
    "families",
    "folder",
    "known_families",
    "missing_glyphs",
    "require_glyphs",
    "segments",
    "spaced",
]
