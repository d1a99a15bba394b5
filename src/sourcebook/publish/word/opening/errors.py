"""What `opening` says of bytes that it cannot read at all."""

from __future__ import annotations


class NotWord(ValueError):
    """Bytes that are no DOCX; the message says in one line what they are and what to do."""
