"""Characters that cannot be printed, put otherwise: for a report of somebody else, which must not fail.

One's own report is refused instead, with the paragraph that has such a character: it can be mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from fontTools.ttLib import TTFont

from sourcebook.publish.fonts import book, missing_glyphs
from sourcebook.publish.printed import Printed

# What a reader of PDF leaves for a hyphen at the end of a line; other control characters, halves of pairs,
# and code points that are no characters cannot stand in XML. Selectors of looks, tags and invisible marks are
# none that a page shows.
_HYPHEN = "\x02"
_NONE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u180b-\u180e\u2061-\u2064\ud800-\udfff\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Bullets of fonts for symbols; what else is in the private area means something in its own font alone.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# A font that has a box for every character there is.
_LAST_RESORT = "LastResort"


def printable(report: Printed) -> tuple[Printed, tuple[str, ...]]:
    """(the report without what cannot be written at all, characters that no font has, ours or the machine's).

    The text keeps the latter: where a page is shown to a reader with the font, it is there.
    """
    clean: Printed = _mapped(report, cleaned)
    lacking = tuple(dict.fromkeys(one.char for one in missing_glyphs(clean)))
    return clean, _in_no_font(lacking) if lacking else ()


def cleaned(text: str) -> str:
    """A text without what cannot be written at all; signs of private fonts as bullets."""
    return _PRIVATE.sub("•", _NONE.sub("", text.replace(_HYPHEN, "-")))


def _in_no_font(letters: tuple[str, ...]) -> tuple[str, ...]:
    wanted = {ord(char) for letter in letters for char in letter}
    for font in book(system=True).fonts():
        if font.path and _LAST_RESORT not in font.path and wanted:
            with TTFont(font.path, fontNumber=font.index, lazy=True) as opened:
                wanted -= (opened.getBestCmap() or {}).keys()
    return tuple(letter for letter in letters if any(ord(char) in wanted for char in letter))


def _mapped(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401
    """A value of dataclasses, tuples and mappings with every string changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(one, change) for one in value)
    if isinstance(value, Mapping):
        return {key: _mapped(one, change) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _mapped(getattr(value, one.name), change) for one in fields(value)}
        )
    return value
