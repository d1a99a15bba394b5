"""Addresses that a Word file may lead to: Word calls a file damaged whose addresses are malformed."""

from __future__ import annotations

import re

_SCHEMES = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)
# RFC 3986 allows none of these; a per cent sign must begin two hexadecimal digits.
_FORBIDDEN = re.compile(r"""[\x00-\x20\x7f"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})""")
# In the host of a numeric address brackets are in place.
_NUMERIC = re.compile(r"https?://\[[0-9A-Fa-f:.]+\]", re.IGNORECASE)
# Word's own limit.
_LONGEST = 2079


def address(link: str) -> str:
    """The address, with what may not stand in one escaped; empty where Word should lead nowhere."""
    if not _SCHEMES.match(link):
        return ""
    numeric = _NUMERIC.match(link)
    start = numeric.end() if numeric else 0
    escaped = link[:start] + _FORBIDDEN.sub(lambda found: f"%{ord(found[0]):02X}", link[start:])
    return escaped if len(escaped) <= _LONGEST else ""
