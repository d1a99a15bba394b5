"""No trace of what was sealed or erased: not on a free page, not in the write-ahead log, not in an index."""

from __future__ import annotations

import logging
import time

from django.db import connection, transaction

_LOG = logging.getLogger(__name__)
_SECONDS = 5.0


def leave_no_trace() -> bool:
    """Sees to it that what was sealed or erased is in no page of the database any more (SQLite).

    Within a transaction it is done when that has ended. Says whether it could be done: not while another
    process still reads what was there before (told in the log; call again). On PostgreSQL the server's own
    files keep deleted rows until they are vacuumed, and its log until it is recycled: encrypt its disk.
    """
    if connection.in_atomic_block:
        # Once, however many acts of the transaction ask for it.
        waiting = [function for _, function, *_ in connection.run_on_commit]
        if _at_the_end not in waiting:
            transaction.on_commit(_at_the_end)
        return False
    until = time.monotonic() + _SECONDS
    while True:
        try:
            return _forgotten()
        except OSError as error:
            if time.monotonic() > until:
                _LOG.warning("what was sealed or erased may still stand in the database's files: %s", error)
                return False
            time.sleep(0.1)


def _at_the_end() -> None:
    leave_no_trace()


def _forgotten() -> bool:
    """Raises OSError where another process reads an older state."""
    # The index keeps words of its own. Imported here: search knows the write path's plain records.
    from sourcebook.dossier.search import forget

    forget()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                raise OSError("another program reads the database; close it, and seal again")
    return True
