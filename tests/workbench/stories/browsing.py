"""What a person does in every story: comes in, selects words of a text, waits for long work, looks sideways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.workbench.opening import command

DOSSIER = "ardovia"
TITLE = "Hatred and Its Consequences in Ardovia"
PASSWORD = "nine blue kettles on a hill"
# Other tests run at the same time; a condition is waited for, and comes when it comes.
LONG = 180_000
expect.set_options(timeout=20_000)

# Words of the reader's text, as the middle of the first and of the last character on the screen.
_ENDS = """([from, to]) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
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
  return [at(from, false), at(to, true)];
}"""


def inside(chromium: Browser, link: str) -> Any:
    """The cookies of a browser in which the link of `serve` was opened."""
    context = chromium.new_context()
    context.new_page().goto(link)
    state = context.storage_state()
    context.close()
    return state


def log_in(page: Page, address: str, name: str) -> None:
    """By name and password, as on a server."""
    page.goto(f"{address}account/login/")
    behind = page.get_by_text("With a password")
    if behind.count():
        behind.click()
    page.get_by_label("Short name or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/login" not in url)


def watched(context: BrowserContext, faults: list[str]) -> Page:
    """A page of which the faults of its scripts, and what the policy of the pages forbids, are kept."""
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    return page


def drag(page: Page, first: str, last: str) -> None:
    """Selects from these words to those with the mouse."""
    start, end = page.evaluate(_ENDS, [first, last])
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def press(page: Page, keys: str) -> None:
    """Presses keys one after another, "g b", on a page whose script has run."""
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="Keys")).to_be_attached()
    expect(page.locator("button[data-opens=keys]")).not_to_have_attribute("hidden", "")
    for key in keys.split():
        page.keyboard.press(key)


def reading(page: Page) -> Page:
    """Waits until the reader has the whole text and what waits in it."""
    expect(page.locator("#reader[data-whole]")).to_be_visible()
    expect(page.locator("#queue-title")).to_be_visible(timeout=LONG)
    return page


def work_done(page: Page) -> None:
    """Waits on the page of a long work until it is done."""
    page.wait_for_url("**/work/*/")
    ended = page.locator(".state.work-done, .state.work-failed, .state.work-cancelled")
    expect(ended).to_be_visible(timeout=LONG)
    expect(ended).to_have_class(re.compile("work-done"))


def bring_in(page: Page, file: Path, **about: str) -> None:
    """Through "Bring in", as a report or (`kind="source"`) as a source; fields by their labels."""
    kind = about.pop("kind", "report")
    press(page, "g b")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="See what it is").click()
    page.wait_for_url("**/bring/*/")
    page.locator(f"input[name=as][value={kind}]").check()
    for label, value in about.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.get_by_role("button", name="Bring it in").click()
    work_done(page)


def sideways(page: Page, paths: Sequence[str], root: str, width: int) -> list[str]:
    """Which of these pages are wider than the window."""
    wide = []
    for path in paths:
        page.goto(f"{root}{path}")
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    return wide


def told(home: Path, *arguments: str, **more: str) -> str:
    """A command of the terminal that must succeed, and what it said."""
    done = command(home, *arguments, **more)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout
