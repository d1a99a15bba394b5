"""Names of files that are handed out, and of those that come in."""

from __future__ import annotations

import re

_NO_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 60


def named_file(edition: str, partner: str, what: str = "") -> str:
    """The name of a Word file for a partner."""
    whose = _NO_NAME.sub("-", partner.casefold()).strip("-.")[:_LONGEST] or "partner"
    return "-".join(part for part in (edition, whose, what) if part) + ".docx"
