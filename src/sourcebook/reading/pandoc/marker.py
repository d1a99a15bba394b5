"""Markers: what a file says of a paragraph and pandoc would lose, in private characters before its words.

Word's numbering, outline levels and styles, the names and looks of HTML paragraphs, the numbers printed in
a Markdown list: each is written into the file before pandoc reads it, and taken out of the tree again.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

_OPEN, _CLOSE = "\ue000", "\ue001"
_LABEL_OPEN, _LABEL_CLOSE = "\ue002", "\ue003"
_PRIVATE = re.compile("[\ue000-\ue003]")
_MARKER = re.compile("\ue000([^\ue000\ue001]*)\ue001")
_NOTE_LABEL = re.compile("\ue002([^\ue002\ue003]*)\ue003")


def without_private(text: str) -> str:
    """A file's own text, free of the characters that markers are made of."""
    return _PRIVATE.sub("", text) if _PRIVATE.search(text) else text


def marker(**said: str | int) -> str:
    """A marker that says these things of the paragraph it stands before."""
    return _OPEN + urlencode(said) + _CLOSE


def note_label(label: str) -> str:
    """A marker that says how the note whose mark comes next is labelled in print."""
    return _LABEL_OPEN + label + _LABEL_CLOSE


def take(text: str) -> tuple[str, dict[str, str], str | None]:
    """A text without markers; what the first marker said, and the label of the note that comes next."""
    if _OPEN not in text and _LABEL_OPEN not in text:
        return text, {}, None
    said = _MARKER.search(text)
    label = _NOTE_LABEL.search(text)
    rest = without_private(_NOTE_LABEL.sub("", _MARKER.sub("", text)))
    return rest, dict(parse_qsl(said[1], keep_blank_values=True)) if said else {}, label[1] if label else None
