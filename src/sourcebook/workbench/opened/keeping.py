"""Open vaults, kept for a while: each for one session of one account in one dossier.

They are in the memory of this process and nowhere else. The session knows a random handle, this its hash:
whoever reads the sessions out of the database has nothing, and neither has who reads a cookie after the end.
"""

from __future__ import annotations

import hashlib
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from sourcebook.dossier.vault import OpenVault

# So long an open vault stays that opens nothing.
MINUTES = 15
# So often it is looked whether one has ended, in seconds: its keys go from the memory without a request.
_LOOKS = 20.0

Moment = tuple[float, float]


def now() -> Moment:
    """(the clock that nobody sets back, the clock on the wall): the first stands still while it sleeps."""
    return time.monotonic(), time.time()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a vault is open: the hash of a session's handle, the dossier, the account."""

    session: str
    dossier: uuid.UUID
    account: uuid.UUID

    @classmethod
    def of(cls, handle: str, dossier: uuid.UUID, account: uuid.UUID) -> Place:
        """The place of a session by its handle."""
        return cls(hashed(handle), dossier, account)


@dataclass(slots=True)
class _Open:
    keys: OpenVault
    last: Moment


class Openings:
    """The vaults that are open just now; any thread may ask."""

    def __init__(self, clock: Callable[[], Moment] = now, watched: bool = True) -> None:
        self._clock = clock
        self._watched = watched
        self._lock = threading.Lock()
        self._open: dict[Place, _Open] = {}
        self._watcher: threading.Thread | None = None

    def __len__(self) -> int:
        with self._lock:
            return len(self._open)

    def put(self, place: Place, keys: OpenVault) -> None:
        """Keeps an open vault."""
        with self._lock:
            self._open[place] = _Open(keys, self._clock())
            if self._watched and self._watcher is None:
                self._watcher = threading.Thread(target=self._watch, name="open vaults", daemon=True)
                self._watcher.start()

    def get(self, place: Place) -> OpenVault | None:
        """The vault that is open there; None where none is, or not any more. Its time goes on."""
        with self._lock:
            self._sweep()
            found = self._open.get(place)
            return found.keys if found else None

    def used(self, place: Place) -> None:
        """It opened something: its time begins anew."""
        with self._lock:
            found = self._open.get(place)
            if found is not None:
                found.last = self._clock()

    def until(self, place: Place) -> float | None:
        """When it ends if it opens nothing more, by the clock on the wall; None where none is open."""
        with self._lock:
            self._sweep()
            found = self._open.get(place)
            return found.last[1] + 60 * MINUTES if found else None

    def close(self, place: Place) -> bool:
        """Ends one; whether it was open."""
        with self._lock:
            return self._open.pop(place, None) is not None

    def close_session(self, handle: str) -> None:
        """Ends all of a session, in every dossier."""
        session = hashed(handle)
        with self._lock:
            for place in [one for one in self._open if one.session == session]:
                del self._open[place]

    def close_all(self) -> None:
        """Ends all."""
        with self._lock:
            self._open.clear()

    def sweep(self) -> int:
        """Ends those whose time is over; how many are left."""
        with self._lock:
            self._sweep()
            return len(self._open)

    def _sweep(self) -> None:
        at, longest = self._clock(), 60 * MINUTES
        for place, one in list(self._open.items()):
            # Either clock: the one stands still while the computer sleeps, the other can be set back.
            if at[0] - one.last[0] >= longest or at[1] - one.last[1] >= longest:
                del self._open[place]

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOKS)
            with self._lock:
                self._sweep()
                if not self._open:
                    self._watcher = None
                    return


def hashed(handle: str) -> str:
    """The hash of a session's handle."""
    return hashlib.sha256(handle.encode()).hexdigest()


OPENINGS = Openings()
