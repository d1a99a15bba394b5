"""What a task may cost, set by the process that does it: so it holds also where nobody is left to stop it.

Beside memory and processor time there is an alarm, which ends the process where no line of Python was run
for long: an expression that never finds its end holds up all threads, also the one that hears of the parent.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path

# The most that a file may have which is written in passing, such as the page of an archive.
_LARGEST_FILE = 512 << 20
_GRACE = 5
# Seconds that one call may take, and between two times that the alarm is put off.
_STUCK, _TICK = 30, 5.0


class Limits:
    """The limits of this process: those for good, and those of the task that it does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: float | None = None
        os.nice(5)
        _at_most(resource.RLIMIT_FSIZE, _LARGEST_FILE, for_good=True)
        # What was read must not be left in a picture of the process.
        _at_most(resource.RLIMIT_CORE, 0, for_good=True)
        threading.Thread(target=self._put_off, daemon=True).start()

    def begin(self, seconds: float, memory: int) -> None:
        """For a task that begins."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _at_most(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)
        if sys.platform != "darwin":
            # There a process has more at its start than the one allows, and the other limits nothing.
            _at_most(resource.RLIMIT_AS, memory)
            _at_most(resource.RLIMIT_DATA, memory)
        with self._lock:
            self._until = time.monotonic() + seconds + _GRACE
            self._alarm(self._until)

    def rest(self) -> None:
        """While nothing is done, or whoever asked takes what they are given."""
        with self._lock:
            self._until = None
            signal.alarm(0)

    def _alarm(self, until: float) -> None:
        signal.alarm(max(1, min(_STUCK, int(until - time.monotonic()) + 1)))

    def _put_off(self) -> None:
        while True:
            time.sleep(_TICK)
            with self._lock:
                if self._until is not None:
                    self._alarm(self._until)


def peak() -> int:
    """The most memory that this process ever had, in bytes."""
    if sys.platform == "linux":
        # What the system counts as used by a process begins there with what its parent had.
        lines = Path("/proc/self/status").read_text().splitlines()
        for line in lines:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) << 10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _at_most(what: int, most: int, for_good: bool = False) -> None:
    _soft, limit = resource.getrlimit(what)
    lower = most if limit == resource.RLIM_INFINITY else min(most, limit)
    resource.setrlimit(what, (lower, lower if for_good else limit))
