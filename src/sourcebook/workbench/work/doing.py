"""One piece of work is done: taken, bound to who began it, ended. Whatever happens, its row tells it."""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, connection
from django.utils import translation
from django.utils.translation import gettext as _

from sourcebook.dossier.desk import working
from sourcebook.dossier.desk.working import Hold, Lost
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.dossier.seen import NotAllowed, viewing
from sourcebook.workbench.work.alive import ME, living
from sourcebook.workbench.work.faults import in_words, is_ours
from sourcebook.workbench.work.folders import keep_only, made_folder
from sourcebook.workbench.work.kinds import kind_named
from sourcebook.workbench.work.told import Cancelled, Outcome, Stopping, Told

_LOG = logging.getLogger(__name__)
# Seconds between two tries to write down how work ended, where the database takes nothing.
_PAUSE = 2.0
# How many workers may end while they do the same work.
MOST_TRIES = 3


class _Away(Exception):
    """The database went away while work was done."""


@dataclass(frozen=True, slots=True)
class _End:
    state: WorkState
    outcome: Outcome


def do_work(pk: uuid.UUID) -> None:
    """Does work that waits, to its end; nothing where it waits no more."""
    with living() as me:
        taken = working.take(pk, me.name)
        if taken is None:
            return
        work, hold = taken
        with me.holding(hold), translation.override(work.result.get("language", "en")):
            _do(work, hold)


def _do(work: Work, hold: Hold) -> None:
    told = Told(hold, ME.stop.is_set)
    try:
        end = _ended(work, told)
        plain = told.kept(end.outcome)
        _sure(hold, lambda: working.end(hold, end.state, end.outcome.words, plain), end.state)
    except Lost:
        _LOG.warning("work %s went to another worker", work.pk)
    except Stopping:
        _sure(hold, lambda: working.give_back(hold))
    except _Away:
        _sure(hold, lambda: working.give_back(hold, tried=True))
    else:
        # What failed keeps what was sent: it may be tried again.
        if end.state != WorkState.FAILED:
            keep_only(work.pk, end.outcome.files)


def _ended(work: Work, told: Told) -> _End:
    try:
        outcome = _outcome(work, told)
    except Cancelled:
        return _End(WorkState.CANCELLED, Outcome(_("Stopped; nothing was changed by what was not finished.")))
    except (Lost, Stopping):
        raise
    except Exception as error:
        if _database_gone(error) and told.hold.tries < MOST_TRIES:
            raise _Away from error
        if not is_ours(error):
            # Where it went wrong, and not its words: they may quote a record.
            where = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
            _LOG.error("work %s (%s) failed: %s\n%s", work.pk, work.kind, type(error).__name__, where)
        first, *rest = in_words(error, work.pk)
        return _End(WorkState.FAILED, Outcome(first, lines=rest))
    return _End(WorkState.DONE, outcome)


def _outcome(work: Work, told: Told) -> Outcome:
    kind = kind_named(work.kind)
    viewer = working.viewer_of(work)
    viewer.must(kind.may)

    def still_theirs() -> None:
        if working.viewer_of(work) != viewer:
            raise NotAllowed(_("Your part in the dossier was changed meanwhile: begin this anew."))

    told.still_theirs = still_theirs
    told.sight = (viewer.role, str(viewer.organisation or ""))
    with viewing(viewer):
        outcome = kind.does(told, work.given, made_folder(work.pk))
    if not told.over:
        # What is handed out later is handed to somebody who may still have it.
        still_theirs()
    return outcome


def _sure(hold: Hold, said: Callable[[], None], state: WorkState | None = None) -> None:
    """Says how the work stands, also where the disk is full just now or the database restarts.

    Work that ended within the transaction of its effect is in its `state` already. Where the worker is told
    to stop meanwhile, the work is left as it is: the next worker finds that nobody holds it. Raises Lost.
    """
    while True:
        try:
            said()
            return
        except Lost:
            if state is not None and working.ended_so(hold, state):
                return
            raise
        except (DatabaseError, InterfaceError) as error:
            if connection.in_atomic_block:
                raise
            _LOG.error("work %s: its state could not be written (%s)", hold.work, type(error).__name__)
            connection.close()
            if ME.stop.wait(_PAUSE):
                return


def _database_gone(error: BaseException) -> bool:
    return isinstance(error, DatabaseError | InterfaceError) and not (
        connection.connection is not None and connection.is_usable()
    )
