"""Those who have a part in a dossier: their roles changed or taken away, their accounts closed.

A role holds in one dossier; an account, its password and its organisation hold in all. So a keeper has a
hand on an account only where every dossier it has a part in is theirs to keep: otherwise a keeper of one
would come into another by way of somebody's password.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sourcebook.dossier.access.inviting import one_line
from sourcebook.dossier.founding import locked, must_leave_a_keeper
from sourcebook.dossier.models import Account, Membership, Organisation, Role
from sourcebook.dossier.models.access import ApiToken
from sourcebook.dossier.seen import NotAllowed, as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.seen.roles import roles
from sourcebook.dossier.write.make import now


class Changed(RuntimeError):
    """Somebody else changed it meanwhile; the message says how it is now. Nothing was changed."""


class NotTheirs(ValueError):
    """An account that keepers of other dossiers have a word about too."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a part in the dossier. `active`: the account is open."""

    account: uuid.UUID
    handle: str
    name: str
    email: str
    role: str
    organisation: str
    organisation_id: uuid.UUID | None
    active: bool


@dataclass(frozen=True, slots=True)
class _Keeping:
    """The dossier, and its keeper who does something there."""

    dossier: uuid.UUID
    by: uuid.UUID


def members() -> list[Member]:
    """Who has a part in the viewer's dossier, by name; one query."""
    rows = Membership.objects.filter(dossier_id=current().within).select_related("account__organisation")
    return [_member(row) for row in rows.order_by("account__name", "account__handle")]


def _member(row: Membership) -> Member:
    who = row.account
    group = who.organisation
    return Member(
        who.pk, who.handle, who.name, who.email, row.role,
        group.name if group else "", group.pk if group else None, who.is_active,
    )  # fmt: skip


@contextmanager
def _keeping() -> Iterator[_Keeping]:
    """What a keeper does with people, one at a time in a dossier. Raises NotAllowed.

    Their role is asked anew once it is their turn: who waited for somebody that took it does nothing more.
    """
    viewer = current()
    viewer.must("people")
    with as_system(), writing(), transaction.atomic():
        locked(viewer.within)
        mine = Membership.objects.filter(dossier_id=viewer.within, account_id=viewer.person)
        role = mine.filter(account__is_active=True).values_list("role", flat=True).first()
        if role is None or "people" not in roles().roles[role].may:
            raise NotAllowed(_("Your role was changed meanwhile; it does not allow this any more."))
        yield _Keeping(viewer.within, viewer.person)


def change_role(account: uuid.UUID, role: str, was: str) -> None:
    """Gives a member another role.

    Raises NotAllowed, Changed, LookupError, ValueError for the last keeper and for no role at all.
    """
    if role not in Role.values:
        raise ValueError(_("Choose one of the roles."))
    with _keeping() as kept:
        row = _row(kept.dossier, account, was)
        if role != Role.KEEPER:
            must_leave_a_keeper(kept.dossier, row.account)
        row.role = role
        row.save(update_fields=["role"])


def take_away(account: uuid.UUID, was: str) -> None:
    """Takes somebody's part in the dossier away, and their keys for programs there.

    What they did stays under their name. Raises NotAllowed, Changed, LookupError, ValueError.
    """
    with _keeping() as kept:
        row = _row(kept.dossier, account, was)
        must_leave_a_keeper(kept.dossier, row.account)
        ApiToken.objects.filter(dossier_id=kept.dossier, account_id=account, withdrawn_at=None).update(
            withdrawn_at=now()
        )
        row.delete()


def set_open(account: uuid.UUID, is_open: bool) -> None:
    """Closes an account (nobody logs in with it, no key of it works) or opens it again.

    Raises NotAllowed, LookupError, NotTheirs, ValueError for the last keeper.
    """
    with _keeping() as kept:
        who = _row(kept.dossier, account).account
        _must_be_ours(who, kept.by)
        if not is_open and account == kept.by:
            raise ValueError(_("Nobody closes their own account; another keeper can."))
        if not is_open:
            must_leave_a_keeper(kept.dossier, who)
            ApiToken.objects.filter(account_id=account, withdrawn_at=None).update(withdrawn_at=now())
        who.is_active = is_open
        who.save(update_fields=["is_active"])


def set_organisation(account: uuid.UUID, name: str) -> None:
    """Says of which organisation somebody is ("" for none). Raises NotAllowed, LookupError, NotTheirs."""
    with _keeping() as kept:
        who = _row(kept.dossier, account).account
        _must_be_ours(who, kept.by)
        name = one_line(name)
        if len(name) > 200:
            raise ValueError(_("The name of an organisation has 200 letters at most."))
        who.organisation = Organisation.objects.get_or_create(name=name)[0] if name else None
        who.save(update_fields=["organisation"])


def governed(account: uuid.UUID) -> Account:
    """An account whose password the viewer may have set anew. Raises NotAllowed, LookupError, NotTheirs."""
    with _keeping() as kept:
        who = _row(kept.dossier, account).account
        _must_be_ours(who, kept.by)
        return who


def _row(dossier: uuid.UUID, account: uuid.UUID, was: str | None = None) -> Membership:
    row = Membership.objects.filter(dossier_id=dossier, account_id=account).select_related("account").first()
    if row is None:
        raise LookupError(_("They have no part in this dossier any more."))
    if was is not None and row.role != was:
        raise Changed(
            _("%(name)s has another role by now: %(role)s. Nothing was changed.")
            % {"name": row.account.name, "role": row.role}
        )
    return row


def _must_be_ours(who: Account, keeper: uuid.UUID) -> None:
    """All dossiers that the account has a part in are kept by who looks."""
    mine = Membership.objects.filter(account_id=keeper, role="keeper").values("dossier_id")
    if Membership.objects.filter(account=who).exclude(dossier_id__in=mine).exists():
        raise NotTheirs(
            _("%(name)s has a part in other dossiers too. Those who run the server can do this.")
            % {"name": who.name}
        )


def who_sees(all_: Sequence[Member], level: int, organisation: uuid.UUID | None) -> list[Member]:
    """Which of the members see a record of this level that an organisation owns, as `roles.yaml` says."""
    found = []
    for one in all_:
        role = roles().roles[one.role]
        mine = organisation is not None and organisation == one.organisation_id
        if one.active and (level <= role.sees or (mine and level <= role.own)):
            found.append(one)
    return found
