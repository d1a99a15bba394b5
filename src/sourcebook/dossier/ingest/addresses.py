"""Addresses as imports meet them: which are links, and the key under which one address is one source."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sourcebook.checks.report import bare_url

_SPACE = re.compile(r"[\s\x00-\x1f\x7f]")
_LONGEST = 8000


class AddressError(ValueError):
    """What was given as an address is none; the message says why."""


def address(value: str) -> tuple[str, str]:
    """A URL as given, without white space around it, and its key.

    The key is the address without what may differ though it leads to the same page. Raises AddressError for
    what is no address on the web: other schemes, spaces, no host.
    """
    url = value.strip()
    if len(url) > _LONGEST or _SPACE.search(url):
        raise AddressError("no address: it holds white space, or is longer than 8,000 characters")
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = parts.hostname or ""
    except ValueError as error:
        raise AddressError(f"no address ({error})") from None
    if parts.scheme not in ("http", "https", "ftp"):
        raise AddressError(f"no address on the web: {parts.scheme}:")
    if "." not in host and ":" not in host and host != "localhost":
        raise AddressError("no address: it names no host")
    return url, bare_url(url)
