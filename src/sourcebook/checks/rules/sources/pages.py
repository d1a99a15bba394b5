"""What an address leads to: one page, or a site as a whole."""

from __future__ import annotations

import re
from urllib.parse import unquote

from sourcebook.checks.report import parted

_WORDS = re.compile(r"[^\W\d_]{2,}")


def is_page(url: str) -> bool:
    """Whether an address leads to one page: it has a path of several steps, a number, words or a query."""
    parts = parted(url)
    path = parts.path.strip("/")
    return bool(parts.query) or path.count("/") > 0 or any(c.isdigit() or c in "-_." for c in path)


def slug_of(url: str) -> list[str]:
    """The words in the last step of an address, small letters, or in the one before a mere number; numbers
    are left out. Steps before are sections of the site."""
    steps = [step for step in unquote(parted(url).path).split("/") if step]
    for n, step in enumerate(reversed(steps)):
        if n and any(c.isalpha() for c in steps[-n]):
            break
        bare = re.sub(r"\.(?:html?|php|aspx?|pdf|shtml|jsp)$", "", step, flags=re.IGNORECASE)
        words = _WORDS.findall(bare)
        if len(words) >= 3 and ("-" in bare or "_" in bare or "+" in bare):
            return [word.casefold() for word in words]
    return []
