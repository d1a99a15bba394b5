"""`sourcebook serve` as a user has it: a real process, a real browser."""

from __future__ import annotations

import http.client
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, away, clean, press
from tests.workbench.opening import LOGIN, Served, command, served, told


@pytest.fixture(scope="module")
def home_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    told(home, "create", "event", "type=killing", "when=2031-03-18", "--why", "told by two papers")
    return home


@pytest.fixture(scope="module")
def workbench(home_folder: Path) -> Iterator[Served]:
    """One that all tests share which do not care about its link."""
    with served(home_folder) as running:
        yield running


@pytest.fixture
def own(home_folder: Path) -> Iterator[Served]:
    """One of the test's own, whose link nobody has used."""
    with served(home_folder) as running:
        yield running


def asked(workbench: Served, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """An answer without a browser's rules in between."""
    where = urlsplit(workbench.address)
    connection = http.client.HTTPConnection(where.hostname or "", where.port or 0, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


def test_a_researcher_opens_the_link_sees_the_dossier_and_logs_out_and_the_link_opens_once(
    own: Served, window: Opened
) -> None:
    page = window(logged_in=False)
    said: list[str] = []
    outside: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda made: outside.append(made.url))
    page.goto(own.link)
    assert page.url == own.address
    page.get_by_role("link", name="Hatred and Its Consequences in Ardovia").click()
    page.wait_for_url(f"{own.address}d/ardovia/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hatred and Its Consequences in Ardovia")
    expect(page.locator("main")).to_contain_text("1 draft to review")
    expect(page.locator("main")).to_contain_text("told by two papers")
    page.get_by_text(LOGIN, exact=True).first.click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{own.address}account/login/")
    page.goto(f"{own.address}d/ardovia/")
    assert page.url.startswith(f"{own.address}account/login/")
    assert said == []
    assert [url for url in outside if not url.startswith(own.address)] == []
    other = window(logged_in=False)
    other.goto(own.link)
    expect(other.locator("main")).to_contain_text("This link was used already")
    other.goto(f"{own.address}d/ardovia/")
    expect(other).to_have_url(re.compile("account/login"))


def test_a_session_ends_with_the_program(home_folder: Path, window: Opened) -> None:
    page = window(logged_in=False)
    with served(home_folder) as first:
        page.goto(first.link)
        cookies = page.context.cookies()
        away(page)
    with served(home_folder) as second:
        (session,) = [each.get("value") for each in cookies if each.get("name") == "sourcebook_session"]
        status, headers, _ = asked(second, "/", Cookie=f"sourcebook_session={session}")
        assert status == 302 and headers["Location"].startswith("/account/login/")


def test_another_sites_name_for_this_computer_gets_nothing(own: Served) -> None:
    token = own.link.removeprefix(own.address)
    for name in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example"):
        status, headers, body = asked(own, f"/{token}", Host=name)
        assert status == 400 and "Set-Cookie" not in headers, name
        assert "could not be understood" in body
    # And so the link is still good.
    assert asked(own, f"/{token}")[0] == 302


def test_a_wrong_token_says_no_more_than_an_old_one(workbench: Served) -> None:
    wrong = asked(workbench, "/open/AAAA")
    assert wrong[0] == 302 and wrong[1]["Location"] == "/account/login/?link=used"
    assert "sourcebook_session" not in wrong[1].get("Set-Cookie", "")


def test_it_listens_on_this_computer_alone(workbench: Served, home_folder: Path) -> None:
    assert workbench.address.startswith("http://127.0.0.1:")
    refused = command(home_folder, "serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == 2
    assert "SOURCEBOOK_HOSTS" in refused.stderr and len(refused.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(home_folder: Path, how: signal.Signals) -> None:
    with served(home_folder) as running:
        assert asked(running, "/account/login/")[0] == 200
        running.process.send_signal(how)
        said = running.end()
        assert "Traceback" not in said
        assert said.count("stopped; nothing is half done") == 1


def test_a_port_that_is_taken_is_told_in_one_line(workbench: Served, home_folder: Path) -> None:
    port = str(urlsplit(workbench.address).port)
    refused = command(home_folder, "serve", "--port", port)
    assert refused.returncode == 2
    assert refused.stderr.strip() == f"sourcebook: port {port} is taken: choose another with --port"


def test_without_a_dossier_it_says_how_to_begin(tmp_path: Path, window: Opened) -> None:
    with served(tmp_path / "new") as running:
        page = window(logged_in=False)
        page.goto(running.link)
        expect(page.get_by_role("button", name="Make a dossier")).to_be_visible()
        away(page)


def test_tables_are_added_beside_a_dossier_of_before(tmp_path: Path, window: Opened) -> None:
    home = tmp_path / "before"
    lean = {"DJANGO_SETTINGS_MODULE": "sourcebook.settings"}
    assert command(home, "init", "ardovia", **lean).returncode == 0
    with served(home) as running:
        page = window(logged_in=False)
        page.goto(running.link)
        expect(page.get_by_role("link", name="ardovia")).to_have_count(1)
        away(page)


def test_the_first_view_is_light(workbench: Served, page: Page) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(f"{workbench.address}d/ardovia/", wait_until="networkidle")
    assert len(sizes) >= 4 and sum(sizes.values()) < 150_000, sizes


def test_keys_and_look(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/")
    page.keyboard.press("?")
    shown = page.locator("#keys")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("Home")
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    press(page, "g d", to=workbench.address)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("To the content")
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="dark").click()
    expect(page.locator("html")).to_have_attribute("data-look", "dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(23, 24, 27)")


def _ready(page: Page) -> Page:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(scheme: Any, width: int, workbench: Served, window: Opened, axe: str) -> None:
    page = window(
        expected="status of 404",
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        bypass_csp=True,
    )
    seen = ["", "d/ardovia/", "d/nowhere/", "account/sessions/", "account/second/", "account/password/first/"]
    for path in [*seen, "account/logout/"]:
        page.goto(f"{workbench.address}{path}")
        clean(_ready(page), axe, width)
    page.context.clear_cookies()
    page.goto(f"{workbench.address}account/login/")
    clean(_ready(page), axe)
