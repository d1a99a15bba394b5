"""Takes an uploaded file into a folder of its task, never into memory and never into any other folder.

Django's own way leaves large files in the folder for temporary files where a server is killed; here they lie
in a folder that is swept away. The view says so before the form is read: it does without the protection that
Django gives before (`csrf_exempt`), sets `request.upload_handlers`, and has the rest protected
(`csrf_protect`).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers, StopUpload

from sourcebook.reading.formats import MAX_BYTES

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")
_LONGEST_NAME = 120
# In bytes; a folder takes 255, and has names of ours beside it.
_LONGEST_BYTES = 200


class TooLarge(StopUpload):
    """More bytes came than are read."""


class IntoFolder(FileUploadHandler):
    """Writes the one file of a form to `path`, and knows by which `name` it was sent.

    It is called "report" there, or where `named` by its own name. `most` is how many bytes may come.
    `too_large` once more came than is read: the rest is received and thrown away, so that the browser gets
    an answer and not a broken line. `full` holds what the disk said where it could not be written.
    """

    def __init__(self, folder: Path, *, most: int | None = None, named: bool = False) -> None:
        super().__init__()
        self._most = MAX_BYTES if most is None else most
        self._named = named
        self._folder = folder
        self._open: BinaryIO | None = None
        self._size = 0
        self.path: Path | None = None
        self.name = ""
        self.too_large = False
        self.full: OSError | None = None

    def new_file(self, *given: object, **named: object) -> None:
        """Begins the file. A second one in the same form is not taken."""
        super().new_file(*given, **named)  # type: ignore[arg-type]
        if self.path is not None or self._folder is None:
            return
        self.name = clean_name(self.file_name or "")
        suffix = Path(self.name).suffix
        suffix = suffix if _SUFFIX.fullmatch(suffix) else ""
        self.path = self._folder / (self.name if self._named else f"report{suffix}")
        self._open = self.path.open("xb")
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Writes a piece."""
        if self._open is None:
            return None
        self._size += len(raw_data)
        if self._size > self._most:
            self.too_large = True
            self._close()
            raise TooLarge(connection_reset=False)
        try:
            self._open.write(raw_data)
        except OSError as error:
            self.full = error
            self._close()
            raise StopUpload(connection_reset=False) from error
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Ends the file; the view finds it by its path."""
        self._close()
        return None

    def upload_interrupted(self) -> None:
        """The connection broke."""
        self._close()

    def _close(self) -> None:
        if self._open is not None:
            try:
                self._open.close()
            except OSError as error:
                self.full = error
            self._open = None


def clean_name(name: str) -> str:
    """A name without folders and control characters, to be shown and to name the answer by."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    if len(kept) > _LONGEST_NAME:
        suffix = Path(kept).suffix[:11]
        kept = kept[: _LONGEST_NAME - len(suffix)] + suffix
    if len(kept.encode()) > _LONGEST_BYTES:
        suffix = Path(kept).suffix if len(Path(kept).suffix.encode()) < 12 else ""
        kept = kept.encode()[: _LONGEST_BYTES - len(suffix.encode())].decode("utf-8", "ignore") + suffix
    return kept or "report"
