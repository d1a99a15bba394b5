"""What happened with somebody's own account, told to them alone: log-ins, passwords, factors, keys, links.

A log-in is noted in each dossier that they have a part in; here it is one line.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from sourcebook.dossier.models import Membership
from sourcebook.dossier.models.access import Sighting
from sourcebook.dossier.seen import as_system

# Who has one of these in hand may come in as them: what they did, and what others did to them.
OPENS = ("new password", "second factor", "made a key", "ended a key")
BY_OTHERS = ("gave a link", "closed account", "opened account")
LOGGED = ("came in", "failed to come in")


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, and whether somebody else did it."""

    at: datetime
    act: str
    detail: str
    by_another: bool


def happened(account: uuid.UUID, acts: Sequence[str], since: datetime | None, most: int) -> list[Happened]:
    """What happened with an account, the newest first; three queries. Give the account of who looks.

    Read from the dossiers that they have a part in.
    """
    with as_system():
        parts = list(Membership.objects.filter(account_id=account).values_list("dossier_id", flat=True))
        rows = Sighting.objects.filter(dossier_id__in=parts, act__in=acts)
        if since is not None:
            rows = rows.filter(at__gte=since)
        mine = _newest(rows.filter(account_id=account).exclude(act__in=BY_OTHERS), most * len(parts))
        others = _newest(rows.filter(about=account, act__in=BY_OTHERS), most * len(parts))
    lines = [Happened(at, act, detail, False) for at, act, detail in mine]
    lines += [Happened(at, act, detail, True) for at, act, detail in others]
    return sorted(dict.fromkeys(lines), key=lambda one: one.at, reverse=True)[:most]


def _newest(rows: QuerySet[Sighting], most: int) -> list[tuple[datetime, str, str]]:
    return list(rows.order_by("-at", "pk").values_list("at", "act", "detail")[:most])


def last_in(account: uuid.UUID) -> datetime | None:
    """When they logged in last, as far as it is noted; one query."""
    with as_system():
        rows = Sighting.objects.filter(account_id=account, act="came in")
        return rows.order_by("-at").values_list("at", flat=True).first()
