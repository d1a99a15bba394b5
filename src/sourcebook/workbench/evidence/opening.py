"""Captured bytes are opened apart. Packages opened last are held; what was given up is known.

All raise Busy where too many files are read.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from sourcebook.dossier.ingest.file.parts import Parts
from sourcebook.workbench.apart.errors import Busy, GivenUp
from sourcebook.workbench.apart.pool import done
from sourcebook.workbench.apart.remembered import unless_given_up
from sourcebook.workbench.apart.tasks import Task
from sourcebook.workbench.evidence.parsing import NotShown

T = TypeVar("T")
_PARSING = "sourcebook.workbench.evidence.parsing"
_RAISES = (NotShown,)
_FILE = Task(f"{_PARSING}:page_of_file", 15, raises=_RAISES)
_PAGE = Task(f"{_PARSING}:page_of", 15, raises=_RAISES)
_PACKAGE = Task(f"{_PARSING}:package", 25, raises=_RAISES)
_STYLES = Task(f"{_PARSING}:styles", 10)
_TEXT = Task(f"{_PARSING}:text_of", 10, raises=_RAISES)


def page_of_file(path: Path, sha256: str, url: str, exact: str) -> bytes:
    """A captured page that is a file of its own, as it may be shown. Raises NotShown."""
    return _told(("page", sha256), lambda: cast(bytes, done(_FILE, path, url, exact)))


def page_of(parts: Parts, sha256: str, addresses: dict[str, str], exact: str) -> bytes:
    """The page of a package, as it may be shown. Raises NotShown."""
    given = (parts.page, parts.charset, parts.url, addresses, exact)
    return _told(("page", sha256, parts.url), lambda: cast(bytes, done(_PAGE, *given)))


def styles(content: bytes, sha256: str, at: str, addresses: dict[str, str]) -> bytes:
    """Styles of a package, as they may be shown. Raises NotShown."""
    return _told(("styles", sha256, at), lambda: cast(bytes, done(_STYLES, content, at, addresses)))


def text_of(data: bytes, sha256: str) -> str:
    """The text of a file that is shown as text. Raises NotShown."""
    return _told(("text", sha256), lambda: cast(str, done(_TEXT, data)))


def _told(about: tuple[str, ...], does: Callable[[], T]) -> T:
    try:
        return unless_given_up(about, does, also=(NotShown,))
    except GivenUp as error:
        raise NotShown(str(error)) from None


class _Lately:
    """The packages that were opened last: a page is followed by requests for all its parts."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, str], Parts] = OrderedDict()
        # Who asks for the same package waits for it; who asks for another mostly does not.
        self._opening = [threading.Lock() for _ in range(16)]

    def of(self, path: Path, sha256: str, media_type: str, url: str) -> Parts:
        """The parts of a package, opened once for all who ask at the same time. Raises NotShown."""
        key = (sha256, url)
        opening = self._opening[hash(key) % len(self._opening)]
        if not opening.acquire(timeout=_PACKAGE.seconds):
            raise Busy
        try:
            return self._opened(key, path, media_type)
        finally:
            opening.release()

    def _opened(self, key: tuple[str, str], path: Path, media_type: str) -> Parts:
        with self._lock:
            found = self._held.get(key)
        if found is None:
            found = _told(("package", *key), lambda: cast(Parts, done(_PACKAGE, path, media_type, key[1])))
        with self._lock:
            self._held[key] = found
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return found


_LATELY = _Lately(2)


def parts(path: Path, sha256: str, media_type: str, url: str) -> Parts:
    """The page in a package and its parts. Raises NotShown."""
    return _LATELY.of(path, sha256, media_type, url)
