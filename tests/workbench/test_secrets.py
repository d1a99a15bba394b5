"""Nothing that opens anything stands in the log, whatever fails; and other doors that stay shut."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.workbench.conftest import PASSWORD
from tests.workbench.people.test_inviting import HERE, JOIN, link_of

from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.frame.scrubbed import Scrubbed, scrubbed


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that anything logs, as the console gets it, at the lowest level."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    given = settings.LOGGING["formatters"]["line"]
    assert given["()"].endswith(".Scrubbed")
    handler.setFormatter(Scrubbed(given["format"], style=given["style"]))
    loggers = [logging.getLogger(name) for name in ("", "django", "waitress")]
    before = [(one, one.level) for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(logging.DEBUG)
    yield told
    for one, level in before:
        one.removeHandler(handler)
        one.setLevel(level)


def _fail(*given: object, **named: object) -> Any:
    # As a database does: with the values in its words.
    raise RuntimeError(f"Key (password)=({PASSWORD}) given {given!r} {named!r}")


def failing(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def test_what_fails_is_logged_without_links_passwords_sessions_or_tokens(
    log: io.StringIO, sure: Callable[[str], Client], as_: Callable[[str], Client],
    people: dict[str, Account], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    keeper = sure("keeper")
    link = link_of(keeper)
    answer = keeper.post(f"/d/ardovia/people/{people['reader'].pk}/password/")
    found = re.search(r'value="http://[^/]+(/account/password/new/[^"]+)"', answer.content.decode())
    assert found
    secrets = [link.rstrip("/").split("/")[-1], found[1].rstrip("/").split("-", 1)[-1], PASSWORD]
    secrets.append(keeper.cookies[settings.SESSION_COOKIE_NAME].value)

    monkeypatch.setattr("sourcebook.workbench.accounts.invited.within_limit", _fail)
    assert failing(as_("anyone")).get(link).status_code == 500
    monkeypatch.setattr("allauth.account.forms.default_token_generator.check_token", _fail)
    assert failing(as_("anyone")).get(found[1]).status_code == 500
    monkeypatch.setattr("allauth.account.auth_backends.AuthenticationBackend.authenticate", _fail)
    login = failing(as_("anyone"))
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', login.get("/account/login/").content.decode()
    )
    assert token
    login.post("/account/login/", {"login": "reader", "password": PASSWORD, "csrfmiddlewaretoken": token[1]})
    assert login.post("/d/ardovia/").status_code in (302, 405)
    told = log.getvalue()
    assert "/account/invited/…" in told and "builtins.RuntimeError" in told and "invited.py" in told
    assert told.count("Internal Server Error") == 3
    for secret in (*secrets, token[1]):
        assert secret not in told, secret[:4]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Internal Server Error: /open/AbC-1_x", "Internal Server Error: /open/…"),
        ("/account/invited/AbC-1_x/ failed", "/account/invited/…/ failed"),
        ("/account/password/new/0a1b-xyz-123/", "/account/password/new/0a1b-…/"),
        ("{'password': 'nine', 'login': 'a'}", "{'password': '…', 'login': 'a'}"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer …"),
        ("csrfmiddlewaretoken=abc&name=x", "csrfmiddlewaretoken=…&name=x"),
        ("Cookie: __Host-session=abc; sourcebook_csrf=def", "Cookie: __Host-session=…; sourcebook_csrf=…"),
        ("/d/ardovia/records/ took 3 s", "/d/ardovia/records/ took 3 s"),
    ],
)
def test_a_line_keeps_everything_else(line: str, left: str) -> None:
    assert scrubbed(line) == left


def test_fields_that_a_form_does_not_have_change_nothing(
    sure: Callable[[str], Client], as_: Callable[[str], Client], people: dict[str, Account], dossier: Dossier
) -> None:
    link, newcomer = link_of(sure("keeper"), role="reader"), as_("anyone")
    newcomer.get(link)
    more = {
        "is_staff": "on",
        "is_superuser": "on",
        "role": "keeper",
        "id": str(people["keeper"].pk),
        "is_active": "",
    }
    newcomer.post(HERE, {**JOIN, **more})
    with as_system():
        made = Account.objects.get(handle="ilo")
        parts = list(made.memberships.values_list("role", "dossier__slug"))
    assert parts == [("reader", "ardovia")] and made.pk != people["keeper"].pk
    assert made.is_active and not made.is_staff and not made.is_superuser


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH"])
def test_a_method_that_a_header_or_field_names_is_not_the_method(
    method: str, as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    for headers, form in (({"x-http-method-override": method}, {}), ({}, {"_method": method})):
        assert as_("keeper").post("/d/ardovia/", form, headers=headers).status_code == 405


def test_a_host_that_is_not_ours_gets_nothing(people: dict[str, Account]) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example"):
        answer = Client(headers={"host": host}).get("/account/login/")
        assert answer.status_code == 400 and b"evil" not in answer.content, host
    answer = Client(headers={"host": "127.0.0.1:8000", "x-forwarded-host": "evil.example"}).get(
        "/", follow=False
    )
    assert "evil" not in answer.headers.get("Location", "")


def test_a_file_of_a_list_is_named_without_paths(
    as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    for ending in ("csv%2f..%2f..%2fetc", "..%2f..%2fpasswd", "csv%00"):
        assert as_("keeper").get(f"/d/ardovia/records/export.{ending}").status_code == 404
    for path in (
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/workbench/../../settings.py",
    ):
        assert as_("keeper").get(path).status_code == 404, path


def test_pages_of_a_dossier_are_not_kept_by_the_browser_and_no_frame_has_them(
    as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    for address in (
        "/d/ardovia/people/",
        "/d/ardovia/log/",
        "/d/ardovia/log/export.csv",
        "/d/nowhere/",
        HERE,
    ):
        answer = as_("keeper").get(address)
        assert "no-store" in answer["Cache-Control"], address
        assert (
            answer["X-Frame-Options"] == "DENY"
            and "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        )
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", address
