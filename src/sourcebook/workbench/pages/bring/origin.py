"""Where a saved page says it was: the address that browsers write into it, or that the page gives as its own.

It is offered in the form, to be looked at; a page may say what it likes.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from sourcebook.dossier.ingest.addresses import AddressError, address

# Browsers and pages write it at the beginning.
_HEAD = 200_000
# "Save page as", SingleFile; then what the page itself gives.
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{4,}\)(\S{1,2000}?)\s*-->", re.IGNORECASE)
_SINGLE = re.compile(r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(\S{1,2000})", re.IGNORECASE)
_MHTML = re.compile(r"^Snapshot-Content-Location:\s{0,9}(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r"<(?:link|meta)\s[^<>]{1,3000}>", re.IGNORECASE)
_VALUE = re.compile(r"""\b(?:href|content)\s{0,9}=\s{0,9}["']([^"'\s]{1,2000})["']""", re.IGNORECASE)
_OWN = re.compile(
    r"""\b(?:rel\s{0,9}=\s{0,9}["']?canonical|property\s{0,9}=\s{0,9}["']?og:url)\b""", re.IGNORECASE
)


def said_address(path: Path) -> str:
    """The web address that a saved page carries; empty where it carries none that is one."""
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    for found in _offered(head):
        told = html.unescape(found)
        if not told.lower().startswith(("http://", "https://")):
            continue
        try:
            address(told)
        except AddressError:
            continue
        return told
    return ""


def _offered(head: str) -> list[str]:
    found = [match[1] for one in (_SAVED, _SINGLE, _MHTML) if (match := one.search(head))]
    own = (_VALUE.search(tag) for tag in _TAG.findall(head) if _OWN.search(tag))
    return found + [value[1] for value in own if value]
