"""Addresses in one form, since editors write them otherwise by themselves.

LibreOffice reads "%20" as a blank and "%D0%B4" as a letter, puts "/" behind a bare host, and goes up where
".." stands. All that is the same address (RFC 3986, 6.2.2 and 6.2.3), and no change.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_LONE = re.compile("%(?![0-9A-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE = "%:/?#[]@!$&'()*+,;="


@lru_cache(maxsize=4096)
def canonical(link: str) -> str:
    """The address in its normal form; one within the file ("#place"), or that is none, as it is."""
    if not link or link.startswith("#"):
        return link
    escaped = quote(_ESCAPE.sub(_unescaped, link.strip()), safe=_SAFE, errors="replace")
    escaped = _LONE.sub("%25", escaped)
    try:
        parts = urlsplit(escaped)
    except ValueError:
        return escaped
    if not parts.netloc:
        return escaped
    user, at, host = parts.netloc.rpartition("@")
    path = _without_dots(parts.path) or "/"
    return urlunsplit(parts._replace(netloc=f"{user}{at}{host.lower()}", path=path))


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else f"%{found[1].upper()}"


def _without_dots(path: str) -> str:
    """A path without "." and ".." (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif step != ".":
            kept.append(step)
    if steps[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
