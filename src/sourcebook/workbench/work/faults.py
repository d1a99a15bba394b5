"""What went wrong with work, in words for the person who began it: never where in the program it happened."""

from __future__ import annotations

import errno
import uuid

from django.db import DatabaseError
from django.utils.translation import gettext as _

from sourcebook.dossier.seen import NoViewer
from sourcebook.dossier.seen.compiler import OutsideTheWritePath, WithoutRule
from sourcebook.workbench.work.folders import files_of

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("disk is full", "no space left", "disk full", "disk i/o error")
# Faults of the program, never of who uses it.
_FAULTS_OF_OURS = (NoViewer, OutsideTheWritePath, WithoutRule)
_MOST_LINES = 500


def in_words(error: BaseException, work: uuid.UUID) -> list[str]:
    """One line, and further ones where there is more to tell."""
    if is_full(error):
        return [
            _("The disk is full: nothing of this was kept, and nothing was lost. Make room, then try again.")
        ]
    if isinstance(error, MemoryError):
        return [_("This takes more memory than there is. Try it in parts.")]
    if is_ours(error):
        told = str(error).replace(f"{files_of(work)}/", "")
        lines = [line.strip() for line in told.splitlines() if line.strip()]
        return lines[:_MOST_LINES] or [_("This is refused.")]
    return [
        _(
            "The program failed here; nothing of this was kept. Try it again; if it fails again, tell those "
            "who run the program the time and what you did."
        )
    ]


def is_full(error: BaseException) -> bool:
    """Whether a disk, or what somebody may have of it, is full."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    if isinstance(error, DatabaseError):
        return any(words in str(error).casefold() for words in _FULL_WORDS)
    return False


def is_ours(error: BaseException) -> bool:
    """Whether its words are those of a room, which are meant for people."""
    known = isinstance(error, ValueError | PermissionError | LookupError | RuntimeError)
    known = known and not isinstance(error, _FAULTS_OF_OURS)
    return known and type(error).__module__.startswith("sourcebook.")
