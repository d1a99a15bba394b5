"""A folder for the time of one task: it goes with the task, and what a killed one left the next takes away.

The lock in it dies with its process, whatever ends that (a signal that cannot be caught, a power cut).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PREFIX = "sourcebook-passing-"
_LOCK = "lock"


@contextmanager
def swept_folder() -> Iterator[Path]:
    """A new folder for its owner alone, under the folder for temporary files; nothing of it stays."""
    sweep()
    folder, lock = _locked()
    try:
        yield folder
    finally:
        # Before the lock is let go, or another's sweep would meet ours.
        shutil.rmtree(folder, ignore_errors=True)
        lock.close()


def _locked() -> tuple[Path, IO[str]]:
    """A new folder and the lock that it has. Another's sweep may take it between the two: then one more."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = (folder / _LOCK).open("x")
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / _LOCK).exists():
            return folder, lock
        lock.close()


def sweep() -> None:
    """Takes away what killed tasks of this user left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        # What belongs to somebody else, or vanishes meanwhile, is none of ours.
        with suppress(OSError):
            _take(folder)


def _take(folder: Path) -> None:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        return
    # Others may write in the folder for temporary files: no link is followed, nothing is made.
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
    finally:
        os.close(lock)
