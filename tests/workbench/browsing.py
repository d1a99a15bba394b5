"""What all tests in a real browser do: open a page, press keys when its scripts listen, ask axe, leave it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

# A page in a browser of its own: see the fixture `window`.
Opened = Callable[..., Page]
# Other tests run at the same time: what is waited for comes when it comes. For what is worked on for long, LONG.
SOON, LONG = 30_000, 180_000
expect.set_options(timeout=SOON)
# What is told of requests to a program that has ended.
ENDED = "ERR_(CONNECTION|EMPTY_RESPONSE|SOCKET|ABORTED)|Failed to fetch|htmx:sendError"
# HTMX breaks a request off when a later one takes its place, and says so.
# One that ends because its page is left is told as the end of a request; where the server failed, HTMX and the
# browser say so besides.
_NO_FAULT = re.compile("htmx:(sendAbort|abort|afterRequest)")
_VIOLATIONS = """(frames) => axe.run(document, { iframes: frames })
  .then((found) => found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"""
# Words of the reader's text, as the middle of the first and of the last character on the screen.
_ENDS = """([from, to]) => {
  const text = document.getElementById("text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const at = (words, end) => {
    walker.currentNode = walker.root;
    while (walker.nextNode()) {
      const found = walker.currentNode.data.indexOf(words);
      if (found < 0) continue;
      const range = document.createRange();
      const start = end ? found + words.length - 1 : found;
      range.setStart(walker.currentNode, start); range.setEnd(walker.currentNode, start + 1);
      const box = range.getBoundingClientRect();
      return [end ? box.right - 1 : box.left + 1, (box.top + box.bottom) / 2];
    }
  };
  const blocks = [...text.querySelectorAll(".b")].filter((each) => each.textContent.includes(from));
  blocks.at(-1)?.scrollIntoView({ block: "center", behavior: "instant" });
  return [at(from, false), at(to, true)];
}"""


class Windows:
    """Browsers in which pages are opened, each with cookies of its own, and what went wrong in them."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        # What is broken off because a page is left is no fault of it.
        self._closing = False

    def open(self, expected: str = "", **more: Any) -> Page:
        """A page in a browser of its own; faults in which `expected` is found, a pattern, are none."""
        context = self._chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **more})
        self._contexts.append(context)
        context.set_default_timeout(SOON)
        known = re.compile(f"{_NO_FAULT.pattern}|{expected}" if expected else _NO_FAULT.pattern)

        def fault(words: str) -> None:
            if not self._closing and not known.search(words):
                self.faults.append(words)

        def watch(page: Page) -> None:
            page.on("pageerror", lambda error: fault(f"{page.url}: {error}"))
            page.on(
                "console", lambda said: fault(f"{page.url}: {said.text}") if said.type == "error" else None
            )

        context.on("page", watch)
        return context.new_page()

    def close(self) -> None:
        """Leaves every page, then closes."""
        self._closing = True
        for context in self._contexts:
            leave(context)


@contextmanager
def windows(chromium: Browser) -> Iterator[Windows]:
    """Browsers until the end of the block, in which nothing may have gone wrong."""
    opened = Windows(chromium)
    try:
        yield opened
    finally:
        opened.close()
    assert opened.faults == [], "\n".join(opened.faults)


def away(page: Page) -> None:
    """Leaves the pages of a program that ends before the browser does: what they still ask for would be a fault."""
    page.goto("about:blank")


def leave(context: BrowserContext) -> None:
    """Closes a browser, from pages that are at rest.

    Chromium drops a close that falls into a navigation, and Playwright waits for it for ever.
    """
    for page in context.pages:
        with suppress(Error):
            page.goto("about:blank")
    context.close()


def inside(chromium: Browser, link: str) -> Any:
    """The cookies of a browser in which the link of `serve` was opened."""
    context = chromium.new_context()
    context.new_page().goto(link)
    state = context.storage_state()
    leave(context)
    return state


def ready(page: Page, address: str | None = None) -> Page:
    """Waits until a page that was gone to is there, at this address, and its scripts listen to keys."""
    if address is not None:
        page.wait_for_url(address)
    page.wait_for_load_state()
    expect(page.locator("button[data-opens=keys]")).not_to_have_attribute("hidden", "")
    return page


def press(page: Page, keys: str, to: str | None = None) -> None:
    """Presses keys one after another, "g b", on a page whose scripts listen; waits for the page they lead to."""
    ready(page)
    if all(len(key) == 1 for key in keys.split()):
        # Together: between two that belong together no time is lost.
        page.keyboard.type(keys.replace(" ", ""))
    else:
        for key in keys.split():
            page.keyboard.press(key)
    if to is not None:
        ready(page, to)


def settled(page: Page) -> None:
    """Waits until whatever HTMX asked for has come and stands in the page."""
    expect(page.locator(".htmx-request")).to_have_count(0)


def drag(page: Page, first: str, last: str) -> None:
    """Selects from these words to those, in the reader, with the mouse."""
    start, end = page.evaluate(_ENDS, [first, last])
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def clean(page: Page, axe: str, width: int | None = None, frames: bool = True) -> None:
    """Nothing that axe knows is wrong with the page, and it is not wider than its window."""
    page.evaluate(axe)
    found = page.evaluate(_VIOLATIONS, frames)
    assert found == [], f"{page.url}: {found}"
    if width is not None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
