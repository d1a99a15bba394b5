"""What a parser may do with a hostile file, done on purpose; run in a process apart."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sourcebook.text  # noqa: F401, as what comes back is made of classes that are loaded


class Told(ValueError):
    """An error that its parent knows."""


def same(value: object) -> object:
    """Gives back what it is given."""
    return value


def where() -> tuple[int, str, list[int], list[str], list[str]]:
    """The process, its folder, its open files, what of Django it has, and what it knows of its surroundings."""
    files = [int(path.name) for path in Path("/proc/self/fd").iterdir()] if sys.platform == "linux" else []
    django = [name for name in sys.modules if name.partition(".")[0] == "django"]
    return os.getpid(), tempfile.gettempdir(), sorted(files), django, sorted(os.environ)


def told(words: str) -> None:
    """Raises what its parent knows."""
    raise Told(words)


def fails() -> None:
    """Raises what nobody expects, with words of the file."""
    raise KeyError("words of the file")


def loops() -> None:
    """Never ends."""
    while True:
        pass


def searches() -> None:
    """Never ends, and lets no other thread do anything meanwhile."""
    re.match(r"(a+)+$", "a" * 64 + "b")


def swells() -> int:
    """Takes all memory that there is."""
    held = []
    while True:
        held.append(bytearray(64 << 20))


def crashes() -> None:
    """As a parser in C does."""
    ctypes.string_at(0)


def ends() -> None:
    """Is killed in the middle."""
    os.kill(os.getpid(), signal.SIGKILL)


def prints(value: object) -> object:
    """Prints where the answers go, and to the standard output."""
    print("x" * 5000, flush=True)
    os.write(1, b"\xff" * 100)
    return value


def meets(folder: Path, mine: str, other: str) -> str:
    """Ends only where another does the same at the same time."""
    (folder / mine).touch()
    while not (folder / other).exists():
        time.sleep(0.01)
    return mine


def starts_another(folder: Path) -> None:
    """Starts a program, as for pandoc, leaves a file in passing, tells so, and never ends."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    made = Path(tempfile.gettempdir()) / "page.html"
    made.write_text("words of the file")
    passing = folder / ".pids"
    passing.write_text(f"{os.getpid()} {other.pid} {made}")
    passing.rename(folder / "pids")
    loops()


def counts(number: int, progress: Callable[[str], None]) -> int:
    """Tells how far it is."""
    for each in range(number):
        progress(f"step {each}")
    return number


def yields(number: int) -> Iterator[int]:
    """One after the other."""
    yield from range(number)
