"""What long work says: how far it is, and in the end what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.urls import reverse

from sourcebook.dossier.desk import working
from sourcebook.dossier.desk.working import Hold
from sourcebook.dossier.models import Dossier
from sourcebook.dossier.models.desk import WorkState
from sourcebook.dossier.seen import current
from sourcebook.workbench.work.folders import Step, cancel_lies, keep_step

# How often, in seconds, a step is written at most.
_EVERY = 0.5


class Cancelled(Exception):
    """Somebody asked that the work stop."""


class Stopping(BaseException):
    """The worker is told to stop: the work waits for the next one. No work should catch it."""


class Fault(ValueError):
    """What went wrong, in one line for the person who began the work: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of work: words, links (label, address), files (names within its folder), further lines."""

    words: str
    links: Sequence[tuple[str, str]] = ()
    files: Sequence[str] = ()
    lines: Sequence[str] = ()

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "words": str(self.words),
            "links": [[str(label), str(href)] for label, href in self.links],
            "files": [str(name) for name in self.files],
            "lines": [str(line) for line in self.lines],
        }


def here(view: str, *given: Any, **asked: str) -> str:
    """The address of a page in the dossier of the work; `given` its further arguments, `asked` the query."""
    slug = Dossier.objects.values_list("slug", flat=True).get(pk=current().within)
    address = reverse(view, args=(slug, *given))
    return f"{address}?{urlencode(asked)}" if asked else address


@dataclass(slots=True)
class Told:
    """Given to the work: `step` tells how far it is. `stopping` says whether the worker is told to stop,
    `still_theirs` raises NotAllowed once who began it has another role than it is done in."""

    hold: Hold
    stopping: Callable[[], bool] = lambda: False
    still_theirs: Callable[[], None] = lambda: None
    # The role and organisation in which it is done: who sees less later is not handed what came of it.
    sight: tuple[str, str] = ("", "")
    over: bool = field(default=False, init=False)
    _last: float = field(default=0.0, init=False)
    _phase: str = field(default="", init=False)

    def step(self, done: int = 0, of: int | None = None, words: str = "") -> None:
        """Tells how far the work is. Raises Cancelled where it is to stop, Lost where it is another's now,
        NotAllowed where who began it lost the role for it."""
        if self.stopping():
            raise Stopping
        if cancel_lies(self.hold.work):
            raise Cancelled
        at = time.monotonic()
        if at - self._last < _EVERY and words == self._phase:
            return
        self._last, self._phase = at, words
        self.still_theirs()
        self._write(Step(done, of, words))

    def _write(self, step: Step) -> None:
        # A full disk does not end the work here: it may need no more room, and says so itself if it does.
        with suppress(OSError):
            keep_step(self.hold.work, step)
        if connection.in_atomic_block:
            # It would be seen by nobody until the transaction ends, and hold up whoever asks to stop.
            return
        working.tell(self.hold, step.done, step.of, step.words)

    @contextmanager
    def ending(self) -> Iterator[Callable[[Outcome], Outcome]]:
        """A transaction in which the effect of the work and its end happen together.

        `with told.ending() as ended:` the effect, then `return ended(Outcome(...))`.
        """
        with transaction.atomic():
            yield self.end

    def end(self, outcome: Outcome) -> Outcome:
        """Ends the work within the transaction of its effect, which the room that makes it has opened.

        Where another worker took the work meanwhile it raises Lost, where the person lost their role
        NotAllowed; then the transaction keeps nothing.
        """
        if not connection.in_atomic_block:
            raise RuntimeError("work ends so within the transaction of its effect only")
        self.still_theirs()
        working.end(self.hold, WorkState.DONE, outcome.words, self.kept(outcome))
        self.over = True
        return outcome

    def kept(self, outcome: Outcome) -> dict[str, Any]:
        """What came of it, with who may see that."""
        return {**outcome.plain(), "sight": list(self.sight)}
