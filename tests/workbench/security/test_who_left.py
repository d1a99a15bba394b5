"""Who lost their part, their role or their session has nothing in hand that still opens something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from tests.workbench.accounts.test_second_factor import set_up
from tests.workbench.api.test_tokens import asked, made
from tests.workbench.conftest import PASSWORD
from tests.workbench.copies.making import kept
from tests.workbench.copies.test_origin import PAGE, frame_of
from tests.workbench.holding import ROOT, viewer_of
from tests.workbench.people.test_inviting import HERE, JOIN, link_of, opened, role_of

from sourcebook.dossier.access import tokens
from sourcebook.dossier.models import Account, ApiToken, Dossier, Membership
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.frame import bearing

Browsers = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearing, "COUNTS", bearing.Counts())


def change(account: Account, **values: Any) -> None:
    with as_system(), writing():
        Membership.objects.filter(account=account).update(**values)


# --- invitations


def test_who_lost_the_role_of_a_keeper_does_not_come_back_by_a_link_they_kept(
    people: dict[str, Account], sure: Browsers, as_: Browsers
) -> None:
    link = link_of(sure("keeper"), role="keeper")
    change(people["keeper"], role="reader")
    newcomer = as_("anyone")
    newcomer.get(link)
    assert newcomer.get(HERE).status_code == 410
    newcomer.get(link)
    assert newcomer.post(HERE, JOIN).status_code == 410 and role_of("ilo") is None
    change(people["keeper"], role="keeper")
    assert "as keeper" in opened(newcomer, link).content.decode()


def test_a_page_that_was_open_before_they_lost_it_takes_nothing_either(
    people: dict[str, Account], sure: Browsers, as_: Browsers
) -> None:
    link, outsider = link_of(sure("keeper"), role="keeper"), as_("outsider")
    assert opened(outsider, link).status_code == 200
    with as_system(), writing():
        Account.objects.filter(pk=people["keeper"].pk).update(is_active=False)
    assert outsider.post(HERE, {}).status_code == 410 and role_of("outsider") is None


# --- keys for programs


def test_who_finds_a_session_open_makes_no_key_that_outlives_it(as_: Browsers, server: None) -> None:
    browser = as_("reviewer")
    answer = browser.post(f"{ROOT}/tokens/", {"name": "a notebook", "days": "366"}).content.decode()
    assert 'class="secret"' not in answer and "Confirm first" in answer and 'value="a notebook"' in answer
    with as_system():
        assert not ApiToken.objects.exists()
    browser.post("/account/again/", {"password": PASSWORD})
    assert made(browser)


def test_a_key_opens_nothing_without_the_second_factor_that_is_asked_for(
    dossier: Dossier, people: dict[str, Account], as_: Browsers, server: None
) -> None:
    with viewing(viewer_of(dossier, people["keeper"])):
        key = tokens.make("a notebook", 30)[1]
    assert asked(key).status_code == 200
    with override_settings(SECOND_FACTOR=frozenset(("keeper",))):
        refused = asked(key)
        assert refused.status_code == 403 and "second factor" in refused.json()["title"]
        set_up(as_("keeper"))
        assert asked(key).status_code == 200


# --- addresses of preserved copies


@pytest.fixture
def framed(dossier: Dossier, people: dict[str, Account], as_: Browsers) -> Iterator[tuple[Client, str]]:
    """A reader's browser, and the address of a copy that it shows in a frame."""
    with viewing(viewer_of(dossier, people["keeper"])):
        copy, _ = kept(PAGE.encode(), "text/html")
    browser = as_("reader")
    yield browser, frame_of(browser, f"/copies/{copy}/")


def fetched(address: str) -> Any:
    where = urlsplit(address)
    return Client().get(where.path, headers={"host": where.netloc})


def test_an_address_of_a_copy_ends_with_the_session(framed: tuple[Client, str]) -> None:
    browser, address = framed
    assert fetched(address).status_code == 200
    browser.post("/account/logout/")
    after = fetched(address)
    assert after.status_code == 403 and b"hill" not in after.content


def test_an_address_of_a_copy_ends_with_a_new_password(
    framed: tuple[Client, str], people: dict[str, Account]
) -> None:
    _browser, address = framed
    with as_system(), writing():
        account = Account.objects.get(pk=people["reader"].pk)
        account.set_password("three grey herons by the weir")
        account.save(update_fields=["password"])
    assert fetched(address).status_code == 403


def test_an_address_of_a_copy_does_not_name_the_session(framed: tuple[Client, str]) -> None:
    from django.core import signing

    from sourcebook.workbench.evidence.address import _SALT

    browser, address = framed
    given = signing.loads(address.split("/")[3], salt=_SALT)
    assert browser.session.session_key and browser.session.session_key not in str(given)
    assert "Set-Cookie" not in fetched(address).headers
