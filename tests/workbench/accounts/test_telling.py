"""A change of a password or factor is told to whose account it is: at log-in, on their page, by mail if there is."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client, TestCase, override_settings
from tests.workbench.accounts.test_coming_in import enter
from tests.workbench.accounts.test_second_factor import set_up
from tests.workbench.conftest import PASSWORD
from tests.workbench.people.test_inviting import HERE, JOIN, link_of
from tests.workbench.test_modes import SERVER, python

from sourcebook.dossier.models import Account
from sourcebook.dossier.models.access import Sighting
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.accounts.mailing import mail_of
from sourcebook.workbench.frame.ledger import Ledger

HAPPENED = "/account/happened/"
NEW = "three grey herons by the weir"
TOLD = "of your account (password, second factor, keys)"
Browsers = Callable[[str], Client]


def new_password(client: Client) -> None:
    client.post("/account/again/", {"password": PASSWORD})
    answer = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.status_code == 302


def test_a_new_password_is_told_at_the_next_log_in_and_not_made_unsaid_by_one_more(
    as_: Browsers, server: None, people: dict[str, Account], fresh_ledger: Ledger
) -> None:
    thief = as_("reader")
    new_password(thief)
    fresh_ledger.settle()
    for _ in range(2):
        owner = as_("anyone")
        enter(owner, "reader", NEW)
        page = owner.get("/").content.decode()
        assert f"1 change {TOLD}" in page and f'href="{HAPPENED}"' in page
        fresh_ledger.settle()
    assert TOLD not in owner.get("/").content.decode(), "said once a log-in"


def test_who_changed_nothing_is_told_nothing(as_: Browsers, server: None, fresh_ledger: Ledger) -> None:
    new_password(as_("reader"))
    fresh_ledger.settle()
    other = as_("anyone")
    enter(other, "reviewer")
    assert TOLD not in other.get("/").content.decode()


def test_what_is_long_past_is_told_once(
    as_: Browsers, server: None, people: dict[str, Account], fresh_ledger: Ledger
) -> None:
    new_password(as_("reader"))
    fresh_ledger.settle()
    with as_system(), writing():
        for one in Sighting.objects.filter(account=people["reader"]):
            Sighting.objects.filter(pk=one.pk).update(
                at=one.at - timedelta(days=40 if one.act == "new password" else 50)
            )
    for said in (True, False):
        owner = as_("anyone")
        enter(owner, "reader", NEW)
        assert (TOLD in owner.get("/").content.decode()) is said
        fresh_ledger.settle()


def test_the_page_of_an_account_tells_what_happened_with_it_and_nothing_of_others(
    sure: Browsers, as_: Browsers, people: dict[str, Account]
) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        set_up(as_("reader"))
    enter(as_("anyone"), "reader", "not the password")
    sure("keeper").post(f"/d/ardovia/people/{people['reader'].pk}/password/")
    page = as_("reader").get(HAPPENED).content.decode()
    for said in ("changed their second factor", "a log-in with their name failed", "a keeper", "gave a link"):
        assert said in page, said
    other = as_("reviewer").get(HAPPENED).content.decode()
    assert "second factor</span>" not in other and "gave a link" not in other
    assert as_("anyone").get(HAPPENED)["Location"].startswith("/account/login/")


@pytest.fixture
def mailing(server: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server that has mail."""
    monkeypatch.setattr(mail, "outbox", [], raising=False)
    with override_settings(
        ACCOUNT_EMAIL_NOTIFICATIONS=True, EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        DEFAULT_FROM_EMAIL="sourcebook@ardovia.example",
    ):  # fmt: skip
        yield


def sent() -> list[mail.EmailMessage]:
    """What was sent, once the threads that send have done it."""
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join(20)
    return list(mail.outbox)


def test_where_the_server_has_mail_a_change_is_mailed_and_nothing_else(
    as_: Browsers, mailing: None, people: dict[str, Account]
) -> None:
    client = as_("reader")
    enter(as_("anyone"), "reader")
    assert sent() == [], "a log-in is no change"
    with TestCase.captureOnCommitCallbacks(execute=True):
        set_up(client)
    new_password(client)
    messages = sent()
    assert [one.to for one in messages] == [["reader@observatory.example"]] * 2
    bodies = [str(one.body) for one in messages]
    assert any("app was set up" in one for one in bodies) and any("new password" in one for one in bodies)
    for message in messages:
        for secret in ("ardovia", "http", "127.0.0.1", "Vela", "reader", NEW):
            assert secret not in str(message.body) + message.subject, secret


def test_who_is_invited_is_told_of_changes_at_that_address_where_there_is_mail(
    sure: Browsers, as_: Browsers, mailing: None
) -> None:
    for mailed, login in ((True, "ilo"), (False, "oda")):
        with override_settings(ACCOUNT_EMAIL_NOTIFICATIONS=mailed):
            link = link_of(sure("keeper"), email=f"{login}@observatory.example")
            newcomer = as_("anyone")
            newcomer.get(link)
            assert newcomer.post(HERE, {**JOIN, "username": login}).status_code == 302
        with as_system():
            found = Account.objects.get(handle=login).email
        assert found == (f"{login}@observatory.example" if mailed else "")


def test_a_mail_server_that_is_away_holds_nobody_up_and_no_address_is_logged(
    as_: Browsers, mailing: None, people: dict[str, Account], caplog: pytest.LogCaptureFixture
) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as closed:
        port = closed.server_address[1]
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port,
        EMAIL_USE_TLS=False, EMAIL_USE_SSL=False, EMAIL_HOST_USER="",
    ):  # fmt: skip
        new_password(as_("reader"))
        assert sent() == []
    assert "was not sent" in caplog.text and "observatory" not in caplog.text


@pytest.mark.parametrize(
    ("address", "host", "port", "ssl", "tls"),
    [
        ("smtps://mail%40ardovia:a%3Ab@mail.example", "mail.example", 465, True, False),
        ("smtp+tls://mail%40ardovia:a%3Ab@mail.example:2587", "mail.example", 2587, False, True),
        ("smtp://mail%40ardovia:a%3Ab@localhost", "localhost", 25, False, False),
    ],
)
def test_the_address_of_a_mail_server(address: str, host: str, port: int, ssl: bool, tls: bool) -> None:
    assert mail_of(address) == {
        "host": host, "port": port, "user": "mail@ardovia", "password": "a:b", "ssl": ssl, "tls": tls,
    }  # fmt: skip


@pytest.mark.parametrize(
    "address", ["smtp://mail.example", "mail.example", "https://mail.example", "smtps://"]
)
def test_mail_in_clear_over_a_network_and_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="SOURCEBOOK_MAIL"):
        mail_of(address)


def test_a_server_without_mail_sends_none(tmp_path: Path) -> None:
    code = (
        "import json, sourcebook.workbench.settings as s;"
        "print(json.dumps([s.ACCOUNT_EMAIL_NOTIFICATIONS, s.EMAIL_BACKEND.split('.')[-2], s.DEFAULT_FROM_EMAIL]))"
    )
    assert json.loads(python(code, tmp_path, **SERVER).stdout) == [False, "dummy", ""]
    with_mail = {"SOURCEBOOK_MAIL": "smtps://a:b@mail.example"}
    refused = python(code, tmp_path, **SERVER, **with_mail)
    assert refused.returncode != 0 and "SOURCEBOOK_MAIL_FROM" in refused.stderr
    told = python(code, tmp_path, **SERVER, **with_mail, SOURCEBOOK_MAIL_FROM="s@ardovia.example")
    assert json.loads(told.stdout) == [True, "smtp", "s@ardovia.example"]
