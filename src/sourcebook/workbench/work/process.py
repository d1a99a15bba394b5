"""The process that does long work, one piece after the other, until it is told to stop.

It is told by a signal, or by its parent: where `--with-parent` is given it ends once its standard input is
closed, which happens however the parent ends. What it does then is given back at its next step, or left by
force a little later: the transaction is rolled back, and the next worker takes the work up.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from types import FrameType

from django_tasks_db.management.commands.db_worker import Worker

from sourcebook.dossier.desk import working
from sourcebook.workbench.work import tending
from sourcebook.workbench.work.alive import ME, living
from sourcebook.workbench.work.doing import do_work
from sourcebook.workbench.work.queue import QUEUE

_LOG = logging.getLogger(__name__)
# Seconds: between two looks at the queue; and how long work may take to come to a step when all is to stop.
_INTERVAL = 0.5
GRACE = 8.0


class Process(Worker):
    """The worker of django-tasks, stopped in our way."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stops: at once where nothing is done, else at the next step of the work."""
        self.running = False
        ME.stop.set()
        if not self.running_task:
            sys.exit(0)
        leave = threading.Timer(GRACE, os._exit, (0,))
        leave.daemon = True
        leave.start()


def work(with_parent: bool = False) -> None:
    """Does work until told to stop."""
    with living() as me:
        process = Process(
            queue_names=[QUEUE],
            interval=_INTERVAL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=me.name[-64:],
            excluded_queue_names=[],
        )
        process.configure_signals()
        if with_parent:
            threading.Thread(target=_leave_with_parent, daemon=True).start()
        tending.tend()
        threading.Thread(target=tending.keep_tending, daemon=True).start()
        process.run()


def work_off() -> None:
    """Does what waits, here and now, one piece after the other."""
    with living():
        tending.tend()
        for each in working.waiting():
            do_work(each)


def _leave_with_parent() -> None:
    # Not `sys.stdin`, whose lock a thread that still reads would hold at the end of the process.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
