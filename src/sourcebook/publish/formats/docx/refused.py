"""Characters that no Word file can hold: refused before anything is written, with their place.

XML 1.0 has no control characters but tab, line feed and carriage return, neither U+FFFE nor U+FFFF, no halves
of surrogate pairs; a carriage return would come back as a line feed. All else is printed as it is.
"""

from __future__ import annotations

import re

from sourcebook.publish.printed import Picture, Printed

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Unprintable(ValueError):
    """A character, mark or picture that a Word file cannot hold; the message says where it stands."""


def check(printed: Printed) -> None:
    """Raise Unprintable at the first character that cannot be written."""
    for line in printed.lines():
        _check(line.text, f"{line.kind} {line.id}".strip())
    for key, word in printed.words.items():
        _check(word, f"the word for {key}")
    for block in printed.blocks:
        if isinstance(block, Picture):
            _check(block.alt, f"the text alternative of {block.id}")
    _check(printed.build + printed.date, "the build or the date")


def _check(text: str, place: str) -> None:
    if found := _REFUSED.search(text):
        raise Unprintable(
            f"{place}: character {found.start() + 1} is U+{ord(found[0]):04X}, "
            "which no Word file can hold; take it out"
        )
