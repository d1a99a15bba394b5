"""The name and classes of a piece ("{#dask .unnumbered}") apart from its words: nobody types into them."""

from __future__ import annotations

import re

_ENDS = re.compile(r"[ \t]*(?<!\\)\{((?:[#.][^\s{}#.]+)(?:\s+[#.][^\s{}#.]+)*)\}[ \t]*$")
_WORD = re.compile(r"[#.][^\s{}#.]+")
_TABLE = re.compile(r"[ \t]*\|")


def apart(text: str) -> tuple[str, str]:
    """(the words of a piece, "#dask .unnumbered" or ""). `together` gives the piece again."""
    chunks = text.split("\n\n")
    # That of a table stands below it, alone.
    place = len(chunks) - 1 if _TABLE.match(text) else 0
    found = _ENDS.search(chunks[place])
    if found is None or (place and found.start()):
        return text, ""
    rest = chunks[place][: found.start()]
    kept = [*chunks[:place], *([rest] if rest or not place else []), *chunks[place + 1 :]]
    return "\n\n".join(kept), found[1]


def together(text: str, name: str) -> str:
    """The words with their name and classes, at the first block; one that has some keeps its own.

    Words without "#" or "." before them are left out: they are neither.
    """
    words = _WORD.findall(name)
    if not words or not text.strip():
        return text
    first, *rest = text.strip("\n").split("\n\n")
    own = f"{{{' '.join(words)}}}"
    if _TABLE.match(first):
        named = bool(rest) and _ENDS.fullmatch(rest[0]) is not None
        return text if named else "\n\n".join([first, own, *rest])
    if _ENDS.search(first):
        return text
    return "\n\n".join([f"{first.rstrip()} {own}".lstrip(), *rest])
