"""Which worker lives. Each holds a lock on a file of its own in the data; it goes with it, however it ends.

A worker of another computer is asked by its beat alone: thought dead once that is old.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sourcebook.dossier.desk.working import Hold
from sourcebook.dossier.write.make import now
from sourcebook.workbench.work.folders import works

# How long a worker of another computer may be silent.
SILENT = timedelta(minutes=3)


@dataclass
class Me:
    """This process as a worker: its name, what it holds just now, and whether it is told to stop."""

    name: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    hold: Hold | None = None

    @contextmanager
    def holding(self, hold: Hold) -> Iterator[None]:
        """While the work is done."""
        self.hold = hold
        try:
            yield
        finally:
            self.hold = None


ME = Me()


@contextmanager
def living() -> Iterator[Me]:
    """Makes this process a worker, with a name and its lock; a process that is one already stays as it is."""
    if ME.name:
        yield ME
        return
    name = f"{_here()}:{os.getpid()}:{secrets.token_hex(4)}"
    path = _lock_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("x") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ME.name = name
        try:
            yield ME
        finally:
            ME.name = ""
            path.unlink(missing_ok=True)


def alive(name: str, beat: datetime) -> bool:
    """Whether a worker lives that was last heard of at `beat`."""
    if name.split(":")[0] != _here():
        return now() - beat < SILENT
    return _locked(_lock_of(name))


def sweep_locks() -> None:
    """Takes away the files of workers that died."""
    for path in _folder().glob(f"{_here()}_*.lock"):
        if not _locked(path):
            path.unlink(missing_ok=True)


def _locked(path: Path) -> bool:
    with suppress(FileNotFoundError), path.open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _lock_of(name: str) -> Path:
    return _folder() / f"{name.replace(':', '_')}.lock"


def _folder() -> Path:
    return works() / "workers"


def _here() -> str:
    return "".join(letter for letter in socket.gethostname() if letter.isalnum() or letter in "-.") or "here"
