"""The workbench as a real process, and its dossier: nothing here is waited for without an end."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_ADDRESS = re.compile(r"http://[\d.:]+/")
_ROOT = Path(__file__).parents[2]
LOGIN = "vela"
# How long a command, the beginning of `serve` and its end may take: far more than they do, in seconds.
COMMAND, BEGIN, STOP = 120, 60, 20


class Heard:
    """What a process says on one of its outputs, read as it comes: a pipe that nobody reads stops who writes."""

    def __init__(self, stream: IO[str]) -> None:
        self._lines: list[str] = []
        self._new: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._reader.start()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self._lines.append(line)
                self._new.put(line)
        self._new.put(None)

    def line(self, pattern: re.Pattern[str], seconds: float) -> re.Match[str] | None:
        """Waits for the next line in which this is found; None where the output ends, or it takes too long."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._new.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                return None
            if line is None:
                return None
            if found := pattern.search(line):
                return found

    def all(self) -> str:
        """All that was said; of a process that has ended, to its last word."""
        self._reader.join(timeout=STOP)
        return self.so_far()

    def so_far(self) -> str:
        return "".join(self._lines)


@dataclass(frozen=True)
class Served:
    """A workbench that runs: its address, the link of this run, its process, and what that tells."""

    address: str
    link: str
    process: subprocess.Popen[str]
    told: Heard

    def end(self) -> str:
        """Waits until the process, which was told to stop, has ended; all that it told."""
        self.process.wait(timeout=STOP)
        return self.told.all()


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a terminal of a user has, with a home folder of the test."""
    left_out = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "SOURCEBOOK_HOME": str(home), "SOURCEBOOK_USER": LOGIN, **more}


def python(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Python with these arguments, to its end; it finds what tests share."""
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True, text=True, env=environment(home, **more), check=False, cwd=_ROOT, timeout=COMMAND,
    )  # fmt: skip


def command(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A verb of the command line, to its end."""
    return python(home, "-m", "sourcebook.cli", *arguments, **more)


def told(home: Path, *arguments: str, **more: str) -> str:
    """A verb that must succeed, and what it said."""
    return _good(command(home, *arguments, **more))


def ran(home: Path, *code: str, **more: str) -> str:
    """Python that must succeed (`"-c", "..."` or `"-m", "..."`), and what it said: it fills a dossier."""
    return _good(python(home, *code, **more))


def _good(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, (done.args, done.stdout, done.stderr)
    return done.stdout


def _as_in_a_terminal() -> None:
    # Tests that run in the background of a shell have Ctrl-C ignored, and so would what they start.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def served(home: Path, **more: str) -> Iterator[Served]:
    """`sourcebook serve` on a free port, or on the one that PORT names, until the end of the block."""
    port = more.pop("PORT", "0")
    process = subprocess.Popen(
        [sys.executable, "-m", "sourcebook.cli", "serve", "--port", port, "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(home, **more),
        preexec_fn=_as_in_a_terminal,
    )  # fmt: skip
    assert process.stderr is not None and process.stdout is not None
    said, tells = Heard(process.stdout), Heard(process.stderr)
    try:
        address = tells.line(_ADDRESS, BEGIN)
        link = None if "SOURCEBOOK_HOSTS" in more else said.line(_ADDRESS, BEGIN)
        if address is None or (link is None and "SOURCEBOOK_HOSTS" not in more):
            state = "has ended" if process.poll() is not None else "says nothing more"
            raise AssertionError(f"it does not begin, and {state}: {said.so_far()}{tells.so_far()}")
        yield Served(address[0], link.string.strip() if link else "", process, tells)
    finally:
        _stop(process, tells)


def _stop(process: subprocess.Popen[str], tells: Heard) -> None:
    """Ends it as a person does; what does not stop is killed, and that is told."""
    process.terminate()
    try:
        process.wait(timeout=STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=STOP)
        raise AssertionError(f"it did not stop in {STOP} s: {tells.so_far()}") from None
