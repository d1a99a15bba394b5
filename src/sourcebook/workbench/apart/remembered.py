"""What was given up is not tried again at once: a page opened anew tells the same, and costs nothing."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from sourcebook.workbench.apart.errors import GivenUp

T = TypeVar("T")
# For so many seconds, and so many files.
_FOR, _MOST = 600.0, 500
# An error of the file itself is remembered where it took so long to find.
_LONG = 2.0


class _Known:
    """Errors by what they are about."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._errors: OrderedDict[tuple[str, ...], tuple[float, Callable[[], ValueError]]] = OrderedDict()

    def of(self, about: tuple[str, ...]) -> ValueError | None:
        """The error of a short while ago, made anew; None where there was none."""
        with self._lock:
            found = self._errors.get(about)
        return found[1]() if found and time.monotonic() - found[0] < _FOR else None

    def keep(self, about: tuple[str, ...], again: Callable[[], ValueError]) -> None:
        """Remembers an error."""
        with self._lock:
            self._errors[about] = time.monotonic(), again
            self._errors.move_to_end(about)
            while len(self._errors) > _MOST:
                self._errors.popitem(last=False)

    def clear(self) -> None:
        """Forgets all."""
        with self._lock:
            self._errors.clear()


_KNOWN = _Known()


def unless_given_up(
    about: tuple[str, ...], does: Callable[[], T], also: tuple[type[ValueError], ...] = ()
) -> T:
    """What `does` gives. Where the same was given up just now that is raised again.

    So is an error in `also`, each made of its words alone, which was long in coming.
    """
    known = _KNOWN.of(about)
    if known is not None:
        raise known
    began = time.monotonic()
    try:
        return does()
    except GivenUp as error:
        why, seconds = error.why, error.seconds
        _KNOWN.keep(about, lambda: GivenUp(why, seconds))
        raise
    except also as error:
        if time.monotonic() - began > _LONG:
            kind, words = type(error), str(error)
            _KNOWN.keep(about, lambda: kind(words))
        raise


def forget_all() -> None:
    """Lets everything be tried again."""
    _KNOWN.clear()
