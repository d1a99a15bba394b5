"""Files that are whole or not there, whatever kills the process or the power.

A file is written under a passing name in `writing/`, synced, renamed to its own name, and the folder synced.
While it is written it is locked; the lock dies with the process, so what a killed process left behind is
known from what another process is just writing. Erasing goes the same way round: first the file loses its
name, then its content.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_ZEROS = bytes(1 << 20)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut; a folder that is gone has none."""
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:  # emptied by another process, and taken away
        return
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for the owner alone, to survive a power cut; fine if it is there."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    # Not `exist_ok`: it looks again, and fails where another took the folder away in between.
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


class Draft:
    """A file being written under a passing name. Made by `drafting`."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.file = file

    def publish(self, target: Path) -> None:
        """Sync what was written and give it its own name, in place of whatever has it."""
        self.file.flush()
        os.fsync(self.file.fileno())
        while True:
            make_folder(target.parent)
            try:
                self.path.rename(target)
                sync_folder(target.parent)
            except FileNotFoundError:
                if not self.path.exists():
                    raise
                continue  # another process took the empty folder away in between
            return


@contextmanager
def drafting(writing: Path) -> Iterator[Draft]:
    """A new file in the folder `writing`; erased at the end if it was not published."""
    make_folder(writing)
    path, file = _locked_file(writing)
    try:
        yield Draft(path, file)
    finally:
        with suppress(OSError):  # a full disk was told before
            file.close()
        with suppress(FileNotFoundError):  # published, the passing name is gone
            _empty_and_unlink(path)


def _locked_file(writing: Path) -> tuple[Path, BinaryIO]:
    while True:
        path = writing / secrets.token_hex(16)
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        file = os.fdopen(opened, "w+b")
        fcntl.flock(file, fcntl.LOCK_EX)
        # Between making and locking it, a sweep may have taken it for a leftover.
        if os.fstat(opened).st_nlink:
            return path, file
        file.close()


def erase(path: Path, writing: Path) -> None:
    """Take a file's name away, write zeros over its content, unlink it; `FileNotFoundError` if it is absent.

    The zeros reach the file's own blocks on plain disks and file systems. Flash memory, snapshots, journals
    and copy-on-write file systems keep older blocks: encrypt the whole disk as well.
    """
    make_folder(writing)
    passing = writing / secrets.token_hex(16)
    path.rename(passing)
    sync_folder(path.parent)
    with suppress(FileNotFoundError):  # a sweep may have been faster
        _empty_and_unlink(passing)


def _empty_and_unlink(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            left = file.seek(0, os.SEEK_END)
            file.seek(0)
            while left > 0:
                left -= file.write(_ZEROS[:left])
            file.flush()
            os.fsync(file.fileno())
    finally:
        path.unlink()
    sync_folder(path.parent)


def leftovers(writing: Path) -> Iterator[Path]:
    """The files that killed processes left under passing names; each is locked while the caller has it."""
    if not writing.is_dir():
        return
    for path in sorted(writing.iterdir()):
        with suppress(FileNotFoundError), path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue  # somebody is writing it
            if os.fstat(file.fileno()).st_nlink:
                yield path


def sweep(writing: Path) -> int:
    """Erase what killed processes left; returns how many files."""
    swept = 0
    for path in leftovers(writing):
        with suppress(FileNotFoundError):
            _empty_and_unlink(path)
            swept += 1
    return swept
