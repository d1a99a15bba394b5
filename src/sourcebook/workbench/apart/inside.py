"""What runs within a process apart: it takes one task after the other, within its limits, until it is left.

What a task imports stays, so that the next is done at once. A thread waits for tasks, and so hears of it when
the parent is gone; then all goes that was begun here: the folder for passing files, programs such as pandoc,
and this process.
"""

from __future__ import annotations

import os
import queue
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from sourcebook.workbench.apart.limits import Limits, peak
from sourcebook.workbench.apart.plain import as_plain, of_plain
from sourcebook.workbench.apart.wire import Gone, receive, send

# Without a task for so many seconds it ends; its parent takes another before that.
IDLE = 300.0
_Message = tuple[dict[str, Any], list[bytes]]


def main(folder: str) -> None:
    """Does tasks. `folder` is its own, for passing files."""
    tasks: queue.SimpleQueue[_Message] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(tasks, folder), daemon=True).start()
    # What a parser prints must not get among the answers.
    doing = _Doing(os.dup(1))
    os.dup2(2, 1)
    while True:
        try:
            doing.one(*tasks.get(timeout=IDLE))
        except queue.Empty:
            _leave(folder)


def _take(tasks: queue.SimpleQueue[_Message], folder: str) -> None:
    try:
        while True:
            tasks.put(receive(0))
    except Gone:
        _leave(folder)


def _leave(folder: str) -> None:
    # More than once: what still reads may write a file into it meanwhile.
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not Path(folder).exists():
            break
    os.killpg(0, signal.SIGKILL)


class _Doing:
    """Does tasks, and writes what they give to a pipe."""

    def __init__(self, answers: int) -> None:
        self._answers = answers
        self._limits = Limits()

    def one(self, message: dict[str, Any], blobs: list[bytes]) -> None:
        """One task to its end. What its file brings about is an answer; any other error ends the process."""
        limits = float(message["seconds"]), int(message["memory"])
        self._limits.begin(*limits)
        raises: tuple[type[ValueError], ...] = tuple(_named(name) for name in message["raises"])
        try:
            function = _named(message["does"])
            given, named = of_plain(message["given"], blobs)
            if message["tells"]:
                named["progress"] = lambda what: send(self._answers, {"step": str(what)})
            result = function(*given, **named)
            if isinstance(result, Iterator):
                for each in result:
                    self._say("more", each)
                    self._limits.begin(*limits)
                result = None
            self._say("done", result)
        except MemoryError:
            send(self._answers, {"memory": True})
        except raises as error:
            number = next(n for n, each in enumerate(raises) if isinstance(error, each))
            send(self._answers, {"raised": number, "words": str(error)})
        except Exception as error:
            # Where it went wrong, and not its words: they may quote the file.
            where = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)[-8:]))
            send(self._answers, {"failed": f"{type(error).__name__}\n{where}"})
            raise
        self._limits.rest()

    def _say(self, what: str, value: Any) -> None:
        told, blobs = as_plain(value)
        self._limits.rest()
        send(self._answers, {what: told, "most": peak()}, blobs)


def _named(name: str) -> Any:
    module, _, rest = name.partition(":")
    return getattr(import_module(module), rest)


if __name__ == "__main__":
    main(sys.argv[1])
