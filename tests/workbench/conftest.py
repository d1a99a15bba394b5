"""People who look at the pages of an invented dossier, and a browser of Django's that asks for them.

For tests in a real browser a file gives its own `workbench`, a program that runs; `window` and `page` open it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page
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
from tests.workbench.browsing import Opened, inside, windows
from tests.workbench.opening import Served

from sourcebook.dossier.models import Account, Dossier, Membership, Organisation
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.frame import ledger
from sourcebook.workbench.frame.ledger import Ledger
from sourcebook.workbench.frame.matrix import MEMBERS, OUTSIDER
from sourcebook.workbench.frame.sighting import LATELY

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "nine blue kettles on a hill"


@pytest.fixture(scope="session")
def hashed() -> str:
    """The password of everybody here, as it is kept: made once, since that takes long on purpose."""
    return make_password(PASSWORD)


@pytest.fixture(autouse=True)
def fresh_ledger(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """What is seen in a test waits until the test has it written: `fresh_ledger.settle()`, or the log."""
    quiet = Ledger(threaded=False)
    monkeypatch.setattr(ledger, "LEDGER", quiet)
    LATELY.clear()
    yield quiet


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


@pytest.fixture
def server() -> Iterator[None]:
    """The workbench thinks that it is on a server."""
    with override_settings(LOCAL=False):
        yield


@pytest.fixture
def sure(as_: Callable[[str], Client], server: None) -> Callable[[str], Client]:
    """`sure("keeper")` is a browser of a server in which they gave their password once more just now."""

    def browser(who: str) -> Client:
        client = as_(who)
        client.post("/account/again/", {"password": PASSWORD})
        return client

    return browser


@pytest.fixture(scope="module")
def entered(workbench: Served, chromium: Browser) -> Any:
    """The cookies of a browser in which the link of the file's workbench was opened."""
    return inside(chromium, workbench.link)


@pytest.fixture
def window(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """`window(color_scheme="dark")` is a page in a browser of its own, in which the researcher is logged in.

    `logged_in=False` where nobody is. Faults of scripts, of requests and of the policy of the pages fail the test,
    unless it says that it expects them: `expected="status of 409"`, a pattern.
    """

    def opened(*, logged_in: bool = True, expected: str = "", **more: Any) -> Page:
        if logged_in:
            more["storage_state"] = request.getfixturevalue("entered")
        return all_of_them.open(expected, **more)

    with windows(chromium) as all_of_them:
        yield opened


@pytest.fixture
def page(window: Opened) -> Page:
    """A page on which the researcher is logged in."""
    return window()


@pytest.fixture(scope="session")
def axe(outside: Callable[[str], Path]) -> str:
    """The script that finds what keeps people out (`.ci/run` fetches it)."""
    return outside("axe-core/**/axe.min.js").read_text("utf-8")
