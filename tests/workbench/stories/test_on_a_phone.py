"""On the way, on a phone: a source is read, a candidate accepted, somebody looked up, a report checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import LONG, Opened
from tests.workbench.opening import Served, served
from tests.workbench.stories.browsing import DOSSIER, reading, sideways

WIDTH = 390
PHONE = {"viewport": {"width": WIDTH, "height": 844}, "has_touch": True, "is_mobile": True}
# Every page that needs no record; those of records are gone to from lists.
PAGES = (
    "", "coverage/", "records/", "records/?kind=statement", "review/", "review/?what=pairs", "bring/", "search/?q=border",
    "editions/", "work/", "people/", "log/", "tokens/", "new/statement/", "new/actor/", "new/event/", "timeline/",
    "map/", "board/",
)  # fmt: skip
# Of one record each of these kinds.
KINDS = ("statement", "actor", "event", "source", "claim", "place")


@pytest.fixture(scope="module")
def workbench(home: Path) -> Iterator[Served]:
    with served(home) as running:
        yield running


@pytest.fixture
def phone(window: Opened) -> Page:
    return window(**PHONE)


def test_a_source_is_read_and_a_candidate_accepted(phone: Page, workbench: Served) -> None:
    phone.goto(f"{workbench.address}d/{DOSSIER}/search/?q=Hatred+and+Its+Consequences")
    phone.locator(".hits a", has_text="Hatred and Its Consequences").first.tap()
    phone.wait_for_url(re.compile("/records/[0-9a-f-]{36}/"))
    phone.goto(phone.url.replace("/records/", "/read/"))
    reading(phone)
    waiting = phone.locator("#waiting")
    number = int(waiting.inner_text())
    phone.locator(".tabs").get_by_text("Candidates").tap()
    phone.locator("#candidates li[aria-current='true']").get_by_role("button", name="Accept").tap()
    expect(phone.locator("#told")).to_contain_text("Accepted:")
    expect(waiting).to_have_text(str(number - 1))
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH


def test_somebody_is_looked_up(phone: Page, workbench: Served) -> None:
    phone.goto(f"{workbench.address}d/{DOSSIER}/")
    phone.get_by_role("searchbox").first.fill("Vaškel")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/search/**")
    phone.locator(".hits li a", has_text="Ömir Vaškel").first.tap()
    phone.wait_for_url(re.compile("/records/[0-9a-f-]{36}/"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Vaškel")
    expect(phone.get_by_role("heading", name="What points to it")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH


def test_a_report_is_checked(phone: Page, workbench: Served, flawed: Path) -> None:
    phone.goto(workbench.address)
    phone.set_input_files("#check-report", flawed / "flawed.docx")
    phone.get_by_role("button", name="Check", exact=True).tap()
    phone.wait_for_url("**/check/**", timeout=LONG)
    expect(phone.locator("main, body").first).to_contain_text("quote-", timeout=LONG)
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH


def test_no_page_is_wider_than_the_phone(phone: Page, workbench: Served) -> None:
    root = f"{workbench.address}d/{DOSSIER}/"
    assert sideways(phone, PAGES, root, WIDTH) == []
    of_records = []
    for kind in KINDS:
        phone.goto(f"{root}records/?kind={kind}")
        found = phone.locator("#rows [data-target]").first.get_attribute("href")
        one = str(found).rstrip("/").rpartition("/")[2]
        of_records += [f"records/{one}/", f"records/{one}/edit/", f"records/{one}/status/"]
    assert sideways(phone, of_records, root, WIDTH) == []
