"""The queue, lists and home in a real browser: by keys alone, without scripts, and what axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, clean, press
from tests.workbench.opening import Served, ran, served, told

_FILL = """
from datetime import UTC, datetime
from sourcebook.dossier import start
start()
from sourcebook.dossier.models import Account, Dossier, Proposal
from sourcebook.dossier.seen import as_system, viewing
from tests.dossier.write.making import actor, make
from tests.workbench.holding import hold, more_of, viewer_of
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
held = hold(dossier, keeper)
more_of(dossier, keeper, 12)
with viewing(viewer_of(dossier, keeper)):
    one, other = make(actor("Oren Dask"), actor("O. Dask"))
with as_system():
    Proposal.objects.create(dossier=dossier, kind="merge", record_id=one, other_id=other, key="k",
                            reasons=["the same office"], made_at=datetime(2031, 4, 1, tzinfo=UTC))
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    ran(home, "-c", _FILL)
    return home


@pytest.fixture(scope="module")
def workbench(filled: Path) -> Iterator[Served]:
    with served(filled) as running:
        yield running


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(scheme: Any, width: int, workbench: Served, window: Opened, axe: str) -> None:
    page = window(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in (
        "", "coverage/", "review/?kind=statement", "review/?what=pairs", "review/?kind=coding",
        "records/?kind=statement", "records/?kind=source&unevidenced=1", "search/?q=bridge",
    ):  # fmt: skip
        page.goto(f"{workbench.address}d/ardovia/{path}")
        if path == "":
            expect(page.locator("#lately")).to_be_visible()
            expect(page.locator(".months")).to_be_visible()
        clean(page, axe, width)


def test_a_morning_by_keys(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/review/?kind=event")
    where, heading = page.locator(".where p"), page.locator("#desk h2")
    loads: list[str] = []
    page.on("request", lambda one: loads.append(one.url) if one.is_navigation_request() else None)
    expect(where).to_have_text("1 of 14")
    first = heading.inner_text()
    page.keyboard.press("a")
    expect(where).to_have_text("2 of 14")
    expect(heading).to_be_focused()
    second = heading.inner_text()
    assert second != first
    page.wait_for_url("**done=1**")
    page.keyboard.press("s")
    expect(where).to_contain_text("1 put off")
    expect(heading).to_be_focused()
    third = heading.inner_text()
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Recorded already")).to_be_visible()
    page.keyboard.press("3")
    expect(where).to_contain_text("3 of 13")
    expect(heading).to_be_focused()
    page.keyboard.press("u")
    expect(heading).to_have_text(third)
    expect(heading).to_be_focused()
    expect(page.locator("#messages")).to_contain_text("Taken back.")
    # A reason of one's own: Enter in the field rejects, and never accepts.
    page.keyboard.press("r")
    page.get_by_label("In your own words").fill("a rumour")
    page.keyboard.press("Enter")
    expect(heading).not_to_have_text(third)
    expect(heading).to_be_focused()
    assert loads == []
    page.go_back()
    expect(page.locator(".message.warning, .message")).to_contain_text("You")
    page.goto(f"{workbench.address}d/ardovia/records/?status=withdrawn")
    expect(page.locator("#rows [data-target]")).to_have_count(1)


def test_rows_are_ticked_and_many_go_at_once_and_come_back_by_keys(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/records/?kind=claim")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-ticked]")).to_have_text("(2)")
    page.keyboard.press("b")
    page.locator("#act").select_option("note")
    expect(page.get_by_label("Seen by").nth(1)).to_be_hidden()
    page.get_by_label("Note", exact=True).fill("compare with the mill")
    page.locator("#why").fill("two papers differ")
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_contain_text("2 records go.")
    press(page, "a")
    expect(page.locator("h1")).to_have_text("What was done")
    press(page, "u", to="**kind=claim**")
    expect(page.locator("#messages")).to_contain_text("Taken back")


def test_typing_searches_at_once(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/search/")
    page.get_by_label("Words").press_sequentially("selm bridge")
    expect(page.locator(".hits mark").first).to_be_visible()
    expect(page.locator(".hits .group h2")).to_contain_text(["events"])
    page.wait_for_url("**q=selm%20bridge**")


def test_without_scripts(workbench: Served, window: Opened) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{workbench.address}d/ardovia/review/?kind=place")
    expect(page.locator("#desk")).to_contain_text("No draft is like this")
    page.goto(f"{workbench.address}d/ardovia/review/?kind=claim")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".where")).to_contain_text("2 of 3")
    page.get_by_text("Reject", exact=False).first.click()
    page.get_by_role("button", name="Cannot be verified").click()
    expect(page.locator(".where")).to_contain_text("3 of 3")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("Taken back.")
    page.get_by_role("button", name="Skip").click()
    expect(page.locator(".where")).to_contain_text("put off")
    page.goto(f"{workbench.address}d/ardovia/")
    page.get_by_role("link", name="Coverage").click()
    expect(page.locator("#cover")).to_contain_text("1 statement")
