"""A name for the static files as they are: it changes with any of them, so browsers may keep them."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

# Packages that bring static files along.
_BROUGHT = ("django", "django-allauth", "django-htmx")


def fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits of the content of a folder and of the versions of what is shown beside it."""
    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _BROUGHT).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
