"""A morning of somebody who reviews: what waits, one after another by keys, pairs, a list that goes at once, a sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from tests.workbench.browsing import LONG, Opened, press, ready
from tests.workbench.opening import Served, served
from tests.workbench.stories.browsing import DOSSIER, work_done


@pytest.fixture(scope="module")
def workbench(home: Path) -> Iterator[Served]:
    with served(home, SOURCEBOOK_USER="mira") as running:
        yield running


def test_a_reviewers_morning(workbench: Served, window: Opened) -> None:
    page = window()
    page.goto(f"{workbench.address}d/{DOSSIER}/")
    sees_what_waits(page)
    goes_through_statements(page)
    merges_a_pair(page)
    publishes_a_list(page)
    takes_out_a_sheet(page)


def sees_what_waits(page: Page) -> None:
    waits = page.get_by_role("region", name="What waits")
    expect(waits.get_by_role("heading", name=re.compile(r"^\d+ drafts to review"))).to_be_visible()
    expect(waits).to_contain_text("4 pairs that may be one")
    expect(waits).to_contain_text("follow-ups due")


def goes_through_statements(page: Page) -> None:
    page.get_by_role("link", name=re.compile(r"^\d+ statements$")).click()
    ready(page, "**/review/**")
    where, heading = page.locator(".where p").first, page.locator("#desk h2").first
    total = int(where.inner_text().split(" of ")[1].split()[0])
    first = heading.inner_text()
    press(page, "a")
    expect(where).to_contain_text(f"2 of {total}")
    # The second is corrected, and is in hand again when it is saved.
    second = heading.inner_text()
    press(page, "e", to="**/edit/**")
    page.locator("[id='h.note']").fill("the minutes have it so")
    page.keyboard.press("Control+Enter")
    ready(page, "**/review/**")
    expect(heading).to_have_text(second)
    expect(page.locator("#desk")).to_contain_text("the minutes have it so")
    # The third is rejected for a reason of one's own, and that is taken back.
    press(page, "a")
    expect(heading).not_to_have_text(second)
    third = heading.inner_text()
    page.keyboard.press("r")
    page.get_by_label("In your own words").fill("told from hearsay")
    page.keyboard.press("Enter")
    expect(heading).not_to_have_text(third)
    page.keyboard.press("u")
    expect(page.locator("#messages")).to_contain_text("Taken back.")
    expect(heading).to_have_text(third)
    assert len({first, second, third}) == 3


def merges_a_pair(page: Page) -> None:
    press(page, "g h", to=f"**/d/{DOSSIER}/")
    page.get_by_role("link", name="4 pairs that may be one").click()
    ready(page, "**/review/**")
    expect(page.get_by_role("heading", name="Are these one and the same?")).to_be_visible()
    press(page, "a")
    expect(page.locator(".where p").first).to_contain_text("2 of 4")
    press(page, "g h", to=f"**/d/{DOSSIER}/")
    expect(page.get_by_role("link", name="3 pairs that may be one")).to_be_visible()


def publishes_a_list(page: Page) -> None:
    """All sources, by the list: what is not ready stays, and it is told why."""
    address = re.sub(r"/d/.*", f"/d/{DOSSIER}/records/?kind=source", page.url)
    for act in ("review", "publish"):
        page.goto(address)
        page.locator("#act").select_option(act)
        page.locator("#why").fill("as in the library")
        page.locator("#all").check()
        page.get_by_role("button", name="See what would happen").click()
        expect(page.locator(".lead")).to_be_visible()
        page.locator("main form button").first.click()
        page.wait_for_url(re.compile(r"/work/[^/]+/$|revision="), timeout=LONG)
        if "/work/" in page.url:
            work_done(page)
            expect(page.locator("main")).to_contain_text(re.compile(r"[1-9]\d* records changed"))
    page.goto(f"{address}&status=published")
    expect(page.locator("#rows [data-target]").first).to_be_visible()


def takes_out_a_sheet(page: Page) -> None:
    page.locator("summary", has_text="Take out").click()
    with page.expect_download() as download:
        page.locator("a[href*='export.xlsx']").click()
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes()), read_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    told = page.locator(".above [role=status]").inner_text()
    assert len(rows) - 1 == int(re.sub(r"\D", "", told)) > 200
