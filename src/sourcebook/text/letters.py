"""Words found where they were printed or set: by their letters and digits alone.

Hyphens at line ends, spaces, line breaks and the shape of quotation marks differ between a text taken out of
a page and the page itself; letters do not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# A passage that begins or ends elsewhere is found by so many of its letters.
_PIECE = 24


def letters_of(characters: Iterable[str]) -> tuple[str, list[int]]:
    """Letters and digits alone, in one form, and of each the number of the character that it comes from."""
    letters: list[str] = []
    at: list[int] = []
    for index, character in enumerate(characters):
        for one in unicodedata.normalize("NFKD", character).casefold():
            if one.isalnum():
                letters.append(one)
                at.append(index)
    return "".join(letters), at


def stretch(text: str, wanted: str) -> tuple[int, int] | None:
    """Where `wanted` stands in `text`, both letters alone: begin and end.

    Where only its beginning stands at the end of the text, or its end at the beginning, that part; else None.
    """
    if not wanted:
        return None
    start = text.find(wanted)
    if start >= 0:
        return start, start + len(wanted)
    if len(wanted) <= _PIECE:
        return None
    return _head(text, wanted) or _tail(text, wanted)


def _head(text: str, wanted: str) -> tuple[int, int] | None:
    start = text.rfind(wanted[:_PIECE])
    if start < 0:
        return None
    same = _same(text[start:], wanted)
    return start, start + same


def _tail(text: str, wanted: str) -> tuple[int, int] | None:
    start = text.find(wanted[-_PIECE:])
    if start < 0:
        return None
    end = start + _PIECE
    same = _same(text[:end][::-1], wanted[::-1])
    return end - same, end


def _same(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
