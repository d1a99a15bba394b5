"""Styles of a captured page: whatever they would fetch is taken from the package, or left out.

The policy of the answer forbids every request anyway; here it is seen to that none is even written down.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Gives the address at this origin of what a page fetched from an address, "" where it was not saved.
Find = Callable[[str], str]
# Each part takes what it takes for good (`*+`), and no bare address has a bracket in it, as CSS has it: a
# page that is nothing but `url(` or blanks would else be read as often as it is long.
_FETCHES = re.compile(
    r"""@import\s*+(?:url\(\s*+)?(?:"([^"\n]*+)"|'([^'\n]*+)'|([^\s"');]++))\s*+\)?[^;{}]*+;?"""
    r"""|url\(\s*+(?:"([^"\n]*+)"|'([^'\n]*+)'|([^\s"'()]*+))\s*+\)""",
    re.IGNORECASE,
)
_LEFT = re.compile(r"@import|url(?=\s*\()", re.IGNORECASE)
# What stands for our own addresses until all others are gone; no text has a NUL here.
_OURS = ("\x00import", "\x00address")
# Other ways to name an address, and old ones to run something.
_OTHER = re.compile(
    r"(?:image-set|-webkit-image-set|src|expression|element)\(|behavior\s*:|-moz-binding", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
# A picture without a byte: an empty address would stand for the page itself.
_NOTHING = "data:,"
_PICTURE = re.compile(r"data:(?:image|font)/", re.IGNORECASE)


def clean_style(text: str, find: Find) -> str:
    """Styles with addresses of this origin alone."""
    text = _ESCAPE.sub(_plain, text)

    def put(found: re.Match[str]) -> str:
        wanted = next((part for part in found.groups() if part is not None), "")
        if found[0][:1] == "@":
            at = find(wanted)
            return f'{_OURS[0]}("{at}");' if at else ""
        return f'{_OURS[1]}("{fetched(wanted, find) or _NOTHING}")'

    text = _FETCHES.sub(put, text.replace("\x00", ""))
    # What is written so that it was not understood above may be understood by a browser.
    text = _OTHER.sub("none(", _LEFT.sub("none", text))
    return text.replace(_OURS[0], "@import url").replace(_OURS[1], "url").replace("</", "<\\/")


def fetched(wanted: str, find: Find) -> str:
    """What may be fetched for an address: a picture that stands within it, or one of the package; else ""."""
    wanted = wanted.strip()
    if _PICTURE.match(wanted) or wanted.startswith("#"):
        return wanted.replace('"', "%22")
    return find(wanted)


def _plain(found: re.Match[str]) -> str:
    """An escaped letter as itself, so that no name hides behind escapes; others as they stand."""
    if found[1] is None:
        return found[0] if not found[2].isalpha() else found[2]
    code = int(found[1], 16)
    letter = chr(code) if 0x20 < code < 0x7F else ""
    return letter if letter and (letter.isalnum() or letter in "@(:/-") else found[0]
