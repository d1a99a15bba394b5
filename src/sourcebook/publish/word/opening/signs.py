"""Signs set in a font of signs (Symbol, Wingdings), as the characters that they show, where that is known."""

from __future__ import annotations

import re

from sourcebook.publish.word.opening.told import Told
from sourcebook.reading.symbols import signs_of

# A font's own codes, as files keep them: U+F000 and the code.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_OWN = 0xF000
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{2,5}")
# Where the font Symbol differs from ASCII the table says so, but for this piece of a root's bar.
_BAR = 0x60


def sign(said: str, font: str, told: Told) -> str:
    """The character of a `w:sym` whose code is said in hexadecimal digits; U+FFFD where none is known."""
    code = int(said, 16) if _HEXADECIMAL.fullmatch(said) else 0xFFFD
    signs = signs_of(font)
    known = signs.get(code) or signs.get(code | _OWN)
    if known:
        return known
    if code < 0x20 or 0xD800 <= code <= 0xDFFF:
        return _unknown(font, told)
    return spelled(chr(code), font, told)


def spelled(text: str, font: str, told: Told) -> str:
    """A text with its private characters as those that they show."""
    return _PRIVATE.sub(lambda found: _shown(ord(found[0]), font, told), text)


def _shown(code: int, font: str, told: Told) -> str:
    if known := signs_of(font).get(code):
        return known
    plain = code - _OWN
    if font.casefold() == "symbol" and 0x20 <= plain < 0x7F and plain != _BAR:
        return chr(plain)
    return _unknown(font, told)


def _unknown(font: str, told: Told) -> str:
    told.say(f"a sign of the font {font or 'that is not named'} without a character of its own")
    return "\ufffd"
