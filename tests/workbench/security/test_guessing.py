"""Nobody guesses a second factor, by however many tries, after they guessed the password."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.workbench.accounts.test_coming_in import code_of
from tests.workbench.accounts.test_second_factor import set_up
from tests.workbench.conftest import PASSWORD


def test_codes_are_not_guessed_by_trying(as_: Callable[[str], Client], server: None) -> None:
    secret = set_up(as_("keeper"))
    thief = as_("anyone")
    thief.post("/account/login/", {"login": "keeper", "password": PASSWORD})
    right = code_of(secret)
    wrong = next(code for code in ("000000", "111111") if code != right)
    for _ in range(12):
        assert thief.post("/account/login/second/", {"code": wrong}).status_code != 302
    late = thief.post("/account/login/second/", {"code": right})
    assert thief.get("/d/ardovia/").status_code == 302, "the right one comes too late"
    assert late.status_code in (200, 302, 403, 429)


def test_a_password_alone_opens_no_page_and_no_form(as_: Callable[[str], Client], server: None) -> None:
    set_up(as_("keeper"))
    thief = as_("anyone")
    answer = thief.post("/account/login/", {"login": "keeper", "password": PASSWORD})
    assert answer["Location"].startswith("/account/login/second/")
    for address in (
        "/",
        "/d/ardovia/",
        "/account/second/",
        "/account/sessions/",
        "/account/password/",
        "/d/ardovia/tokens/",
    ):
        assert thief.get(address)["Location"].startswith("/account/login/"), address
    assert thief.post("/d/ardovia/tokens/", {"name": "x", "days": "30"})["Location"].startswith(
        "/account/login/"
    )
    assert thief.post("/account/again/", {"password": PASSWORD})["Location"].startswith("/account/login/")
