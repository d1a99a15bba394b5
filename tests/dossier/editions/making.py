"""Editions, partners and captures of Ardovia for the tests."""

from __future__ import annotations

import uuid
from typing import Any

from sourcebook.dossier.editions import Frozen
from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier, Edition, Membership, Organisation, Record
from sourcebook.dossier.seen import Viewer, as_system
from sourcebook.dossier.vault import Store
from sourcebook.dossier.write import create

PAGE = "On 18 March the minister said: “Every hill will be ours again.” Nobody answered."


def person(dossier: Dossier, role: str, organisation: str = "") -> Viewer:
    """Somebody of a role and an organisation."""
    with as_system():
        group = Organisation.objects.get_or_create(name=organisation)[0] if organisation else None
        account = Account.objects.create(handle=uuid.uuid4().hex, name=f"A {role}", organisation=group)
        Membership.objects.create(dossier=dossier, account=account, role=role)
    return Viewer(dossier.pk, role, account.pk, group.pk if group else None)


def page(text: str = PAGE, **own: Any) -> str:
    """A published capture of level public, with its bytes in the store; gives its id."""
    stored = Store(captures()).put(text.encode())
    plain = empty_plain("capture", sha256=stored.sha256, size=stored.size, media_type="text/html", **own)
    return create([{**plain, "level": "public", "status": "published"}], "saved").ids[0]


def hash_of(capture: str) -> str:
    """The hash of a capture's bytes, as the tables have it."""
    with as_system():
        return str(Record.objects.values_list("capture__sha256", flat=True).get(pk=capture))


def frozen(build: str = "a" * 64, *records: str) -> Frozen:
    """What an edition is frozen with: a build, and the versions of records as they are."""
    with as_system():
        rows = Record.objects.filter(pk__in=records).values_list("pk", "version")
        return Frozen(build, {str(pk): version for pk, version in rows})


def state(edition: Edition) -> str:
    """The state of an edition in the database."""
    with as_system():
        return str(Edition.objects.values_list("state", flat=True).get(pk=edition.pk))
