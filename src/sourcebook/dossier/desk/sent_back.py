"""Drafts of somebody that a reviewer sent back: reviewed or withdrawn once, and a draft again."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet

from sourcebook.dossier.coverage import State
from sourcebook.dossier.models import Change, Record, Status
from sourcebook.dossier.seen import current


def sent_back() -> QuerySet[Record]:
    """The viewer's drafts that somebody else made drafts again, the newest first; one query."""
    viewer = current()
    again = Change.objects.filter(record=OuterRef("pk"), revision__act="reopen")
    again = again.exclude(revision__who=viewer.account)
    mine = Record.objects.filter(dossier_id=viewer.within, made_by=viewer.account, status=Status.DRAFT)
    # What was made and never touched was sent back by nobody: most drafts are passed over by their version.
    return mine.filter(Exists(again), version__gt=1, merged_into=None).order_by("-made_at", "id")


@lru_cache(maxsize=64)
def first_sent_back(number: int, account: uuid.UUID | None, state: State) -> tuple[Record, ...]:
    """The newest of `sent_back`, for this account in this state of the dossier: asked anew after a write,
    since it looks through all of somebody's drafts."""
    return tuple(sent_back()[:number])
