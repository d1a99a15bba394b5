"""Reading a Word file, whoever wrote it: text, tracked changes, notes, comments, anchors, and what was left.

The parts of the ZIP come from `package`, the order of reading is in `reading`. `gathering` goes through
blocks and `walking` through what is in a paragraph; what they gather (`pieces`) is made into blocks by
`building`, with references found by `marks` and words cut by `words`.
"""

from __future__ import annotations

from sourcebook.publish.word.opened import WordText
from sourcebook.publish.word.opening.errors import NotWord
from sourcebook.publish.word.opening.package import unpacked
from sourcebook.publish.word.opening.reading import read

__all__ = ["NotWord", "opened"]


def opened(content: bytes, name: str = "") -> WordText:
    """What a Word file says; `name` is that of the file, for messages.

    A paragraph is `numbered` where a number or letter is printed before it; an item has the label "•", or
    a label that is typed, else "". A word that a tracked change touched in part is a token for each part.
    Raises NotWord for what is no DOCX, in one line; a damaged file is read as far as it goes, which
    `set_aside` then says.
    """
    return read(unpacked(content, name))
