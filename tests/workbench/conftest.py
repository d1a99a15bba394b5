"""People who look at the pages of an invented dossier, and a browser of Django's that asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from tests.dossier.conftest import (  # noqa: F401
    database,
    databases,
    dossier,
    home,
    keeper,
    member,
    postgresql_url,
    pytest_unconfigure,
)

from sourcebook.dossier.models import Account, Dossier, Membership, Organisation
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.frame.matrix import MEMBERS, OUTSIDER

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "nine blue kettles on a hill"


@pytest.fixture(scope="session")
def hashed() -> str:
    """The password of everybody here, as it is kept: made once, since that takes long on purpose."""
    return make_password(PASSWORD)


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """No test is held up by how often another one logged in."""
    cache.clear()
    yield


@pytest.fixture
def people(dossier: Dossier, hashed: str) -> dict[str, Account]:  # noqa: F811
    """An account of each role in the dossier, all of one organisation, and one with no part in it."""
    with as_system():
        observatory = Organisation.objects.create(name="Observatory of Ardovia")
        made = {}
        for role in (*MEMBERS, OUTSIDER):
            account = Account(handle=role, name=f"Vela {role.title()}", organisation=observatory)
            account.email, account.password = f"{role}@observatory.example", hashed
            account.save()
            if role != OUTSIDER:
                Membership.objects.create(dossier=dossier, account=account, role=role)
            made[role] = account
    return made


@pytest.fixture
def as_(people: dict[str, Account]) -> Callable[[str], Client]:
    """`as_("reviewer")` is a browser in which they are logged in; `as_("anyone")` one in which nobody is."""

    def browser(who: str) -> Client:
        client = Client(headers={"host": "127.0.0.1:8000"})
        if who in people:
            client.force_login(people[who], backend=BACKEND)
        return client

    return browser
