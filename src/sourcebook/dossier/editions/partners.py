"""Whose word an edition needs: the organisations that take part in a dossier, and those who gave it."""

from __future__ import annotations

import uuid

from sourcebook.dossier.exchange.people import without_mark
from sourcebook.dossier.models import Edition, Membership, Organisation, Role, SignOff
from sourcebook.dossier.seen import as_system


def partners_of(dossier: uuid.UUID) -> dict[str, str]:
    """The organisations that take part in a dossier: their names by id, in alphabetical order.

    One whose members may only look (a funder, an observer) is no partner. Sorted here: each database has an
    alphabet of its own, and the order is printed.
    """
    with as_system():
        members = Membership.objects.filter(dossier_id=dossier, account__is_active=True)
        members = members.exclude(role=Role.READER)
        ids = members.exclude(account__organisation=None).values("account__organisation_id")
        rows = list(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))
    names = {str(pk): without_mark(name, pk) for pk, name in rows}
    return dict(sorted(names.items(), key=lambda one: (one[1].casefold(), one[1], one[0])))


def signed_by(edition: Edition) -> set[str]:
    """The ids of the organisations that signed off this build."""
    with as_system():
        words = SignOff.objects.filter(edition=edition, build=edition.build)
        return {str(pk) for pk in words.values_list("organisation_id", flat=True)}


def waiting_for(edition: Edition) -> list[str]:
    """The partners who have not signed off this build, by name."""
    having = signed_by(edition)
    return [name for pk, name in partners_of(edition.dossier_id).items() if pk not in having]


def needs_signing(edition: Edition) -> list[str]:
    """The partners whose word is missing; where there is one team alone, none is needed."""
    partners = partners_of(edition.dossier_id)
    if len(partners) < 2:
        return []
    having = signed_by(edition)
    return [name for pk, name in partners.items() if pk not in having]
