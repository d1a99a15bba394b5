"""Files of long work that ended: exports, Word files, what was sent in and could not be read.

They lie in the clear, for days, in the folder of the data. When something is sealed or erased all of the
dossier go: nobody knows in which of them it stands, and each can be made anew of what may still be told.
"""

from __future__ import annotations

import shutil
import uuid

from django.db import transaction

from sourcebook.dossier.home import home
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.dossier.seen import as_system

_ENDS = (WorkState.DONE, WorkState.FAILED, WorkState.CANCELLED)


def forget_outcomes(dossier: uuid.UUID) -> None:
    """Takes the files away of all work of a dossier that ended, once the transaction has ended well."""
    transaction.on_commit(lambda: _forget(dossier))


def _forget(dossier: uuid.UUID) -> None:
    with as_system():
        ended = list(Work.objects.filter(dossier_id=dossier, state__in=_ENDS).values_list("pk", flat=True))
    for work in ended:
        shutil.rmtree(home() / "work" / str(work), ignore_errors=True)
