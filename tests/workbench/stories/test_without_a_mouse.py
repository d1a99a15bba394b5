"""Without a mouse: from the login to a reviewed statement and an edited paragraph, seeing at each step where one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, press, ready
from tests.workbench.opening import Served, served
from tests.workbench.stories.browsing import DOSSIER, PASSWORD

# What has the focus: its words, whether one sees that it has it, and whether it is within the window.
_FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const look = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  return {
    name: one.name || one.id || one.textContent.trim(),
    words: (one.labels?.[0]?.textContent || one.getAttribute("aria-label") || one.textContent || "").trim(),
    seen: ring || look.boxShadow !== "none",
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
  };
}"""


@pytest.fixture(scope="module")
def workbench(home: Path) -> Iterator[Served]:
    with served(home, SOURCEBOOK_USER="mira") as running:
        yield running


def tab_to(page: Page, wanted: Callable[[dict[str, str]], bool], most: int = 60) -> None:
    """Tabs until it is reached; on the way the focus is always seen, and in sight."""
    for _ in range(most):
        page.keyboard.press("Tab")
        has = page.evaluate(_FOCUS)
        if has is None:
            continue
        assert has["seen"], f"nobody sees that the focus is on {has}"
        assert has["inside"], f"the focus is out of sight on {has}"
        if wanted(has):
            return
    raise AssertionError("it cannot be reached by keys")


def named(words: str) -> Callable[[dict[str, str]], bool]:
    return lambda has: has["words"].startswith(words)


def test_from_the_login_to_a_paragraph_without_a_mouse(workbench: Served, window: Opened) -> None:
    page = window(logged_in=False)
    logs_in(page, workbench.address)
    reviews_a_statement(page)
    edits_a_paragraph(page)
    asks_for_the_keys(page)


def logs_in(page: Page, address: str) -> None:
    page.goto(f"{address}account/login/")
    tab_to(page, named("With a password"))
    page.keyboard.press("Enter")
    tab_to(page, lambda has: has["name"] == "login")
    page.keyboard.type("mira")
    tab_to(page, lambda has: has["name"] == "password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    ready(page)
    tab_to(page, named("Hatred and Its Consequences"))
    page.keyboard.press("Enter")
    ready(page, f"**/d/{DOSSIER}/")


def reviews_a_statement(page: Page) -> None:
    press(page, "g v", to="**/review/**")
    press(page, "f")
    tab_to(page, lambda has: has["name"] == "kind")
    page.keyboard.type("statements")
    tab_to(page, named("Show"))
    page.keyboard.press("Enter")
    ready(page, "**kind=statement**")
    heading = page.locator("#desk h2").first
    first = heading.inner_text()
    press(page, "a")
    expect(heading).not_to_have_text(first)
    # The next one is in hand, and read out.
    expect(heading).to_be_focused()


def edits_a_paragraph(page: Page) -> None:
    press(page, "g e", to="**/editions/")
    press(page, "c")
    expect(page.get_by_label("Short name")).to_be_focused()
    page.keyboard.type("keys-2031")
    tab_to(page, lambda has: has["name"] == "title")
    page.keyboard.press("Control+a")
    page.keyboard.type("Written by keys")
    tab_to(page, lambda has: has["name"] == "source")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    ready(page, "**/editions/keys-2031/")
    press(page, "a")
    typed = page.locator("textarea[data-typed]")
    expect(typed).to_be_focused()
    page.keyboard.type("The road to Selm was closed.")
    page.keyboard.press("Control+Enter")
    piece = page.locator("[data-piece]:focus")
    expect(piece).to_contain_text("The road to Selm was closed.")
    # It is opened again where one stands, and changed.
    page.keyboard.press("Enter")
    expect(typed).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" It was opened in May.")
    page.keyboard.press("Control+Enter")
    expect(piece).to_contain_text("It was opened in May.")


def asks_for_the_keys(page: Page) -> None:
    page.keyboard.press("?")
    keys = page.locator("#keys")
    for words in ("Home", "Review", "Next paragraph", "A new paragraph at the end", "This list of keys"):
        expect(keys).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
