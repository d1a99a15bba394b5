"""Pictures made of the pages of preserved copies, kept to be shown again.

They lie in the clear beside the copies, below the hash of the bytes they show, and go with these: when a copy
is sealed or erased nothing of it is left here. There is a limit to all of them together; the oldest go first.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from sourcebook.dossier.home import home

# All pictures together, in bytes.
MOST = 256 << 20


def folder_of(sha256: str) -> Path:
    """Where the pictures of these bytes lie or would lie."""
    return _root() / sha256


def keep(sha256: str, name: str, content: bytes) -> None:
    """Keeps a picture; whole or not at all. Older ones go where there are too many."""
    folder = folder_of(sha256)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made, passing = tempfile.mkstemp(dir=folder, prefix=".")
    try:
        with os.fdopen(made, "wb") as file:
            file.write(content)
        Path(passing).replace(folder / name)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
    _prune()


def kept(sha256: str, name: str) -> bytes | None:
    """A picture that was kept, None where it was not."""
    path = folder_of(sha256) / name
    try:
        os.utime(path)
        return path.read_bytes()
    except FileNotFoundError:
        return None


def forget(sha256: str) -> None:
    """Takes away all pictures of these bytes."""
    shutil.rmtree(folder_of(sha256), ignore_errors=True)


def _root() -> Path:
    return home() / "pictures"


def _prune() -> None:
    found = []
    for path in _root().glob("*/*"):
        try:
            about = path.stat()
        except FileNotFoundError:
            continue
        found.append((about.st_mtime, about.st_size, path))
    left = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if left <= MOST:
            return
        path.unlink(missing_ok=True)
        left -= size
