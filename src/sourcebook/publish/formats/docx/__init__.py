"""DOCX: a Word file with real notes, Word's own numbers, contents that are there, and styles to change."""

from sourcebook.publish.formats.docx.anchors import Anchor, Anchors
from sourcebook.publish.formats.docx.look import BadStyles
from sourcebook.publish.formats.docx.pandoc import PandocFailed
from sourcebook.publish.formats.docx.refused import Unprintable
from sourcebook.publish.formats.docx.stamp import Stamp
from sourcebook.publish.formats.docx.write import reference_file, write

__all__ = [
    "Anchor",
    "Anchors",
    "BadStyles",
    "PandocFailed",
    "Stamp",
    "Unprintable",
    "reference_file",
    "write",
]
