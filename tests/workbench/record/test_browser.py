"""Lists, search and record in a real browser: by keys alone, without scripts, and what axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, clean, press, ready
from tests.workbench.opening import Served, ran, served, told

_FILL = """
from sourcebook.dossier import start
start()
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system
from tests.workbench.holding import hold, more_of
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
held = hold(dossier, keeper)
more_of(dossier, keeper, 70)
print(held["said"], held["shots"])
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The home of a dossier with records, and the ids of a statement and an event in it."""
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    return home, ran(home, "-c", _FILL).split()


@pytest.fixture(scope="module")
def workbench(filled: tuple[Path, list[str]]) -> Iterator[Served]:
    with served(filled[0]) as running:
        yield running


def test_from_the_list_to_a_record_and_to_a_search_by_keys(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/")
    press(page, "g r", to="**/records/")
    rows = page.locator("#rows [data-target]")
    expect(rows).to_have_count(50)
    page.keyboard.press("m")
    expect(rows).to_have_count(80)
    expect(rows.nth(50)).to_be_focused()
    page.get_by_label("Kind", exact=True).select_option("claim")
    expect(rows).to_have_count(3)
    page.wait_for_url("**kind=claim**")
    page.get_by_label("From", exact=True).fill("spring")
    page.keyboard.press("Tab")
    expect(page.locator("#list .errorlist")).to_contain_text("“spring” is no date")
    page.get_by_label("From", exact=True).fill("")
    page.keyboard.press("Tab")
    expect(page.locator("#list .errorlist")).to_have_count(0)
    expect(rows).to_have_count(3)
    page.get_by_label("To", exact=True).focus()
    # In a field every key is the field's; Escape leaves it.
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.first).to_be_focused()
    page.keyboard.press("j")
    label = rows.nth(1).inner_text()
    page.keyboard.press("Enter")
    ready(page, "**/records/*/")
    expect(page.locator("h1")).to_contain_text(label)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("History")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("y")
    expect(page.locator("#acts")).to_contain_text("told by two papers")
    page.keyboard.press("/")
    page.keyboard.type("selm bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    expect(page.locator(".hits mark")).to_have_text(["Selm", "bridge"])
    page.go_back()
    expect(page.locator("h1")).to_contain_text(label)


def test_without_scripts(workbench: Served, window: Opened) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{workbench.address}d/ardovia/records/")
    page.get_by_role("link", name="More", exact=True).click()
    expect(page.locator("#rows [data-target]")).to_have_count(30)
    page.get_by_label("Kind", exact=True).select_option("statement")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#rows [data-target]")).to_have_count(1)
    page.locator("#rows [data-target]").click()
    page.get_by_role("link", name="Who changed what, when and why").click()
    expect(page.locator("#acts")).to_contain_text("told by two papers")
    page.goto(f"{workbench.address}d/ardovia/records/")
    page.get_by_text("Take out").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "ardovia-records.csv"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    scheme: Any, width: int, workbench: Served, filled: tuple[Path, list[str]], window: Opened, axe: str
) -> None:
    said, shots = filled[1]
    page = window(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in (
        "records/", "records/?since=spring", "records/?kind=claim&sort=-date", "search/?q=hill", "search/?q=xyz",
        f"records/{said}/", f"records/{shots}/", f"records/{shots}/history/",
    ):  # fmt: skip
        page.goto(f"{workbench.address}d/ardovia/{path}")
        clean(page, axe, width)
