"""A second factor that the server asks for is set up before anything else is seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client, override_settings
from tests.workbench.accounts.test_coming_in import code_of
from tests.workbench.conftest import PASSWORD
from tests.workbench.test_modes import SERVER, python

from sourcebook.dossier.models import Account, Dossier
from sourcebook.workbench.accounts.factors import lacks_one

SECOND = "/account/second/"


@pytest.fixture
def asked(server: None) -> Iterator[None]:
    """Of publishers and keepers one is asked for."""
    with override_settings(SECOND_FACTOR=frozenset(("publisher", "keeper"))):
        yield


def set_up(client: Client) -> str:
    """Sets an app up, as a person does; its secret."""
    client.post("/account/again/", {"password": PASSWORD})
    page = client.get("/account/second/app/").content.decode()
    found = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)
    assert found, page
    client.post("/account/second/app/", {"code": code_of(found[1])})
    return found[1]


@pytest.mark.parametrize("who", ["publisher", "keeper"])
def test_who_lacks_it_is_led_there_from_every_page(
    who: str, as_: Callable[[str], Client], asked: None
) -> None:
    client = as_(who)
    for address in ("/", "/d/ardovia/", "/d/ardovia/records/export.csv", "/d/ardovia/people/", "/check/"):
        answer = client.get(address)
        assert answer.status_code == 302 and answer["Location"] == SECOND, address
    assert client.post("/d/ardovia/people/invite/", {"name": "x"})["Location"] == SECOND
    partly = client.get("/d/ardovia/", headers={"hx-request": "true"})
    assert partly.status_code == 204 and partly["HX-Redirect"] == SECOND
    page = client.get(SECOND).content.decode()
    assert "a second factor is asked of you" in page


def test_who_set_it_up_goes_on(as_: Callable[[str], Client], asked: None) -> None:
    client = as_("keeper")
    set_up(client)
    assert client.get("/d/ardovia/").status_code == 200
    client.post("/account/second/app/off/")
    assert client.get("/d/ardovia/")["Location"] == SECOND


def test_of_others_it_is_not_asked(
    as_: Callable[[str], Client], asked: None, people: dict[str, Account]
) -> None:
    for who in ("reader", "contributor", "reviewer"):
        assert as_(who).get("/d/ardovia/").status_code == 200
    with override_settings(SECOND_FACTOR=frozenset(("all",))):
        assert as_("reader").get("/d/ardovia/")["Location"] == SECOND
        assert as_("account").get("/").status_code == 200, "who has a part nowhere sees nothing anyhow"


def test_where_none_is_asked_no_query_is_made(people: dict[str, Account], dossier: Dossier) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as made:
        assert not lacks_one(people["keeper"].pk)
    assert len(made) == 0


def test_a_role_that_there_is_not_stops_the_server(tmp_path: object) -> None:
    from pathlib import Path

    told = python(
        "import sourcebook.workbench.settings", Path(str(tmp_path)), **SERVER,
        SOURCEBOOK_SECOND_FACTOR="keeper,admin",
    )  # fmt: skip
    assert told.returncode != 0 and "no such role admin" in told.stderr


def test_the_words_are_those_of_the_workbench(as_: Callable[[str], Client], server: None) -> None:
    client = as_("reader")
    client.post("/account/again/", {"password": PASSWORD})
    for address in (
        SECOND,
        "/account/sessions/",
        "/account/logout/",
        "/account/password/",
        "/account/second/app/",
    ):
        page = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
        for foreign in (
            "Sign Out",
            "sign out",
            "Sign In",
            "Two-Factor",
            "Authenticator",
            "Security Keys",
            "Activate",
        ):
            assert foreign not in page, (address, foreign)
