"""The process that does long work beside the server: started and stopped with it, started anew where it died.

It has a pipe from this process as its standard input: however this process ends, the pipe closes, and so the
worker ends too.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sourcebook.workbench.work.process import GRACE

_LOG = logging.getLogger(__name__)
# Seconds before one that died is started anew: the first time, and at most.
_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
# Once one lived so long, its death is a new story.
_LIVED = 120.0


class Beside:
    """The worker process, and the thread that sees to it."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._process = self._started()
        self._thread = threading.Thread(target=self._see_to_it, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stops it: first asked, then by force, with all that it started."""
        self._stop.set()
        with self._lock:
            process = self._process
        if process.stdin is not None:
            process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE + 2)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._thread.join(5)

    def _see_to_it(self) -> None:
        pause = _PAUSE
        while True:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LIVED)
            if self._process.returncode is None:
                pause = _PAUSE
                continue
            if self._stop.is_set():
                return
            _LOG.warning(
                "the process for long work ended with %s and is started anew", self._process.returncode
            )
            if self._stop.wait(pause):
                return
            pause = min(pause * 2, _LONGEST_PAUSE)
            with self._lock:
                if self._stop.is_set():
                    return
                self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            # -P: nothing is imported from the folder in which the server was started.
            [sys.executable, "-P", "-m", "sourcebook.cli", "admin", "work", "--with-parent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            # Ctrl-C in the terminal is for the server, which stops this one in its turn.
            start_new_session=True,
        )


@contextmanager
def worker_beside(wanted: bool = True) -> Iterator[None]:
    """Long work is done while the block runs."""
    if not wanted:
        yield
        return
    beside = Beside()
    try:
        yield
    finally:
        beside.stop()
