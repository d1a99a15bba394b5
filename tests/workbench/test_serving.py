"""`sourcebook serve` as a user has it: a real process, a real browser."""

from __future__ import annotations

import http.client
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.workbench.opening import LOGIN, Served, command, served


@pytest.fixture(scope="module")
def home_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home") / "data"
    made = command(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    assert made.returncode == 0, made.stderr
    added = command(home, "create", "event", "type=killing", "when=2031-03-18", "--why", "told by two papers")
    assert added.returncode == 0, added.stderr
    return home


@pytest.fixture(scope="module")
def workbench(home_folder: Path) -> Iterator[Served]:
    """One that all tests share which do not care about its link."""
    with served(home_folder) as running:
        yield running


@pytest.fixture(scope="module")
def entered(workbench: Served, chromium: Browser) -> Any:
    """The cookies of a browser in which the link was opened."""
    context = chromium.new_context()
    context.new_page().goto(workbench.link)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def own(home_folder: Path) -> Iterator[Served]:
    """One of the test's own, whose link nobody has used."""
    with served(home_folder) as running:
        yield running


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser in which nobody is logged in."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def inside(chromium: Browser, entered: Any) -> Iterator[BrowserContext]:
    """A browser in which the researcher is logged in."""
    context = chromium.new_context(storage_state=entered)
    yield context
    context.close()


def asked(workbench: Served, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """An answer without a browser's rules in between."""
    where = urlsplit(workbench.address)
    connection = http.client.HTTPConnection(where.hostname or "", where.port or 0, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


def test_a_researcher_opens_the_link_sees_the_dossier_and_logs_out_and_the_link_opens_once(
    own: Served, window: BrowserContext, chromium: Browser
) -> None:
    page = window.new_page()
    said: list[str] = []
    outside: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda made: outside.append(made.url))
    page.goto(own.link)
    assert page.url == own.address
    page.get_by_role("link", name="Hatred and Its Consequences in Ardovia").click()
    assert page.url == f"{own.address}d/ardovia/"
    assert page.get_by_role("heading", level=1).inner_text() == "Hatred and Its Consequences in Ardovia"
    assert "1 draft to review" in page.inner_text("main") and "told by two papers" in page.inner_text("main")
    page.get_by_text(LOGIN, exact=True).first.click()
    page.get_by_role("button", name="Log out").click()
    assert page.url == f"{own.address}account/login/"
    page.goto(f"{own.address}d/ardovia/")
    assert page.url.startswith(f"{own.address}account/login/")
    assert said == []
    assert [url for url in outside if not url.startswith(own.address)] == []
    other = chromium.new_context().new_page()
    other.goto(own.link)
    assert "This link was used already" in other.inner_text("main")
    other.goto(f"{own.address}d/ardovia/")
    assert "account/login" in other.url
    other.context.close()


def test_a_session_ends_with_the_program(home_folder: Path, window: BrowserContext) -> None:
    page = window.new_page()
    with served(home_folder) as first:
        page.goto(first.link)
        cookies = window.cookies()
    with served(home_folder) as second:
        session = next(each for each in cookies if each["name"] == "sourcebook_session")
        status, headers, _ = asked(second, "/", Cookie=f"sourcebook_session={session['value']}")
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
        _, said = running.process.communicate(timeout=20)
        assert "Traceback" not in said
        assert said.count("stopped; nothing is half done") == 1


def test_a_port_that_is_taken_is_told_in_one_line(workbench: Served, home_folder: Path) -> None:
    port = str(urlsplit(workbench.address).port)
    refused = command(home_folder, "serve", "--port", port)
    assert refused.returncode == 2
    assert refused.stderr.strip() == f"sourcebook: port {port} is taken: choose another with --port"


def test_without_a_dossier_it_says_how_to_begin(tmp_path: Path, window: BrowserContext) -> None:
    with served(tmp_path / "new") as running:
        page = window.new_page()
        page.goto(running.link)
        assert page.get_by_role("button", name="Make a dossier").is_visible()


def test_tables_are_added_beside_a_dossier_of_before(tmp_path: Path, window: BrowserContext) -> None:
    home = tmp_path / "before"
    lean = {"DJANGO_SETTINGS_MODULE": "sourcebook.settings"}
    assert command(home, "init", "ardovia", **lean).returncode == 0
    with served(home) as running:
        page = window.new_page()
        page.goto(running.link)
        assert page.get_by_role("link", name="ardovia").count() == 1


def test_the_first_view_is_light(workbench: Served, inside: BrowserContext) -> None:
    page = inside.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(f"{workbench.address}d/ardovia/", wait_until="networkidle")
    assert len(sizes) >= 4 and sum(sizes.values()) < 150_000, sizes


def test_keys_and_look(workbench: Served, inside: BrowserContext) -> None:
    page = inside.new_page()
    page.goto(f"{workbench.address}d/ardovia/")
    page.keyboard.press("?")
    shown = page.locator("#keys")
    assert shown.is_visible() and "Home" in shown.inner_text()
    page.keyboard.press("Escape")
    assert not shown.is_visible()
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("d")
    assert page.url == workbench.address
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="dark").click()
    assert page.evaluate("document.documentElement.dataset.look") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 27)"


def _ready(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    scheme: str,
    width: int,
    workbench: Served,
    entered: Any,
    chromium: Browser,
    outside: Callable[[str], Path],
) -> None:
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
        bypass_csp=True,
        storage_state=entered,
    )
    page = context.new_page()
    axe = outside("axe-core/**/axe.min.js").read_text("utf-8")
    seen = ["", "d/ardovia/", "d/nowhere/", "account/sessions/", "account/second/", "account/password/first/"]
    for path in [*seen, "account/logout/"]:
        page.goto(f"{workbench.address}{path}")
        _ready(page)
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
        )
        assert found == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.clear_cookies()
    page.goto(f"{workbench.address}account/login/")
    _ready(page)
    page.evaluate(axe)
    assert page.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
    context.close()
