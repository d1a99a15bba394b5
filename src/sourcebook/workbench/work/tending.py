"""What a worker does beside the work: its beat, work whose worker died, stopping by force, old files."""

from __future__ import annotations

import logging
import os
import shutil
import time
import uuid
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection

from sourcebook.dossier.desk import working
from sourcebook.dossier.desk.working import Lost
from sourcebook.dossier.write.make import now
from sourcebook.workbench.work.alive import ME, alive, sweep_locks
from sourcebook.workbench.work.doing import MOST_TRIES
from sourcebook.workbench.work.folders import cancel_lies, folder_of, works
from sourcebook.workbench.work.held import sweep_held
from sourcebook.workbench.work.queue import in_queue, queued, sweep_queue

_LOG = logging.getLogger(__name__)
_BEAT = 2.0
# Seconds within which work that is to be stopped comes to a step; else its process is ended.
PATIENCE = 30.0
# How long files of work are kept, and how long its row is.
KEPT = timedelta(days=7)
LISTED = timedelta(days=90)
_HOUR = 3600.0


def keep_tending() -> None:
    """Tends until the process ends; for a thread of its own."""
    asked: dict[uuid.UUID, float] = {}
    swept = -_HOUR
    while not ME.stop.wait(_BEAT):
        try:
            _beat(asked)
            tend()
            if time.monotonic() - swept > _HOUR:
                swept = time.monotonic()
                sweep(now())
        except (DatabaseError, InterfaceError) as error:
            # Locked by a long transaction, full, or just restarting: the next beat tries again.
            _LOG.info("no beat: %s", type(error).__name__)
        finally:
            connection.close()


def _beat(asked: dict[uuid.UUID, float]) -> None:
    hold = ME.hold
    if hold is None:
        asked.clear()
        return
    to_stop = cancel_lies(hold.work)
    try:
        working.beat(hold, to_stop)
    except Lost:
        # The work itself hears of it at its next step.
        return
    finally:
        if to_stop:
            since = asked.setdefault(hold.work, time.monotonic())
            if time.monotonic() - since > PATIENCE and ME.hold == hold:
                _LOG.warning("work %s came to no step and is stopped by force", hold.work)
                os._exit(3)


def tend() -> None:
    """Lets work wait again whose worker died, and sees to it that what waits is in the queue."""
    working.orphans(alive, MOST_TRIES)
    waiting = working.waiting()
    if waiting:
        there = in_queue()
        for work in waiting:
            if str(work) not in there:
                queued(work)


def sweep(at: datetime) -> None:
    """Takes away old files, old rows, and what has neither."""
    for work in working.ended_before(at - KEPT):
        shutil.rmtree(folder_of(work), ignore_errors=True)
    working.forget(working.ended_before(at - LISTED))
    sweep_queue(at - KEPT)
    sweep_locks()
    sweep_held()
    _sweep_strays(at)


def _sweep_strays(at: datetime) -> None:
    """Folders of work that was never begun: its process was killed while files were sent."""
    old = (at - KEPT).timestamp()
    for folder in works().glob("*-*-*-*-*"):
        if folder.is_dir() and folder.stat().st_mtime < old and not working.is_there(uuid.UUID(folder.name)):
            shutil.rmtree(folder, ignore_errors=True)
