"""A dossier is founded: the database made ready, its keeper, its passphrase; and people get their roles."""

from __future__ import annotations

import re

from django.core.management import call_command
from django.db import transaction

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
) -> Dossier:
    """Makes the home folder and the database where they are not there, a dossier, and its keeper.

    Raises ValueError for a name that is taken or cannot be one, VaultError for a passphrase that is too weak.
    """
    if not _SLUG.fullmatch(slug):
        raise ValueError(f"{slug!r}: a short name has letters, digits and hyphens only")
    made_home()
    vault = create_vault(passphrase) if passphrase else None
    with as_system(), writing():
        call_command("migrate", verbosity=0)
        if Dossier.objects.filter(slug=slug).exists():
            raise ValueError(f"there is a dossier {slug} already; choose another name")
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


def give_role(handle: str, role: str, name: str = "", organisation: str = "") -> None:
    """Gives somebody a role in the viewer's dossier. Raises NotAllowed, ValueError for the last keeper."""
    viewer = current()
    viewer.must("people")
    with as_system(), writing(), transaction.atomic():
        account = _account(handle, name, organisation)
        keepers = Membership.objects.filter(dossier_id=viewer.within, role=Role.KEEPER)
        if role != Role.KEEPER and not keepers.exclude(account=account).exists():
            raise ValueError(f"{handle} is the only keeper: make somebody else one first")
        Membership.objects.update_or_create(
            dossier_id=viewer.within, account=account, defaults={"role": role}
        )


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
