"""What may go wrong apart, beside the errors of the file itself; each is one line for who reads it."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext as _

Why = Literal["late", "memory", "ended"]


class GivenUp(ValueError):
    """A file that takes too much, or that crashes what reads it. `why` tells which."""

    def __init__(self, why: Why, seconds: float = 0) -> None:
        super().__init__(_words(why, seconds))
        self.why: Why = why
        self.seconds = seconds


class Busy(RuntimeError):
    """Too many files are read just now."""

    def __init__(self) -> None:
        super().__init__(_("Many files are being read just now. Try once more in a moment."))


def _words(why: Why, seconds: float) -> str:
    if why == "late":
        return _("reading it was given up after %(seconds)s seconds") % {"seconds": round(seconds)}
    if why == "memory":
        return _("reading it takes more memory than it may have")
    return _("the program that reads it ended without an answer, so it is damaged or made to do harm")
