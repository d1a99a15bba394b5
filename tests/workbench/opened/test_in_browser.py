"""What is sealed in a real browser: opened, read, changed, closed again; what stays of it in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, clean, press, ready
from tests.workbench.opened.conftest import NOTE, PASSPHRASE, PLACE_TOLD
from tests.workbench.opening import Served, ran, served, told

_FILL = """
from sourcebook.dossier import start
start()
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system
from tests.workbench.opened.conftest import seal_all
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
held = seal_all(dossier, keeper)
print(held.event, held.copy)
"""
_KEPT = "JSON.stringify([{...sessionStorage}, {...localStorage}, document.title])"
_TYPED = "the cellar, the second door"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The home of a dossier with what is sealed, and the ids of an event and a copy."""
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    return home, ran(home, "-c", _FILL).split()


@pytest.fixture(scope="module")
def workbench(filled: tuple[Path, list[str]]) -> Iterator[Served]:
    with served(filled[0]) as running:
        yield running


def _open(page: Page, workbench: Served, record: str) -> None:
    """Opens what is sealed from the page of a record, by keys; closed before, whoever left it open."""
    page.goto(f"{workbench.address}d/ardovia/records/")
    ready(page)
    if page.locator(".open-now").count():
        press(page, "g q", to=f"{workbench.address}d/ardovia/")
    page.goto(f"{workbench.address}d/ardovia/records/{record}/")
    press(page, "x", to="**/sealed/?next=**")
    expect(page.get_by_label("Passphrase of the dossier")).to_be_focused()
    page.keyboard.insert_text(PASSPHRASE)
    page.keyboard.press("Enter")
    # The address of the page that asks ends in the same way.
    ready(page, f"{workbench.address}d/ardovia/records/{record}/")
    expect(page.locator(".open-now")).to_contain_text("What is sealed is open until")


def test_opened_read_changed_and_closed_by_keys(
    workbench: Served, filled: tuple[Path, list[str]], page: Page
) -> None:
    record = filled[1][0]
    _open(page, workbench, record)
    expect(page.locator("#content")).to_contain_text(PLACE_TOLD)
    press(page, "e", to="**/edit/")
    page.locator("[name='f.description']").fill(_TYPED)
    assert _TYPED not in page.evaluate(_KEPT)
    page.locator("button[data-save]").click()
    ready(page, f"**/records/{record}/")
    expect(page.locator("#content")).to_contain_text(_TYPED)
    kept = page.evaluate(_KEPT)
    assert _TYPED not in kept and PLACE_TOLD not in kept and NOTE not in kept
    press(page, "g q", to="**/d/ardovia/")
    expect(page.locator("#messages")).to_contain_text("Closed.")
    expect(page.locator(".open-now")).to_have_count(0)
    # Back is not back to what was open.
    page.go_back()
    ready(page, f"**/records/{record}/")
    expect(page.locator("#sealed-here")).to_be_visible()
    expect(page.locator("#content")).not_to_contain_text(_TYPED)


def test_when_its_time_is_over_it_goes_from_the_screen_and_what_was_typed_is_saved_from_there(
    workbench: Served, filled: tuple[Path, list[str]], page: Page
) -> None:
    record = filled[1][0]
    page.clock.install()
    _open(page, workbench, record)
    expect(page.locator("#content")).to_contain_text(NOTE)
    page.clock.fast_forward("15:10")
    expect(page.get_by_role("alert")).to_contain_text("Closed, since nothing sealed was looked at")
    expect(page.locator("#content")).not_to_contain_text(NOTE)
    assert NOTE not in page.content()
    page.goto(f"{workbench.address}d/ardovia/records/{record}/edit/")
    ready(page)
    page.locator("[name='f.description']").fill("the third door")
    page.clock.fast_forward("15:10")
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still here, and not shown")
    expect(page.locator("[name='f.description']")).to_be_hidden()
    page.get_by_role("button", name="Save it").click()
    ready(page, f"**/records/{record}/")
    expect(page.locator("#content")).to_contain_text("the third door")


def test_what_is_about_to_be_sealed_is_not_kept_in_the_tab(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/new/event/")
    ready(page)
    page.locator("[name='f.description']").fill(_TYPED)
    assert _TYPED in page.evaluate(_KEPT)
    page.locator("[name='h.level']").select_option("sealed")
    page.locator("[name='f.description']").fill(f"{_TYPED} again")
    assert _TYPED not in page.evaluate(_KEPT)


def test_axe_finds_nothing(
    workbench: Served, filled: tuple[Path, list[str]], window: Opened, axe: str
) -> None:
    event, copy = filled[1]
    page = window(bypass_csp=True)
    page.goto(f"{workbench.address}d/ardovia/sealed/")
    ready(page)
    clean(page, axe, 1280)
    _open(page, workbench, event)
    schemes: tuple[Any, ...] = ("light", "dark")
    for scheme in schemes:
        for width in (1280, 390):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            for path in (
                "sealed/",
                f"records/{event}/",
                f"records/{copy}/",
                f"sealed/{copy}/look/",
                f"records/{event}/edit/",
            ):
                page.goto(f"{workbench.address}d/ardovia/{path}")
                ready(page)
                expect(page.locator(".open-now")).to_be_visible()
                clean(page, axe, width)
