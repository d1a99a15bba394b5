"""Passkeys in a real browser, with the authenticator that its developer tools pretend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.workbench.browsing import windows
from tests.workbench.conftest import PASSWORD
from tests.workbench.opening import LOGIN, ran, served, told

_PASSWORD = f"""
from sourcebook.dossier import start
start()
from sourcebook.dossier.models import Account
from sourcebook.dossier.seen import as_system
with as_system():
    account = Account.objects.get()
    account.set_password({PASSWORD!r})
    account.save()
"""


@pytest.fixture
def page(tmp_path: Path, chromium: Browser) -> Iterator[Page]:
    """A browser at `localhost`, where passkeys are given, with a key of its own."""
    home = tmp_path / "data"
    told(home, "init", "ardovia")
    ran(home, "-c", _PASSWORD, DJANGO_SETTINGS_MODULE="sourcebook.workbench.settings")
    with served(home) as running, windows(chromium) as opened:
        page = opened.open(base_url=running.address.replace("127.0.0.1", "localhost"))
        tools = page.context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        tools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
                }
            },
        )  # fmt: skip
        yield page


def by_password(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_text("With a password").click()
    page.get_by_label("Short name or e-mail").fill(LOGIN)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/account/login/"))


def add_key(page: Page, passkey: bool) -> None:
    page.goto("/account/second/keys/new/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    if passkey:
        page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()


def log_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Log out").click()
    page.wait_for_url(lambda url: "logout" not in url)


def test_a_passkey_logs_in_alone(page: Page) -> None:
    by_password(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    add_key(page, passkey=True)
    page.wait_for_url("**/account/second/codes/**")
    page.goto("/account/second/keys/")
    expect(page.locator("main")).to_contain_text("Passkey")
    log_out(page)
    page.goto("/account/login/")
    page.get_by_text("With a password").click()
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    expect(page.get_by_text("Log in", exact=True)).to_have_count(0)
    page.goto("/d/ardovia/people/")
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def test_a_key_is_the_second_factor_after_the_password(page: Page) -> None:
    by_password(page)
    add_key(page, passkey=False)
    page.wait_for_url("**/account/second/codes/**")
    log_out(page)
    by_password(page)
    page.wait_for_url("**/account/login/second/**")
    page.goto("/d/ardovia/people/")
    expect(page).to_have_url(re.compile("/account/login"))
    page.goto("/account/login/second/")
    page.get_by_role("button", name="passkey or key").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    page.goto("/d/ardovia/people/")
    expect(page.get_by_role("heading", name="People")).to_be_visible()
