"""A dossier is founded: the database made ready, its keeper, its passphrase; and people get their roles."""

from __future__ import annotations

import re
import uuid

from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from sourcebook.dossier.home import made_home
from sourcebook.dossier.models import Account, Dossier, Membership, Organisation, Role
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import Vault, WrongPassphrase, change_passphrase, create_vault
from sourcebook.dossier.write.make import now

_SLUG = re.compile(r"[\w][\w-]{0,79}")


def found(
    slug: str,
    title: str,
    handle: str,
    name: str = "",
    organisation: str = "",
    passphrase: str | None = None,
    ready: bool = False,
) -> Dossier:
    """Makes the home folder and the database where they are not there, a dossier, and its keeper.

    `ready` says that the database is there and as this version needs it. Raises ValueError for a name that is
    taken or cannot be one, VaultError for a passphrase that is too weak.
    """
    if not _SLUG.fullmatch(slug):
        raise ValueError(f"{slug!r}: a short name has letters, digits and hyphens only")
    made_home()
    vault = create_vault(passphrase) if passphrase else None
    with as_system(), writing():
        if not ready:
            call_command("migrate", verbosity=0)
        if Dossier.objects.filter(slug=slug).exists():
            raise _taken(slug)
        try:
            return _founded(slug, title, handle, name, organisation, vault)
        except IntegrityError:
            # Somebody else, or a second click, was quicker.
            raise _taken(slug) from None


def _taken(slug: str) -> ValueError:
    return ValueError(f"there is a dossier {slug} already; choose another name")


def _founded(
    slug: str, title: str, handle: str, name: str, organisation: str, vault: Vault | None
) -> Dossier:
    with transaction.atomic():
        dossier = Dossier.objects.create(
            slug=slug,
            title=title or slug,
            made_at=now(),
            vault=vault.to_json() if vault else None,
        )
        account = _account(handle, name, organisation)
        Membership.objects.create(dossier=dossier, account=account, role=Role.KEEPER)
    return dossier


def may_found(account: Account) -> bool:
    """Whether somebody may make a dossier on a server that several people share; at home everybody may."""
    return account.is_active and account.is_staff


def short_name(title: str) -> str:
    """A short name for a dossier of this title: its letters and digits of any script, hyphens between."""
    return slugify(title, allow_unicode=True)[:40].strip("-")


def _account(handle: str, name: str, organisation: str) -> Account:
    account = Account.objects.filter(handle=handle).first()
    if account is None:
        account = Account(handle=handle, name=name or handle)
        account.set_unusable_password()
    if name:
        account.name = name
    if organisation:
        account.organisation = Organisation.objects.get_or_create(name=organisation)[0]
    account.save()
    return account


def give_role(handle: str, role: str, name: str = "", organisation: str = "", was: str | None = None) -> None:
    """Gives somebody a role in the viewer's dossier; with `was`, only where that is their role now.

    Raises NotAllowed, ValueError for the last keeper and for a role that there is not.
    """
    viewer = current()
    viewer.must("people")
    if role not in Role.values:
        raise ValueError(f"no such role {role!r}; it is one of {', '.join(Role.values)}")
    with as_system(), writing(), transaction.atomic():
        locked(viewer.within)
        account = _account(handle, name, organisation)
        if role != Role.KEEPER:
            must_leave_a_keeper(viewer.within, account)
        now_is = Membership.objects.filter(dossier_id=viewer.within, account=account, role=was)
        if was is not None and not now_is.exists():
            raise ValueError(f"{handle} has another role by now; look again")
        Membership.objects.update_or_create(
            dossier_id=viewer.within, account=account, defaults={"role": role}
        )


def locked(dossier: uuid.UUID) -> Dossier:
    """The dossier, held until the transaction ends: of two keepers who take each other's part, one waits."""
    return Dossier.objects.select_for_update().get(pk=dossier)


def must_leave_a_keeper(dossier: uuid.UUID, account: Account) -> None:
    """Raises ValueError where nobody else keeps the dossier, whose account is open."""
    others = Membership.objects.filter(dossier_id=dossier, role=Role.KEEPER, account__is_active=True)
    if not others.exclude(account=account).exists():
        raise ValueError(f"{account.handle} is the only keeper: make somebody else one first")


def set_passphrase(old: str | None, new: str) -> None:
    """Chooses the passphrase of the viewer's dossier, or changes it; what is sealed stays readable.

    Raises NotAllowed, WrongPassphrase, WeakPassphrase.
    """
    viewer = current()
    viewer.must("seal")
    with as_system(), writing(), transaction.atomic():
        dossier = Dossier.objects.get(pk=viewer.within)
        if dossier.vault is None:
            dossier.vault = create_vault(new).to_json()
        elif old is None:
            raise WrongPassphrase("the present passphrase is needed to change it")
        else:
            dossier.vault = change_passphrase(Vault.from_json(dossier.vault), old, new).to_json()
        dossier.save()
