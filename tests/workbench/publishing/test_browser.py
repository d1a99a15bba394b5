"""In a real browser: from a drafted edition to a package that `sourcebook verify` accepts; changes by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import LONG, Opened, clean, press, ready
from tests.workbench.opening import Served, command, ran, served, told
from tests.workbench.publishing.making import PARTNERS, PASSWORD, SLUG


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a dossier with an edition that can be published, and one with changes that wait."""
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Ardovia")
    settings = {"DJANGO_SETTINGS_MODULE": "sourcebook.workbench.settings"}
    ran(home, "-m", "tests.workbench.publishing.filling", **settings)
    return home


@pytest.fixture(scope="module")
def workbench(filled: Path) -> Iterator[Served]:
    with served(filled) as running:
        yield running


def _done(page: Page) -> None:
    """Waits for the work to end, and goes back to the way by its link."""
    page.wait_for_url("**/work/*/")
    link = page.get_by_role("link", name="The way to publication")
    expect(link).to_be_visible(timeout=LONG)
    link.click()
    ready(page, "**/publish/")


def _partner(page: Page, workbench: Served, name: str) -> Page:
    page.goto(f"{workbench.address}account/login/")
    page.locator("details.or > summary").click()
    page.locator("[name=login]").fill(name.lower())
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(f"{workbench.address}d/ardovia/editions/{SLUG}/publish/")
    return page


def test_from_a_draft_to_a_package_that_verifies(
    page: Page, window: Opened, workbench: Served, filled: Path, tmp_path: Path
) -> None:
    address = f"{workbench.address}d/ardovia/editions/{SLUG}/publish/"
    page.goto(address)
    press(page, "c")
    _done(page)
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    press(page, "f")
    _done(page)
    press(page, "s")
    _done(page)
    for name in PARTNERS[1:]:
        theirs = _partner(window(logged_in=False), workbench, name)
        expect(theirs.get_by_role("button", name="Sign off for")).to_have_count(1)
        theirs.get_by_role("button", name=f"Sign off for {name}").click()
        _done(theirs)
    page.goto(address)
    press(page, "p")
    _done(page)
    with page.expect_download(timeout=LONG) as download:
        press(page, "d")
    package = tmp_path / download.value.suggested_filename
    download.value.save_as(package)
    assert package.name == f"{SLUG}-evidence-package.zip"
    key = page.locator(".facts code.hash").nth(1).inner_text()
    verified = command(filled, "verify", str(package), "--key", key)
    assert verified.returncode == 0, verified.stderr
    assert f"signed by {PARTNERS[0]}" in verified.stdout and "everything holds" in verified.stdout


def test_changes_are_decided_by_keys_alone(page: Page, workbench: Served) -> None:
    page.goto(f"{workbench.address}d/ardovia/editions/words-2031/words/changes/")
    head, card = page.locator("#change-head"), page.locator(".change")
    expect(page.locator(".change ins").first).to_have_text("replied to")
    page.keyboard.press("a")
    expect(page.locator("#messages")).to_contain_text("1 change taken into text 2.")
    expect(card).to_contain_text("Since when?")
    page.keyboard.press("q")
    expect(page.locator("#why")).to_be_focused()
    page.keyboard.type("Was it in May?")
    page.keyboard.press("Escape")
    page.keyboard.press("q")
    expect(page.locator("#messages")).to_contain_text("Noted as a question")
    expect(head).to_contain_text("New paragraph")
    page.keyboard.press("r")
    expect(page.locator("#messages")).to_contain_text("1 change not taken.")
    page.keyboard.press("u")
    expect(page.locator("#messages")).to_contain_text("1 change is open again.")
    expect(head).to_contain_text("New paragraph")
    page.keyboard.press("k")
    expect(card).to_contain_text("Was it in May?")
    page.keyboard.press("j")
    expect(head).to_contain_text("New paragraph")


def test_a_reason_that_was_typed_is_there_again(page: Page, workbench: Served) -> None:
    page.goto(f"{workbench.address}d/ardovia/editions/words-2031/words/changes/?change=3")
    page.locator("#why").fill("the bridge was")
    page.reload()
    expect(page.locator("#why")).to_have_value("the bridge was")
    # Somebody looks at the change before, and comes back.
    press(page, "k")
    expect(page.locator("#why")).to_have_value("")
    press(page, "j")
    expect(page.locator("#why")).to_have_value("the bridge was")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(scheme: Any, width: int, workbench: Served, window: Opened, axe: str) -> None:
    page = window(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in (
        f"{SLUG}/publish/", f"{SLUG}/publish/copies/", f"{SLUG}/words/", "words-2031/publish/",
        "words-2031/words/", "words-2031/words/changes/", "words-2031/words/changes/?change=2&state=all",
    ):  # fmt: skip
        page.goto(f"{workbench.address}d/ardovia/editions/{path}")
        clean(page, axe, width)
