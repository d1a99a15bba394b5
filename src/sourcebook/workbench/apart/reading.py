"""Files read apart: what a file is, its tables, a capture, a report, what is found in it, a library, a sheet.

Each is the function of its room, done in a process of its own: it gives what that gives and raises what that
raises, and GivenUp or Busy besides. Progress goes on as it is told there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from sourcebook.dossier.ingest.file import CaptureError, CaptureText
from sourcebook.dossier.ingest.passage.kept import Readers, TakesTooMuch
from sourcebook.dossier.ingest.recognising import NotRecognised, Recognised
from sourcebook.dossier.ingest.sheet import MappingError, SheetError
from sourcebook.dossier.ingest.sheet.looking import Looked
from sourcebook.dossier.ingest.zotero import Library, LibraryError
from sourcebook.publish.word.opened import WordText
from sourcebook.publish.word.opening import NotWord
from sourcebook.reading import Reading, ReadingError
from sourcebook.reading.document import Document
from sourcebook.workbench.apart.child import Progress
from sourcebook.workbench.apart.errors import GivenUp
from sourcebook.workbench.apart.pool import done, streamed
from sourcebook.workbench.apart.remembered import unless_given_up
from sourcebook.workbench.apart.tasks import Task

T = TypeVar("T")
_GIGABYTE = 1 << 30
_INGEST = "sourcebook.dossier.ingest"
_RECOGNISE = Task(f"{_INGEST}.recognising:recognise", 20, raises=(NotRecognised,))
_LOOK = Task(f"{_INGEST}.sheet.looking:look", 30, raises=(SheetError,))
# While somebody waits for the page, and while work is done for which nobody waits.
_CAPTURE = Task(f"{_INGEST}.file:read_capture", 60, 2 * _GIGABYTE, (CaptureError,), "long")
_EXTRACT = Task("sourcebook.reading.extract:extract", 90, 2 * _GIGABYTE, (), "long")
_LONG_CAPTURE = replace(_CAPTURE, seconds=900, memory=3 * _GIGABYTE)
_REPORT = Task("sourcebook.reading:read", 900, 3 * _GIGABYTE, (ReadingError,), "long", tells=True)
_LIBRARY = Task(f"{_INGEST}.zotero:read_library", 300, 2 * _GIGABYTE, (LibraryError,), "long")
_WORD = Task("sourcebook.publish.word.opening:opened", 300, 2 * _GIGABYTE, (NotWord,), "long")
# A thousand rows.
_SHEET = Task("sourcebook.workbench.apart.rows:rows", 120, 2 * _GIGABYTE, (SheetError, MappingError), "long")


def recognised(path: Path) -> Recognised:
    """What a file is. Raises NotRecognised."""
    return cast(Recognised, done(_RECOGNISE, path))


def tables_of(path: Path) -> list[Looked]:
    """The tables of a sheet, looked at. Raises SheetError."""
    return cast("list[Looked]", done(_LOOK, path))


def capture(path: Path, url: str) -> CaptureText:
    """A file as a capture, soon. Raises CaptureError, TakesTooMuch instead of GivenUp."""
    # By its bytes: the name is one of the moment.
    about = ("capture", str(path.resolve()), url)
    return _too_much(about, lambda: cast(CaptureText, done(_CAPTURE, path, None, url)))


def long_capture(path: Path, text_file: Path | None = None, url: str = "") -> CaptureText:
    """A file as a capture, in long work. Raises CaptureError."""
    return cast(CaptureText, done(_LONG_CAPTURE, path, text_file, url))


def extracted(document: Document) -> Reading:
    """What is found in a document. Raises TakesTooMuch instead of GivenUp."""
    about = ("extract", hashlib.sha256(document.source.encode("utf-8", "replace")).hexdigest())
    return _too_much(about, lambda: cast(Reading, done(_EXTRACT, document)))


def _too_much(about: tuple[str, ...], does: Callable[[], T]) -> T:
    try:
        return unless_given_up(about, does)
    except GivenUp as error:
        raise TakesTooMuch(str(error)) from None


# How the reader of texts has its files read.
READERS = Readers(capture, extracted)


def report(path: Path, progress: Progress | None = None) -> Reading:
    """A report, in long work. Raises ReadingError."""
    return cast(Reading, done(_REPORT, path, progress=progress))


def word_text(content: bytes, name: str) -> WordText:
    """What a Word file says that came back. Raises NotWord."""
    return cast(WordText, done(_WORD, content, name))


def library(path: Path, dossier: UUID) -> Library:
    """A reference library. Raises LibraryError."""
    return cast(Library, done(_LIBRARY, path, dossier))


def sheet(path: Path, mapping: Path, dossier: UUID) -> Iterator[Any]:
    """The rows of a sheet, as `read_sheet` gives them. Raises SheetError, MappingError."""
    for rows in streamed(_SHEET, path, mapping, dossier):
        yield from rows
