"""Hidden words in a real browser: shown by a click or a key, not heard before, not printed, nothing jumps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.workbench.browsing import leave
from tests.workbench.holding import QUOTED
from tests.workbench.wishes.conftest import Workbench
from tests.workbench.wishes.seeing import AXE

HEARD = "hidden: hateful words; press Enter to read"
NEXT = "(element) => JSON.stringify(element.getBoundingClientRect())"


@pytest.fixture
def hiding(workbench: Workbench, page: Page) -> Iterator[Page]:
    page.goto(f"{workbench.served.address}looks/")
    page.get_by_label("what is graphic or hateful").check()
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#messages")).to_contain_text("Kept.")
    yield page
    page.goto(f"{workbench.served.address}looks/")
    page.get_by_label("nothing").check()
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#messages")).to_contain_text("Kept.")


def _at(workbench: Workbench, path: str) -> str:
    return f"{workbench.served.address}d/ardovia/{path}"


def test_a_click_shows_one_and_nothing_moves(workbench: Workbench, hiding: Page) -> None:
    hiding.goto(_at(workbench, "records/?kind=statement"))
    row = hiding.locator("#rows tr").first
    veil = row.locator(".veil").first
    expect(row.get_by_role("link", name=QUOTED)).to_have_count(0)
    before = hiding.locator("#rows tr").last.evaluate(NEXT)
    veil.locator("summary").click()
    expect(row.get_by_role("link", name=QUOTED)).to_be_visible()
    expect(veil.locator(".words")).to_be_hidden()
    assert hiding.locator("#rows tr").last.evaluate(NEXT) == before


def test_a_screen_reader_hears_that_something_is_hidden_and_not_what(
    workbench: Workbench, hiding: Page
) -> None:
    hiding.goto(_at(workbench, f"records/{workbench.held['record'][0]}/"))
    heard = hiding.locator("main").aria_snapshot()
    assert HEARD in heard and "Every hill" not in heard
    summary = hiding.locator("h1 summary")
    summary.focus()
    hiding.keyboard.press("Enter")
    expect(hiding.locator("h1 .veil")).to_have_attribute("open", "")
    assert "Every hill" in hiding.locator("h1").aria_snapshot()
    summary.focus()
    hiding.keyboard.press("Enter")
    expect(hiding.locator("h1 .veil")).not_to_have_attribute("open", "")
    assert "Every hill" not in hiding.locator("h1").aria_snapshot()


def test_one_key_shows_all_of_the_page_and_hides_it_again(workbench: Workbench, hiding: Page) -> None:
    hiding.goto(_at(workbench, "records/"))
    number = hiding.locator(".veil").count()
    assert number > 2
    hiding.keyboard.press(".")
    expect(hiding.locator(".veil[open]")).to_have_count(number)
    expect(hiding.get_by_role("button", name="Hide again")).to_be_visible()
    hiding.keyboard.press(".")
    expect(hiding.locator(".veil[open]")).to_have_count(0)
    hiding.keyboard.press("?")
    expect(hiding.locator("#keys")).to_contain_text("Show what is hidden, or hide it again")


def test_nothing_moves_where_all_is_shown(workbench: Workbench, hiding: Page) -> None:
    said, shots, *_ = workbench.held["record"]
    for path, last in (
        ("records/", "#rows tr:last-child"), (f"records/{said}/", "#history"), (f"records/{shots}/", "#history"),
        ("search/?q=hill", "#hits > li:last-child"), ("review/", ".verdict"), ("", "#lately"),
    ):  # fmt: skip
        hiding.goto(_at(workbench, path), wait_until="networkidle")
        before = hiding.locator(last).evaluate(NEXT)
        hiding.keyboard.press(".")
        assert hiding.locator(last).evaluate(NEXT) == before, path


def test_by_keys_a_row_is_shown_and_then_opened(workbench: Workbench, hiding: Page) -> None:
    hiding.goto(_at(workbench, "records/?kind=statement"))
    hiding.keyboard.press("j")
    expect(hiding.locator(".veil > summary:focus")).to_have_count(1)
    hiding.keyboard.press("Enter")
    expect(hiding.locator("#rows a:focus")).to_contain_text(QUOTED)
    hiding.keyboard.press("Enter")
    hiding.wait_for_url(f"**/records/{workbench.held['record'][0]}/")


def test_what_is_hidden_is_not_printed(workbench: Workbench, hiding: Page) -> None:
    hiding.goto(_at(workbench, "records/?kind=statement"))
    hiding.emulate_media(media="print")
    words = hiding.locator(".veil .words").first
    expect(words).to_be_hidden()
    expect(hiding.locator(".veil .closed").first).to_be_visible()
    hiding.emulate_media(media="screen")
    hiding.locator(".veil > summary").first.click()
    hiding.emulate_media(media="print")
    expect(hiding.locator("#rows a", has_text=QUOTED)).to_be_visible()
    hiding.emulate_media(media="screen")


def test_the_reader_hides_its_passages_and_shows_one_at_a_click(workbench: Workbench, hiding: Page) -> None:
    hiding.goto(_at(workbench, f"read/{workbench.held['record'][5]}/"))
    mark = hiding.locator("mark.veiled").first
    expect(mark).to_have_attribute("aria-label", HEARD)
    assert "Every hill" not in hiding.locator("#text").aria_snapshot()
    mark.click()
    expect(hiding.locator("mark.veiled")).to_have_count(0)
    expect(hiding.locator("#beside-title")).to_have_count(0)
    assert "Every hill" in hiding.locator("#text").aria_snapshot()


def test_it_works_without_scripts(workbench: Workbench, hiding: Page, chromium: Browser) -> None:
    plain: BrowserContext = chromium.new_context(
        java_script_enabled=False, storage_state=hiding.context.storage_state()
    )
    page = plain.new_page()
    page.goto(_at(workbench, "records/?kind=statement"))
    page.locator(".veil > summary").first.click()
    expect(page.get_by_role("link", name=QUOTED)).to_be_visible()
    leave(plain)


def test_axe_finds_nothing_where_words_are_hidden_or_shown(
    workbench: Workbench, hiding: Page, axe: str
) -> None:
    record, copy = workbench.held["record"][0], workbench.held["record"][5]
    for path in ("records/", "search/?q=hill", f"records/{record}/", f"read/{copy}/", "review/", ""):
        hiding.goto(_at(workbench, path))
        hiding.evaluate(axe)
        assert hiding.evaluate(AXE, None) == [], path
        hiding.keyboard.press(".")
        assert hiding.evaluate(AXE, None) == [], path
