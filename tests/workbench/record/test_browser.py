"""Lists, search and record in a real browser: by keys alone, without scripts, and what axe finds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.workbench.opening import Served, command, environment, served

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
    made = command(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    assert made.returncode == 0, made.stderr
    done = subprocess.run(
        [sys.executable, "-c", _FILL], capture_output=True, text=True, env=environment(home), check=False
    )
    assert done.returncode == 0, done.stderr
    return home, done.stdout.split()


@pytest.fixture(scope="module")
def workbench(filled: tuple[Path, list[str]]) -> Iterator[Served]:
    with served(filled[0]) as running:
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
def page(chromium: Browser, entered: Any) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, storage_state=entered)
    yield context.new_page()
    context.close()


def test_from_the_list_to_a_record_and_to_a_search_by_keys(workbench: Served, page: Page) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{workbench.address}d/ardovia/")
    page.keyboard.press("g")
    page.keyboard.press("r")
    rows = page.locator("#rows [data-target]")
    expect(rows).to_have_count(50)
    page.keyboard.press("m")
    expect(rows).to_have_count(80)
    expect(rows.nth(50)).to_be_focused()
    page.get_by_label("Kind", exact=True).select_option("claim")
    expect(rows).to_have_count(3)
    assert "kind=claim" in page.url
    page.get_by_label("From", exact=True).fill("spring")
    page.keyboard.press("Tab")
    expect(page.locator("#list .errorlist")).to_contain_text("“spring” is no date")
    page.get_by_label("From", exact=True).fill("")
    page.keyboard.press("Tab")
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
    expect(page.locator("h1")).to_contain_text(label)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("History")
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    expect(page.locator("#acts")).to_contain_text("told by two papers")
    page.keyboard.press("/")
    page.keyboard.type("selm bridge")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark")).to_have_text(["Selm", "bridge"])
    page.go_back()
    expect(page.locator("h1")).to_contain_text(label)
    assert faults == []


def test_without_scripts(workbench: Served, chromium: Browser, entered: Any) -> None:
    context = chromium.new_context(java_script_enabled=False, storage_state=entered)
    page = context.new_page()
    page.goto(f"{workbench.address}d/ardovia/records/")
    page.get_by_role("link", name="More", exact=True).click()
    assert page.locator("#rows [data-target]").count() == 30
    page.get_by_label("Kind", exact=True).select_option("statement")
    page.get_by_role("button", name="Show").click()
    assert page.locator("#rows [data-target]").count() == 1
    page.locator("#rows [data-target]").click()
    page.get_by_role("link", name="Who changed what, when and why").click()
    assert "told by two papers" in page.locator("#acts").inner_text()
    with page.expect_download() as download:
        page.goto(f"{workbench.address}d/ardovia/records/")
        page.get_by_text("Take out").click()
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "ardovia-records.csv"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    scheme: Any,
    width: int,
    workbench: Served,
    filled: tuple[Path, list[str]],
    entered: Any,
    chromium: Browser,
    outside: Callable[[str], Path],
) -> None:
    said, shots = filled[1]
    context = chromium.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        bypass_csp=True,
        storage_state=entered,
    )
    page = context.new_page()
    axe = outside("axe-core/**/axe.min.js").read_text("utf-8")
    for path in (
        "records/", "records/?since=spring", "records/?kind=claim&sort=-date", "search/?q=hill", "search/?q=xyz",
        f"records/{said}/", f"records/{shots}/", f"records/{shots}/history/",
    ):  # fmt: skip
        page.goto(f"{workbench.address}d/ardovia/{path}")
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
        )
        assert found == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
