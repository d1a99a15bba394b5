"""Runs the check of one uploaded report in a process of its own, with limits on time and number.

So a hostile file costs a process and a folder, both gone when the answer is made; and other pages are
answered meanwhile, since at most `_WAITING` threads of the server are ever held by checks.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

SECONDS = 120
_AT_ONCE = 2
# Running and waiting: of all, and of one account. The server has eight threads (`serving`).
_WAITING, _WAITING_EACH = 4, 2
_WORKER = "sourcebook.workbench.pages.check.worker"
# What the process may know of its surroundings: no secret and no address of a database is among it.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
_LOG = logging.getLogger(__name__)


class Busy(RuntimeError):
    """Too many checks run already."""


class NotRead(ValueError):
    """The file cannot be read; the message is one line that says why and what to do."""


class Failed(RuntimeError):
    """The process ended without an answer; `late` where its time was over."""

    def __init__(self, late: bool) -> None:
        super().__init__("the check did not end in time" if late else "the check ended without an answer")
        self.late = late


@dataclass
class _Line:
    """Who checks just now: by account and by the number that the form gave, the folder of the task."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    slots: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_AT_ONCE))
    tasks: list[tuple[UUID, str, Path]] = field(default_factory=list)


_LINE = _Line()


def checked(folder: Path, task: dict[str, Any], account: UUID, run: str, worker: str = "") -> dict[str, Any]:
    """Checks the file that `task` names in `folder`, and gives `result.json` of the worker.

    `worker` is the module that does it: another one where something else is done with a file under the same
    limits. Raises Busy, NotRead, Failed.
    """
    with _in_line(folder, account, run):
        (folder / "task.json").write_text(json.dumps({**task, "seconds": SECONDS}), "utf-8")
        _work(folder, worker or _WORKER)
    try:
        result: dict[str, Any] = json.loads((folder / "result.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Failed(late=False) from error
    if "error" in result:
        raise NotRead(result["error"])
    return result


def step_of(account: UUID, run: str) -> str | None:
    """What a running check of this account does just now ("wait", "read: ...", "check: ...", "write"); None
    where there is none."""
    with _LINE.lock:
        folder = next((each[2] for each in _LINE.tasks if each[:2] == (account, run)), None)
    if folder is None:
        return None
    try:
        return (folder / "step").read_text("utf-8") or "read"
    except OSError:
        return "wait"


@contextmanager
def _in_line(folder: Path, account: UUID, run: str) -> Iterator[None]:
    mine = (account, run, folder)
    with _LINE.lock:
        own = sum(each[0] == account for each in _LINE.tasks)
        if len(_LINE.tasks) >= _WAITING or own >= _WAITING_EACH:
            raise Busy("too many checks run already")
        _LINE.tasks.append(mine)
    try:
        with _LINE.slots:
            yield
    finally:
        with _LINE.lock:
            _LINE.tasks.remove(mine)


def _work(folder: Path, worker: str) -> None:
    """Runs the worker to its end. Raises Failed; nothing of it runs afterwards."""
    passing = folder / "passing"
    passing.mkdir()
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    process = subprocess.Popen(
        # -P: nothing is imported from the folder in which the uploaded file lies.
        [sys.executable, "-P", "-B", "-m", worker, str(folder)],
        cwd=folder,
        env={**kept, "TMPDIR": str(passing), "HOME": str(passing)},
        # Never written to: it ends with this process, however that ends, and the worker with it.
        stdin=subprocess.PIPE,
        # What it says may quote the report, and a log is kept.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    late = False
    try:
        ended = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        late = True
    finally:
        _end(process)
    if late:
        raise Failed(late=True)
    if ended:
        _LOG.error("a check ended with %s and without an answer", ended)
        raise Failed(late=ended in (-signal.SIGXCPU, -signal.SIGALRM))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()
        if process.stdin is not None:
            process.stdin.close()


@atexit.register
def _leave() -> None:
    """Takes away the reports that wait or are read while the program is stopped."""
    for _account, _run, folder in tuple(_LINE.tasks):
        shutil.rmtree(folder, ignore_errors=True)
