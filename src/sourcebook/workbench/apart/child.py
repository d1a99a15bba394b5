"""A process apart as its parent has it: started, given a task, listened to with a clock, ended."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Any

from sourcebook.publish.swept import swept_folder
from sourcebook.workbench.apart.errors import GivenUp
from sourcebook.workbench.apart.plain import NotPlain, as_plain, of_plain
from sourcebook.workbench.apart.tasks import Task
from sourcebook.workbench.apart.wire import Gone, Late, receive, send

_LOG = logging.getLogger(__name__)
_INSIDE = "sourcebook.workbench.apart.inside"
# What the process may know of its surroundings: no secret and no address of a database is among it.
_PASSED_ON = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "SOURCEBOOK_WORDS",
)  # fmt: skip
# After so many tasks, or once it had so much memory, another takes its place.
_MOST_TASKS = 200
_HEAVY = 384 << 20
# So long after its last task it is not used again: it may just be ending by itself (`inside.IDLE`).
_RESTED = 240.0
Progress = Callable[[str], None]


class Child:
    """One process. Whoever has it is alone with it."""

    def __init__(self) -> None:
        with ExitStack() as stack:
            folder = str(stack.enter_context(swept_folder()))
            kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            self._process = subprocess.Popen(
                # -P: nothing is imported from the folder in which it is started.
                [sys.executable, "-P", "-m", _INSIDE, folder],
                cwd=folder,
                env={**kept, "TMPDIR": folder, "HOME": folder},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # What a parser says may quote what it reads, and a log is kept.
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )
            assert self._process.stdin is not None and self._process.stdout is not None
            self._to, self._of = self._process.stdin.fileno(), self._process.stdout.fileno()
            os.set_blocking(self._to, False)
            os.set_blocking(self._of, False)
            self._folder = stack.pop_all()
        self._tasks, self._most, self._last = 0, 0, time.monotonic()
        # Whether it waits for a task: one that was left in the middle of one is of no further use.
        self.waits = True

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def fresh(self) -> bool:
        """Whether it can be given another task."""
        worn = self._tasks >= _MOST_TASKS or self._most > _HEAVY
        rested = time.monotonic() - self._last > _RESTED
        return self.waits and not worn and not rested and self._process.poll() is None

    def answers(
        self, task: Task, given: tuple[Any, ...], named: dict[str, Any], progress: Progress | None = None
    ) -> Iterator[Any]:
        """What a task gives: one answer, or those of a generator. Raises GivenUp, and what `task` names."""
        self.waits = False
        self._tasks += 1
        told, blobs = as_plain((given, named))
        message = {
            "does": task.does,
            "seconds": task.seconds,
            "memory": task.memory,
            "raises": [f"{each.__module__}:{each.__qualname__}" for each in task.raises],
            "tells": task.tells,
            "given": told,
        }
        until = time.monotonic() + task.seconds
        try:
            send(self._to, message, blobs, until)
            while True:
                answer, blobs = receive(self._of, until)
                if "step" in answer:
                    if progress:
                        progress(str(answer["step"]))
                    continue
                value, last = self._one(task, answer, blobs)
                if last:
                    self.waits, self._last = True, time.monotonic()
                    yield value
                    return
                yield value
                until = time.monotonic() + task.seconds
        except Late:
            raise GivenUp("late", task.seconds) from None
        except (Gone, NotPlain):
            raise GivenUp(*self._why(task)) from None

    def _one(self, task: Task, answer: dict[str, Any], blobs: list[bytes]) -> tuple[Any, bool]:
        if "memory" in answer:
            raise GivenUp("memory")
        if "failed" in answer:
            _LOG.error("a file could not be read by %s: %s", task.does, answer["failed"])
            raise GivenUp("ended")
        if "raised" in answer:
            number, words = answer["raised"], answer.get("words")
            if type(number) is not int or not 0 <= number < len(task.raises) or type(words) is not str:
                raise Gone
            self.waits, self._last = True, time.monotonic()
            raise task.raises[number](" ".join(words.split()))
        most = answer.get("most")
        self._most = most if type(most) is int else _HEAVY + 1
        last = "done" in answer
        return of_plain(answer["done" if last else "more"] if last or "more" in answer else None, blobs), last

    def _why(self, task: Task) -> tuple[Any, float]:
        """Why it is gone: a limit ended it, or the file did."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        late = self._process.returncode in (-signal.SIGXCPU, -signal.SIGALRM)
        return ("late", task.seconds) if late else ("ended", 0.0)

    def end(self) -> None:
        """Ends it, with all that it started and wrote."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._folder.close()
