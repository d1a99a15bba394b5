"""What was seen waits here for a moment and is written by a thread of its own: no page waits for that.

A page is answered although somebody else is saving, the disk is full or the database is away; what could not
be written is tried again with the next, and the log says so. A process that is killed loses half a second.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections import deque

from django.db import DatabaseError, connection

from sourcebook.dossier.access.sightings import Noted, write

_LOG = logging.getLogger("sourcebook.sightings")
# Seconds that are gathered into one transaction, and between tries while the database does not take any.
_GATHERS = 0.5
_TRIES_AGAIN = 5.0
# What is kept while the database does not take any; beyond, the oldest go, and the log says how many.
MOST = 20_000
_TOGETHER = 2_000


class Ledger:
    """The queue and its thread. `threaded=False`: only `settle` writes (for tests in one transaction)."""

    def __init__(self, threaded: bool = True) -> None:
        self.threaded = threaded
        self._waiting: deque[Noted] = deque()
        self._lost = 0
        self._lock = threading.Lock()
        self._writes = threading.Lock()
        self._called = threading.Event()
        self._hurry = threading.Event()
        self._settled = threading.Condition(self._lock)
        self._thread: threading.Thread | None = None

    def note(self, one: Noted) -> None:
        """Puts one in the queue; never fails and never waits."""
        with self._lock:
            if len(self._waiting) >= MOST:
                self._waiting.popleft()
                self._lost += 1
            self._waiting.append(one)
            if self.threaded and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._run, name="sightings", daemon=True)
                self._thread.start()
        self._called.set()

    def settle(self, seconds: float = 1.0) -> None:
        """Has all written that waits, and waits for it so long at most: for who looks at the log."""
        if not self.threaded:
            self.write_some()
            return
        self._hurry.set()
        self._called.set()
        with self._settled:
            self._settled.wait_for(lambda: not self._waiting, timeout=seconds)

    def write_some(self) -> bool:
        """Writes what waits; whether that went well. They stay in the queue until they are written."""
        with self._writes:
            with self._lock:
                some = [self._waiting[n] for n in range(min(len(self._waiting), _TOGETHER))]
                lost, self._lost = self._lost, 0
            if lost:
                _LOG.error("%s sightings are lost: the database took none for too long", lost)
            if not some:
                return True
            try:
                write(some)
            except (DatabaseError, OSError) as error:
                # Not its text: that may hold values of the row.
                _LOG.error("%s sightings cannot be written now (%s)", len(some), type(error).__name__)
                return False
            with self._settled:
                for one in some:
                    if self._waiting and self._waiting[0] is one:
                        self._waiting.popleft()
                self._settled.notify_all()
            return True

    def _run(self) -> None:
        while True:
            self._called.wait()
            self._called.clear()
            self._hurry.wait(_GATHERS)
            self._hurry.clear()
            went_well = self.write_some()
            with self._lock:
                left = bool(self._waiting)
            connection.close()
            if not went_well:
                self._hurry.wait(_TRIES_AGAIN)
            if left:
                self._called.set()


LEDGER = Ledger()


@atexit.register
def _at_the_end() -> None:
    LEDGER.settle(5.0)
