"""Pictures of the pages of a PDF: each painted once, in a process of its own, and kept.

A hostile PDF costs a process with little memory and time; at most two are painted at once, and who waits too
long is told so.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcebook.dossier.pictures import forget, keep, kept

SECONDS = 15
_WAITS = 10.0
# Pixels across: for a pane, and for a large window or a fine screen.
WIDTHS = (900, 1500)
_PAINTER = "sourcebook.workbench.pages.copies.painter"
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
_AT_ONCE = threading.BoundedSemaphore(2)
# No page has more; a picture that is larger is none of ours.
_LARGEST = 64 << 20


class NotPainted(ValueError):
    """A page that cannot be shown; the message is one line."""


class Busy(RuntimeError):
    """Too many pages are painted already."""


@dataclass(frozen=True, slots=True)
class Painted:
    """What is known of a picture: of how many pages which, its size, and the boxes of the words sought."""

    pages: int
    page: int
    width: int
    height: int
    boxes: tuple[tuple[int, int, int, int], ...] = ()


def painted(path: Path, sha256: str, page: int, width: int, exact: str = "") -> Painted:
    """Has a page painted, where it was not before. Raises NotPainted, Busy."""
    words = hashlib.sha256(exact.encode()).hexdigest()[:16] if exact else "plain"
    about = f"{page}-{width}-{words}.json"
    known = kept(sha256, about)
    if known is None or kept(sha256, f"{_page_of(known, page)}-{width}.png") is None:
        told, picture = _paint(path, page, width, exact)
        keep(sha256, f"{told['page']}-{width}.png", picture)
        known = json.dumps(told).encode()
        keep(sha256, about, known)
        _sure(path, sha256)
    told = json.loads(known)
    return Painted(**{**told, "boxes": tuple(tuple(box) for box in told["boxes"])})


def picture(path: Path, sha256: str, page: int, width: int) -> bytes:
    """The picture of a page as PNG. Raises NotPainted, Busy."""
    found = kept(sha256, f"{page}-{width}.png")
    if found is None:
        told, found = _paint(path, page, width, "")
        if told["page"] != page:
            raise NotPainted("there is no such page")
        keep(sha256, f"{page}-{width}.png", found)
        _sure(path, sha256)
    return found


def painted_unkept(content: bytes, page: int, width: int) -> tuple[Painted, bytes]:
    """A page of a PDF that lies on no disk, nor does its picture then. Raises NotPainted, Busy."""
    told, made = _paint(None, page, width, "", content)
    return Painted(**{**told, "boxes": ()}), made


def _sure(path: Path, sha256: str) -> None:
    """Of a copy that was sealed or erased while it was painted no picture stays. Raises NotPainted."""
    if not path.exists():
        forget(sha256)
        raise NotPainted("the copy was sealed or erased just now")


def _page_of(known: bytes, page: int) -> int:
    return int(json.loads(known).get("page", page))


def _paint(
    path: Path | None, page: int, width: int, exact: str, content: bytes = b""
) -> tuple[dict[str, Any], bytes]:
    task = {"path": str(path or ""), "page": page, "width": width, "exact": exact, "seconds": SECONDS}
    if not _AT_ONCE.acquire(timeout=_WAITS):
        raise Busy
    try:
        answer = _answer(json.dumps(task).encode() + b"\n" + content)
    finally:
        _AT_ONCE.release()
    head, _, picture = answer.partition(b"\n")
    try:
        told: dict[str, Any] = json.loads(head)
    except ValueError:
        raise NotPainted("the file takes too much memory or time to show") from None
    if "error" in told:
        raise NotPainted(str(told["error"]))
    return told, picture


def _answer(task: bytes) -> bytes:
    process = subprocess.Popen(
        [sys.executable, "-m", _PAINTER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        start_new_session=True,
    )
    try:
        return process.communicate(task, timeout=SECONDS + 5)[0][:_LARGEST]
    except subprocess.TimeoutExpired:
        raise NotPainted("the file takes too long to show") from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
