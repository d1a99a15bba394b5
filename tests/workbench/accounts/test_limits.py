"""Limits hold for all processes together, and shut nobody out for good; sessions end by themselves."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from tests.workbench.conftest import BACKEND, PASSWORD

from sourcebook.dossier.models import Account
from sourcebook.workbench.accounts.limits import LIMITS, within_limit

LOGIN = "/account/login/"


def browser(address: str) -> Client:
    return Client(headers={"host": "127.0.0.1:8000"}, REMOTE_ADDR=address)


def enter(client: Client, password: str = PASSWORD, login: str = "reader") -> bool:
    client.post(LOGIN, {"login": login, "password": password})
    return client.get("/").status_code == 200


def test_counts_lie_in_the_database_where_all_processes_see_them(database: str) -> None:
    assert str(settings.CACHES["default"]["BACKEND"]).endswith("DatabaseCache")
    cache.set("counted", 3)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM workbench_counts")
        assert cursor.fetchone()[0] == 1


def test_what_has_a_limit_is_counted_for_each_person(people: dict[str, Account]) -> None:
    most = int(LIMITS["invite"].split("/")[0])
    requests = {}
    for who in ("keeper", "reader"):
        requests[who] = RequestFactory().post("/")
        requests[who].user = people[who]
    assert all(within_limit(requests["keeper"], "invite") for _ in range(most))
    assert not within_limit(requests["keeper"], "invite")
    assert within_limit(requests["reader"], "invite")


def test_beyond_the_limit_nothing_is_taken_out_or_in_and_one_line_says_so(
    as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "export", "1/h/user")
    monkeypatch.setitem(LIMITS, "upload", "1/h/user")
    keeper = as_("keeper")
    assert keeper.get("/d/ardovia/records/export.csv").status_code == 200
    for path in ("/d/ardovia/records/export.jsonl", "/d/ardovia/log/export.csv"):
        answer = keeper.get(path)
        assert answer.status_code == 429 and b"very often within the hour" in answer.content
    assert as_("reviewer").get("/d/ardovia/records/export.csv").status_code == 200
    assert keeper.post("/d/ardovia/bring/", {}).status_code == 400
    assert keeper.post("/d/ardovia/bring/", {}).status_code == 429
    assert keeper.get("/d/ardovia/bring/").status_code == 200


def test_who_guesses_from_elsewhere_does_not_shut_the_owner_out(people: dict[str, Account]) -> None:
    for number in range(8):
        assert not enter(browser("198.51.100.7"), f"guess {number}")
    assert not enter(browser("198.51.100.7")), "the one who guessed waits"
    assert enter(browser("203.0.113.5"))


def test_many_who_guess_together_are_stopped_and_the_owner_comes_in_from_a_browser_that_they_used(
    people: dict[str, Account], server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcebook.workbench.accounts.adapter._GUESSES", {"guesses": "6/h/key"})
    mine = browser("203.0.113.5")
    assert enter(mine)
    mine.post("/account/logout/")
    for number in range(7):
        assert not enter(browser(f"198.51.100.{number}"), f"guess {number}")
    assert not enter(browser("192.0.2.9")), "a browser that nobody knows waits, though the password is right"
    assert enter(mine)
    mine.post("/account/logout/")
    forged = browser("192.0.2.9")
    forged.cookies["__Host-known"] = mine.cookies["__Host-known"].value[:-2] + "xx"
    assert not enter(forged)
    other = browser("192.0.2.10")
    other.cookies["__Host-known"] = mine.cookies["__Host-known"].value
    assert enter(other, login="reviewer"), (
        "known as another it is as unknown, and the other is under no guess"
    )


def test_a_log_in_that_goes_well_is_not_counted(people: dict[str, Account]) -> None:
    for _ in range(12):
        client = browser("203.0.113.5")
        assert enter(client)


def test_a_session_that_somebody_foisted_on_the_browser_is_not_the_one_that_logs_in(
    people: dict[str, Account],
) -> None:
    client = browser("203.0.113.5")
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["planted"] = 1
    store.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    assert enter(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != store.session_key
    assert not store.exists(store.session_key)


def test_a_session_ends_when_it_is_not_used_and_when_it_is_old(
    people: dict[str, Account], server: None
) -> None:
    for name, past in (("used", settings.SESSION_IDLE_SECONDS), ("began", settings.SESSION_COOKIE_AGE)):
        client = browser("203.0.113.5")
        client.force_login(people["reader"], backend=BACKEND)
        assert client.get("/").status_code == 200
        session = client.session
        session[name] = int(time.time()) - past - 5
        session.save()
        assert client.get("/").status_code == 302, name
        assert client.get("/").status_code == 302, name


def test_a_session_in_use_is_written_seldom(people: dict[str, Account], server: None) -> None:
    client = browser("203.0.113.5")
    client.force_login(people["reader"], backend=BACKEND)
    client.get("/")
    first = client.session["used"]
    client.get("/")
    assert client.session["used"] == first
    session = client.session
    session["used"] = first - 400
    session.save()
    client.get("/")
    assert client.session["used"] >= first


def test_a_new_password_ends_the_other_sessions(people: dict[str, Account]) -> None:
    here, there = browser("203.0.113.5"), browser("203.0.113.6")
    assert enter(here) and enter(there)
    good = "four slow carts of barley"
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": good, "password2": good})
    assert here.get("/").status_code == 200 and there.get("/").status_code == 302


def test_all_others_are_ended_with_one_button(
    people: dict[str, Account], as_: Callable[[str], Client]
) -> None:
    here, there = browser("203.0.113.5"), browser("203.0.113.6")
    assert enter(here) and enter(there)
    assert "End all others" in here.get("/account/sessions/").content.decode()
    here.post("/account/sessions/")
    assert there.get("/").status_code == 302 and UserSession.objects.count() == 1


def test_of_a_cookie_that_knows_the_browser_nothing_is_made_at_home(people: dict[str, Account]) -> None:
    client = browser("127.0.0.1")
    assert enter(client) and "__Host-known" not in client.cookies
    with override_settings(LOCAL=False):
        client.get("/")
    cookie = client.cookies["__Host-known"]
    assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
