"""Writers of a dossier wait for each other: what was checked must still hold when it is written."""

from __future__ import annotations

import uuid

from django.db import connection

from sourcebook.dossier.models import Dossier, Revision
from sourcebook.dossier.seen import as_system


def wait_for_others(dossier: uuid.UUID) -> None:
    """Holds the dossier for this transaction, once those who write in it have ended; nobody who reads waits.

    On SQLite the transaction holds the whole file from its beginning.
    """
    if connection.vendor == "postgresql":
        with as_system():
            Dossier.objects.select_for_update(no_key=True).values_list("pk").get(pk=dossier)


def state_of(dossier: uuid.UUID) -> int:
    """A number that is another one once somebody wrote in the dossier."""
    with as_system():
        return Revision.objects.filter(dossier_id=dossier).count()
