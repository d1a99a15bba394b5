"""Who saw, took out and did what in a dossier, and when: added, never changed.

A sighting says which page and which record, never what stood there; of a search, that there was one and not
its words, which may be the name of somebody in danger. Nothing here changes or removes one; the single way
out is `forget`, with which those who run the program drop what is older than they want to keep.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from sourcebook.dossier.models import Account, Membership
from sourcebook.dossier.models.access import Sighting
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody did, not written yet.

    Without `dossier` it is told in each dossier where they have a part: that they came in. `login` names them
    where only that is known (a log-in that failed); it is looked up and not kept.
    """

    act: str
    page: str
    at: datetime
    account: uuid.UUID | None = None
    dossier: uuid.UUID | None = None
    about: uuid.UUID | None = None
    detail: str = ""
    login: str = ""


def write(noted: Sequence[Noted]) -> int:
    """Adds sightings in one transaction; how many. One that cannot be is left out, the others are not."""
    with as_system():
        rows = list(_rows(noted))
        try:
            with transaction.atomic():
                Sighting.objects.bulk_create(rows, batch_size=500)
            return len(rows)
        except IntegrityError:
            # A dossier that was taken away meanwhile; the database does not say which row it is.
            return sum(_alone(row) for row in rows)


def _alone(row: Sighting) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _rows(noted: Sequence[Noted]) -> Iterator[Sighting]:
    for one in noted:
        account = one.account or _named(one.login)
        dossiers = [one.dossier] if one.dossier else _parts(account)
        for dossier in dossiers:
            yield Sighting(
                dossier_id=dossier,
                account_id=account,
                act=one.act,
                page=one.page,
                about=one.about,
                detail=one.detail,
                at=one.at,
            )


def _named(login: str) -> uuid.UUID | None:
    if not login:
        return None
    by = "email__iexact" if "@" in login else "handle"
    return Account.objects.filter(**{by: login}).values_list("pk", flat=True).first()


def _parts(account: uuid.UUID | None) -> list[uuid.UUID]:
    if account is None:
        return []
    return list(Membership.objects.filter(account_id=account).values_list("dossier_id", flat=True))


def forget(before: datetime) -> int:
    """Drops sightings of all dossiers that are older; for those who run the program. How many."""
    with as_system(), writing(), transaction.atomic():
        return Sighting.objects.filter(at__lt=before).delete()[0]
