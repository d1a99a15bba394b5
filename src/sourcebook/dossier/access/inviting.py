"""Invitations: a part in a dossier, offered with a link that a keeper sends by means of their own.

The secret in the link is shown once and kept as a hash. It is used once, within seven days, and can be
withdrawn until then. What it offers is the keeper's word: who opens it chooses neither role nor organisation,
and the word ends with the keeper's part. Who lost that would else come back by a link that they kept.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sourcebook.dossier.models import Account, Dossier, Membership, Organisation, Role
from sourcebook.dossier.models.access import Invitation
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.seen.roles import roles
from sourcebook.dossier.write.make import now

DAYS = 7


class NotTaken(ValueError):
    """A part that cannot be taken with this link; the message says why and what to do."""


class Unclear(ValueError):
    """What a keeper filled in cannot be; `field` says which."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers, for who has its link."""

    id: uuid.UUID
    slug: str
    title: str
    name: str
    email: str
    role: str
    organisation: str
    by: str
    expires_at: datetime


def invite(name: str, email: str, organisation: str, role: str) -> tuple[Invitation, str]:
    """A new invitation to the viewer's dossier, and the secret of its link. Raises NotAllowed, Unclear."""
    viewer = current()
    viewer.must("people")
    name, email, organisation = map(one_line, (name, email, organisation))
    _judge(name, email, organisation, role)
    secret, made = secrets.token_urlsafe(32), now()
    with as_system(), writing(), transaction.atomic():
        group = Organisation.objects.get_or_create(name=organisation)[0] if organisation else None
        invitation = Invitation.objects.create(
            dossier_id=viewer.within,
            name=name,
            email=email,
            organisation=group,
            role=role,
            token_hash=_hash(secret),
            invited_by_id=viewer.person,
            made_at=made,
            expires_at=made + timedelta(days=DAYS),
        )
    return invitation, secret


def _judge(name: str, email: str, organisation: str, role: str) -> None:
    if not name or len(name) > 200:
        raise Unclear("name", _("Write the name of whom you invite, with 200 letters at most."))
    if len(organisation) > 200:
        raise Unclear("organisation", _("The name of an organisation has 200 letters at most."))
    if role not in Role.values:
        raise Unclear("role", _("Choose one of the roles."))
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise Unclear("email", _("This is no e-mail address; it may also be left empty.")) from None


def waiting() -> QuerySet[Invitation]:
    """Invitations to the viewer's dossier that can still be taken, the newest first; for keepers."""
    found = Invitation.objects.filter(taken_at=None, withdrawn_at=None, expires_at__gt=now())
    return found.select_related("organisation", "invited_by").order_by("-made_at", "pk")


def withdraw(invitation: uuid.UUID) -> bool:
    """Takes an invitation back; whether it was still open. Raises NotAllowed, LookupError."""
    viewer = current()
    viewer.must("people")
    with as_system(), writing():
        mine = Invitation.objects.filter(pk=invitation, dossier_id=viewer.within)
        if not mine.exists():
            raise LookupError(invitation)
        return bool(mine.filter(taken_at=None, withdrawn_at=None).update(withdrawn_at=now()))


def offered(secret: str) -> Offer | None:
    """What the link with this secret offers now; None where it offers nothing."""
    with as_system():
        found = _open(secret).select_related("dossier", "organisation", "invited_by").first()
    if found is None:
        return None
    return Offer(
        found.pk,
        found.dossier.slug,
        found.dossier.title,
        found.name,
        found.email,
        found.role,
        found.organisation.name if found.organisation else "",
        found.invited_by.name if found.invited_by else "",
        found.expires_at,
    )


def take(secret: str, account: Account) -> Dossier:
    """Gives somebody the part that the link offers, once; the dossier. Raises NotTaken.

    The organisation is theirs only where they have none: what an account sees as its organisation's own holds
    in every dossier, and a keeper of one does not give it for another.
    """
    with as_system(), writing(), transaction.atomic():
        open_ = _open(secret)
        found = open_.select_related("dossier").first()
        if found is None:
            raise NotTaken(_("This link was used or withdrawn, or is too old. Ask a keeper for a new one."))
        # Of two who open it at the same moment, one has it.
        if not open_.filter(pk=found.pk).update(taken_at=now(), taken_by=account):
            raise NotTaken(_("This link was used or withdrawn, or is too old. Ask a keeper for a new one."))
        _member, new = Membership.objects.get_or_create(
            dossier_id=found.dossier_id, account=account, defaults={"role": found.role}
        )
        if not new:
            raise NotTaken(_("You have a part in this dossier already; a keeper can change your role there."))
        alone = not Membership.objects.filter(account=account).exclude(dossier_id=found.dossier_id).exists()
        if found.organisation_id and account.organisation_id is None and alone:
            account.organisation_id = found.organisation_id
            account.save(update_fields=["organisation"])
        return found.dossier


def _open(secret: str) -> QuerySet[Invitation]:
    """The invitation with this secret, as long as it can be taken and who made it may still invite."""
    able = [name for name, role in roles().roles.items() if "people" in role.may]
    keepers = Membership.objects.filter(
        dossier_id=OuterRef("dossier_id"), account_id=OuterRef("invited_by_id"),
        account__is_active=True, role__in=able,
    )  # fmt: skip
    found = Invitation.objects.filter(
        token_hash=_hash(secret), taken_at=None, withdrawn_at=None, expires_at__gt=now()
    )
    return found.filter(Exists(keepers))


def one_line(given: str) -> str:
    """A name as one line, without the characters that no name has and that a database may refuse."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in given).split())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
