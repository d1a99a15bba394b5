"""The processes apart of this process: started when first needed, few at once, given back or replaced.

There are two lanes, for what a page waits for and for what takes long. In each lane as many tasks are done at
once as there are processes; few may wait, and not long, for each holds a thread of the server. All end with
the program.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sourcebook.workbench.apart.child import Child, Progress
from sourcebook.workbench.apart.errors import Busy
from sourcebook.workbench.apart.tasks import Lane, Task

# Of each lane: how many processes, how many wait for one, and how long.
_AT_ONCE, _WAITING, _WAITS = 2, 4, 15.0


class _Line:
    """The processes of one lane."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._idle: list[Child] = []
        self._out: set[Child] = set()
        self._taken = self._waiting = 0

    @contextmanager
    def child(self) -> Iterator[Child]:
        """A process for one task. Raises Busy."""
        self._take_place()
        child = None
        try:
            child = self._fresh()
            yield child
        finally:
            self._give_back(child)

    def _take_place(self) -> None:
        with self._free:
            if self._taken >= _AT_ONCE:
                if self._waiting >= _WAITING:
                    raise Busy
                self._waiting += 1
                try:
                    if not self._free.wait_for(lambda: self._taken < _AT_ONCE, _WAITS):
                        raise Busy
                finally:
                    self._waiting -= 1
            self._taken += 1

    def _fresh(self) -> Child:
        while True:
            with self._free:
                child = self._idle.pop() if self._idle else None
            if child is None:
                child = Child()
            elif not child.fresh:
                child.end()
                continue
            with self._free:
                self._out.add(child)
            return child

    def _give_back(self, child: Child | None) -> None:
        good = child is not None and child.fresh
        if child is not None and not good:
            child.end()
        with self._free:
            if child is not None:
                self._out.discard(child)
                if good:
                    self._idle.append(child)
            self._taken -= 1
            self._free.notify()

    def pids(self) -> list[int]:
        """The numbers of its processes."""
        with self._free:
            return sorted(child.pid for child in (*self._idle, *self._out))

    def end(self) -> None:
        """Ends those that wait, and those that do something."""
        with self._free:
            ended = [*self._idle, *self._out]
            self._idle.clear()
        for child in ended:
            child.end()


_LINES: dict[Lane, _Line] = {"quick": _Line(), "long": _Line()}


def done(task: Task, *given: Any, progress: Progress | None = None, **named: Any) -> Any:
    """What a task gives. Raises GivenUp, Busy, and what the task names."""
    with _LINES[task.lane].child() as child:
        return next(child.answers(task, given, named, progress))


def streamed(task: Task, *given: Any, **named: Any) -> Iterator[Any]:
    """What the generator of a task yields, one after the other, each within its time. Raises as `done`."""
    with _LINES[task.lane].child() as child:
        before: list[Any] = []
        for value in child.answers(task, given, named):
            # The last answer is that there is no more.
            yield from before
            before = [value]


def pids() -> list[int]:
    """The numbers of the processes that this one has just now."""
    return sorted(pid for line in _LINES.values() for pid in line.pids())


@atexit.register
def end_all() -> None:
    """Ends all of them."""
    for line in _LINES.values():
        line.end()


def _anew() -> None:
    # After a fork: they are those of the parent.
    for lane in _LINES:
        _LINES[lane] = _Line()


os.register_at_fork(after_in_child=_anew)
