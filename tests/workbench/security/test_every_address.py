"""What must hold for each address of the program, made over all that there are; and how one comes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.workbench.accounts.test_coming_in import enter, is_in
from tests.workbench.conftest import BACKEND, PASSWORD
from tests.workbench.one_database import database  # noqa: F401
from tests.workbench.samples import SAMPLES

from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.models.desk import Work
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.frame.matrix import Address, addresses
from sourcebook.workbench.frame.rules import TOKEN

Browsers = Callable[[str], Client]


def of(each: Address, dossier: Dossier) -> str:
    return reverse(each.name, kwargs={name: SAMPLES[name](dossier) for name in each.arguments})


def test_no_form_is_taken_that_did_not_come_from_a_page_of_this_session(
    dossier: Dossier, people: dict[str, Account]
) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1:8000"})
    client.force_login(people["keeper"], backend=BACKEND)
    judged = 0
    for each in addresses():
        # A file that somebody brings in must wait there first: see the next test.
        if each.rule is None or each.rule.who == TOKEN or each.name == "bring-look":
            continue
        for method in set(each.rule.methods) - {"GET"}:
            answer = client.generic(method, of(each, dossier), b"name=x", "application/x-www-form-urlencoded")
            assert answer.status_code == 403 and b"another session" in answer.content, (method, each.route)
            judged += 1
    assert judged > 40 and is_in(client), "nobody was logged out either"


def test_nor_where_a_form_with_a_file_is_read_before_it_is_judged(
    dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    sheet = SimpleUploadedFile("roads.csv", b"when,what\n2031-03-18,closed\n", "text/csv")
    waits = as_("keeper").post("/d/ardovia/bring/", {"file": sheet})["Location"]
    assert waits.startswith("/d/ardovia/bring/")
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1:8000"})
    client.force_login(people["keeper"], backend=BACKEND)
    for address in (waits, "/d/ardovia/bring/", "/check/", "/check/scrub/"):
        sheet.seek(0)
        answer = client.post(address, {"file": sheet, "report": sheet})
        assert answer.status_code in (403, 404) and (address != waits or answer.status_code == 403), address
    with as_system():
        assert not Work.objects.exists()


def test_no_address_is_kept_by_a_browser_or_shown_in_a_frame_or_guesses_types(
    dossier: Dossier, as_: Browsers
) -> None:
    client = as_("keeper")
    for each in addresses():
        if each.rule is None or not each.rule.takes("GET"):
            continue
        answer = client.get(of(each, dossier))
        told = (each.route, answer.status_code, dict(answer.headers))
        assert "no-store" in answer.headers.get("Cache-Control", ""), told
        assert answer.headers.get("X-Content-Type-Options") == "nosniff", told
        assert answer.headers.get("X-Frame-Options") == "DENY", told
        assert "default-src 'none'" in answer.headers.get("Content-Security-Policy", ""), told
        assert answer.headers.get("Referrer-Policy") in ("same-origin", "no-referrer"), told
        assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(answer.headers), told
        kind = answer.headers.get("Content-Type", "")
        assert "charset=utf-8" in kind or not kind.startswith("text/"), told
    assert settings.DEBUG is False


def test_a_name_that_there_is_not_takes_as_much_work_as_one_that_there_is(
    as_: Browsers, people: dict[str, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    people["reviewer"].set_unusable_password()
    people["reviewer"].save()
    people["publisher"].is_active = False
    people["publisher"].save()
    done: list[str] = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)

        def counted(self: Any, *given: Any, real: Any = real, **named: Any) -> Any:
            # `verify` of this hasher does not call `encode`: each is one work of the same size.
            done.append("work")
            return real(self, *given, **named)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    work = {}
    for login in ("reader", "nobody", "nobody@nowhere.example", "reviewer", "publisher"):
        done.clear()
        enter(as_("anyone"), login, "not the password")
        work[login] = len(done)
    assert set(work.values()) == {1}, work


@pytest.mark.parametrize(
    "words", ["в тихой долине поёт одна река ✓", "a " * 60 + "z", "  four carts of barley "]
)
def test_a_password_may_be_long_and_of_any_letters_and_nothing_of_it_is_cut_off(
    words: str, as_: Browsers, people: dict[str, Account]
) -> None:
    client = as_("reader")
    client.post("/account/again/", {"password": PASSWORD})
    asked = {"oldpassword": PASSWORD, "password1": words, "password2": words}
    assert client.post("/account/password/", asked).status_code == 302
    for given, opens in (
        (words, True),
        (words[:-1] + "y", False),
        (words.strip()[:72], words.strip()[:72] == words),
    ):
        other = as_("anyone")
        enter(other, "reader", given)
        assert is_in(other) is opens, given


def test_the_present_password_is_asked_for_where_a_new_one_is_set(as_: Browsers, server: None) -> None:
    client = as_("reader")
    asked = {
        "oldpassword": "not the password",
        "password1": "four carts of barley",
        "password2": "four carts of barley",
    }
    client.post("/account/password/", asked)
    other = as_("anyone")
    enter(other, "reader", "four carts of barley")
    assert not is_in(other)


@pytest.mark.usefixtures("database")
def test_no_account_is_there_from_the_start() -> None:
    with as_system():
        assert not Account.objects.exists()
