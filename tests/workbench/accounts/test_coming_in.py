"""Passwords, second factors, limits: nobody comes in otherwise."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests.workbench.conftest import PASSWORD

from sourcebook.dossier.models import Account
from sourcebook.dossier.seen import as_system

LOGIN = "/account/login/"


def enter(client: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": login, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def code_of(secret: str) -> str:
    _before, now, _after = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


@pytest.mark.parametrize("login", ["reader", "reader@observatory.example", "READER@observatory.example"])
def test_by_short_name_or_mail_and_password(login: str, as_: Callable[[str], Client]) -> None:
    client = as_("anyone")
    response = enter(client, login, next="/d/ardovia/")
    assert response.status_code == 302 and response["Location"] == "/d/ardovia/"
    assert client.get("/d/ardovia/").status_code == 200


@pytest.mark.parametrize(
    ("login", "password"), [("reader", "wrong"), ("nobody", PASSWORD), ("", PASSWORD), ("reader", "")]
)
def test_nobody_else(login: str, password: str, as_: Callable[[str], Client]) -> None:
    client = as_("anyone")
    assert enter(client, login, password).status_code == 200
    assert not is_in(client)


def test_whether_there_is_such_an_account_is_not_told(as_: Callable[[str], Client]) -> None:
    def told(login: str) -> list[str]:
        page = enter(as_("anyone"), login, "not the password").content.decode()
        return re.findall(r'class="errorlist"[^>]*>(.*?)<', page)

    assert told("reader") == told("nobody") != []


def test_an_account_without_a_password_or_closed_does_not_log_in(
    people: dict[str, Account], as_: Callable[[str], Client]
) -> None:
    people["reader"].set_unusable_password()
    people["reader"].save()
    people["reviewer"].is_active = False
    people["reviewer"].save()
    for login in ("reader", "reviewer"):
        client = as_("anyone")
        enter(client, login)
        assert not is_in(client)


def test_who_guesses_is_stopped(as_: Callable[[str], Client]) -> None:
    client = as_("anyone")
    for number in range(10):
        enter(client, "reader", f"guess {number}")
    enter(client, "reader")
    assert not is_in(client)


def test_nobody_signs_up(as_: Callable[[str], Client]) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert as_("anyone").post("/account/signup/", {"username": "eve"}).status_code == 404


def test_where_one_goes_after_logging_in_is_in_this_program(as_: Callable[[str], Client]) -> None:
    for away in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert enter(as_("anyone"), "reader", next=away)["Location"] == "/"
        assert as_("anyone").post("/look", {"look": "dark", "next": away})["Location"] == "/"


def test_a_second_factor_is_asked_for_once_there_is_one_and_a_recovery_code_opens_too(
    as_: Callable[[str], Client],
) -> None:
    client = as_("anyone")
    enter(client, "reader")
    assert client.get("/account/second/app/")["Location"].startswith("/account/again/")
    client.post("/account/again/", {"password": PASSWORD})
    page = client.get("/account/second/app/").content.decode()
    found = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)
    assert found, page
    assert "data:image/svg" in page
    client.post("/account/second/app/", {"code": code_of(found[1])})
    codes = re.findall(r"\b[0-9a-f]{8}\b", client.get("/account/second/codes/file/").content.decode())
    assert len(codes) == 10

    again = as_("anyone")
    assert enter(again, "reader")["Location"].startswith("/account/login/second/")
    assert not is_in(again)
    again.post("/account/login/second/", {"code": "000000"})
    assert not is_in(again)
    again.post("/account/login/second/", {"code": codes[0]})
    assert is_in(again)

    third = as_("anyone")
    enter(third, "reader")
    third.post("/account/login/second/", {"code": codes[0]})
    assert not is_in(third)


def test_a_new_password_is_a_good_one(as_: Callable[[str], Client], people: dict[str, Account]) -> None:
    client = as_("anyone")
    enter(client, "reader")
    for poor in ("short", "reader@observatory", "password1234", "123456789012345"):
        asked = {"oldpassword": PASSWORD, "password1": poor, "password2": poor}
        assert client.post("/account/password/", asked).status_code == 200, poor
    good = "four slow carts of barley"
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": good, "password2": good})
    with as_system():
        people["reader"].refresh_from_db()
    assert people["reader"].check_password(good) and people["reader"].password.startswith("argon2$")


def test_other_sessions_can_be_ended(as_: Callable[[str], Client]) -> None:
    here, there = as_("anyone"), as_("anyone")
    enter(here, "reader")
    time.sleep(0.01)
    enter(there, "reader")
    assert "127.0.0.1" in here.get("/account/sessions/").content.decode()
    here.post("/account/sessions/")
    assert is_in(here) and not is_in(there)


def test_logging_out_needs_a_form_of_ours(as_: Callable[[str], Client], people: dict[str, Account]) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1:8000"})
    client.force_login(people["reader"], backend="allauth.account.auth_backends.AuthenticationBackend")
    refused = client.post("/account/logout/")
    assert refused.status_code == 403 and "opened in another session" in refused.content.decode()
    assert is_in(client)
