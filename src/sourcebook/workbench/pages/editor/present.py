"""Who else has an edition open just now, and in which paragraph they write: a sign, never a lock.

Noted in memory, and forgotten soon: of a page that is closed nothing is heard any more.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.dossier.editions import EditionRefused, edition_of
from sourcebook.dossier.models import Account
from sourcebook.publish.galleys import Worked
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editor.opening import Opened, absent

# Seconds. A page says every twenty that it is open.
_GONE = 60.0


@dataclass(frozen=True, slots=True)
class Writing:
    """A paragraph in which somebody writes: the id of its block, and its number as printed."""

    block: str
    number: str


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has the edition open; `at` where they write."""

    name: str
    at: Writing | None
    seen: float


@dataclass
class Desk:
    """Who is at which edition."""

    clock: Callable[[], float] = time.monotonic
    _at: dict[uuid.UUID, dict[uuid.UUID, Present]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, edition: uuid.UUID, person: Account, at: Writing | None) -> None:
        """Somebody is there, and writes here or nowhere."""
        with self._lock:
            self._at.setdefault(edition, {})[person.pk] = Present(person.name, at, self.clock())

    def goes_on(self, edition: uuid.UUID, person: Account, writes: bool) -> None:
        """Somebody is there still; where they write is as it was, if they do."""
        with self._lock:
            before = self._at.get(edition, {}).get(person.pk)
        self.note(edition, person, before.at if before and writes else None)

    def others(self, edition: uuid.UUID, person: Account) -> Sequence[Present]:
        """Who else is there, by name."""
        late = self.clock() - _GONE
        with self._lock:
            for known in list(self._at):
                here = {who: one for who, one in self._at[known].items() if one.seen > late}
                if here:
                    self._at[known] = here
                else:
                    del self._at[known]
            found = [one for who, one in self._at.get(edition, {}).items() if who != person.pk]
        return sorted(found, key=lambda one: one.name)

    def clear(self) -> None:
        """Forgets all."""
        with self._lock:
            self._at.clear()


DESK = Desk()


def note(request: Request, found: Opened, at: int) -> None:
    """Who looks opened a paragraph for writing."""
    if found.work is not None and isinstance(request.user, Account):
        DESK.note(found.edition.pk, request.user, _writing(found.work, at))


def _writing(work: Worked, at: int) -> Writing | None:
    shown = work.shown(at) if 0 <= at < len(work.source.pieces) else ()
    return Writing(shown[0].placed.id, shown[0].placed.number) if shown else None


@page(MEMBER)
def show(request: Request, edition: str) -> HttpResponse:
    """Who else is there; whoever asks is there too, and writes where a form is open (`?at=`)."""
    try:
        kept = edition_of(edition)
    except EditionRefused as error:
        return absent(request, error)
    others: Sequence[Present] = ()
    if isinstance(request.user, Account):
        DESK.goes_on(kept.pk, request.user, "at" in request.GET)
        others = DESK.others(kept.pk, request.user)
    return render(request, "editor/present.html", {"edition": kept, "others": others})
