"""Who did what: the accounts, organisations and roles that the rest of an export names by id.

No password, and nothing about anybody whom no line names and who has no role in the dossier.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from sourcebook.dossier.exchange.editions import OF_DOSSIER, TABLES
from sourcebook.dossier.models import (
    Account,
    Change,
    Coding,
    Evidence,
    Membership,
    Organisation,
    Proposal,
    Record,
    Revision,
    Sending,
    SignOff,
    Theme,
    Withheld,
)
from sourcebook.dossier.seen import as_system, current

Line = dict[str, Any]


def people(dossier: uuid.UUID) -> Iterator[Line]:
    """Organisations, accounts and memberships, each by id.

    Whom the viewer does not see (somebody who left) is an id without a name; addresses are for those who give
    roles.
    """
    known = current().may("people")
    named, owners = _named(dossier), _owners(dossier)
    members = Membership.objects.filter(dossier_id=dossier).order_by("pk")
    roles = list(members.values_list("pk", "account_id", "role"))
    wanted = named | {account for _, account, _ in roles}
    with as_system() if known else nullcontext():
        rows = Account.objects.filter(pk__in=wanted).values_list(
            "pk", "handle", "name", "email", "organisation_id", "is_active"
        )
        seen = {row[0]: row[1:] for row in rows}
    owners |= {row[3] for row in seen.values() if row[3]}
    for pk, name in sorted(Organisation.objects.filter(pk__in=owners).values_list("pk", "name")):
        yield {"type": "organisation", "id": str(pk), "name": without_mark(name, pk)}
    for pk in sorted(wanted):
        handle, name, email, organisation, active = seen.get(pk, (str(pk), "", "", None, False))
        yield {
            "type": "account",
            "id": str(pk),
            "handle": without_mark(handle, pk),
            "name": name,
            "email": email if known else "",
            "organisation": str(organisation) if organisation else None,
            "active": active,
        }
    for pk, account, role in roles:
        yield {"type": "membership", "id": str(pk), "account": str(account), "role": role}


def _named(dossier: uuid.UUID) -> set[uuid.UUID]:
    of_record = {"record__dossier_id": dossier}
    columns: list[tuple[Any, str]] = [
        (Record.objects.filter(dossier_id=dossier), "made_by_id"),
        (Record.objects.filter(dossier_id=dossier), "reviewed_by_id"),
        (Record.objects.filter(dossier_id=dossier), "published_by_id"),
        (Theme.objects.filter(**of_record), "put_by_id"),
        (Coding.objects.filter(**of_record), "coder_id"),
        (Revision.objects.filter(dossier_id=dossier), "who_id"),
        (Proposal.objects.filter(dossier_id=dossier), "decided_by_id"),
        *_of_editions(dossier),
    ]
    return _distinct(columns)


def _owners(dossier: uuid.UUID) -> set[uuid.UUID]:
    of_record = {"record__dossier_id": dossier}
    columns: list[tuple[Any, str]] = [
        (Record.objects.filter(dossier_id=dossier), "owner_id"),
        (Withheld.objects.filter(**of_record), "owner_id"),
        (Evidence.objects.filter(**of_record), "owner_id"),
        (Change.objects.filter(**of_record), "owner_id"),
        (SignOff.objects.filter(edition__dossier_id=dossier), "organisation_id"),
        (Sending.objects.filter(edition__dossier_id=dossier), "organisation_id"),
    ]
    return _distinct(columns)


def _of_editions(dossier: uuid.UUID) -> Iterator[tuple[Any, str]]:
    """Who saved texts, signed off, published, released, sent, took in, decided."""
    for name, table in TABLES.items():
        own = "" if name in OF_DOSSIER else "edition__"
        for column in table.columns:
            if column.name in ("who", "published_by", "withdrawn_by"):
                rows = table.model._default_manager.filter(**{f"{own}dossier_id": dossier})
                yield rows, column.attname


def _distinct(columns: list[tuple[Any, str]]) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    for rows, column in columns:
        found |= set(rows.exclude(**{column: None}).order_by().values_list(column, flat=True).distinct())
    return found


def mark(pk: uuid.UUID) -> str:
    """What is put behind a handle or name that somebody else has already; taken off again in exports."""
    return f"~{pk.hex[:8]}"


def without_mark(name: str, pk: uuid.UUID) -> str:
    """A handle or name as it was before a load had to mark it."""
    return name.removesuffix(mark(pk))
