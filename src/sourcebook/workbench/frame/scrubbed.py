"""Lines of the log without what opens anything or names anybody: links, keys, passwords, words of faults.

Nothing here logs such a thing on purpose; but a fault is logged with its address, and what it says may hold
the very values it failed on (a database names them). So of a fault the log has where and which it was, not
its words.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

_SECRET = re.compile(
    r"(?P<before>/open/|/account/invited/|/account/password/new/[0-9A-Za-z]+-)[^/\s?\"']+"
    r"|(?P<named>(?:password\d?|oldpassword|csrfmiddlewaretoken|sessionid|__Host-\w+|sourcebook_session|"
    r"sourcebook_csrf|credential|passphrase|Authorization|Bearer|X-CSRFToken)"
    r"[\"']?\s*(?:[:=]\s*|\s)(?:Bearer\s+)?[\"']?)[^\s\"'&;,)]+",
    re.IGNORECASE,
)


class Scrubbed(logging.Formatter):
    """The formatter of all that the workbench logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the lines of the program that a fault went through."""
        # Another formatter may have left its own text of the fault there.
        kept, record.exc_text = record.exc_text, None
        try:
            return scrubbed(super().format(record))
        finally:
            record.exc_text = kept

    def formatException(self, ei: Any) -> str:
        """Where it failed and which fault it was, and those that it came from."""
        told, fault, known = list[str](), ei[1], set[int]()
        while fault is not None and id(fault) not in known:
            known.add(id(fault))
            frames = "".join(traceback.format_tb(fault.__traceback__))
            told.append(f"Traceback:\n{frames}{type(fault).__module__}.{type(fault).__qualname__}")
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\n\n".join(reversed(told))


def scrubbed(text: str) -> str:
    """A text without secrets."""
    return _SECRET.sub(lambda found: f"{found['before'] or found['named']}…", text)
