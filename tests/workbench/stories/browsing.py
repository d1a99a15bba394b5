"""What a person does in every story: comes in, reads, waits for long work, brings in, looks sideways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.workbench.browsing import LONG, press, ready

DOSSIER = "ardovia"
TITLE = "Hatred and Its Consequences in Ardovia"
PASSWORD = "nine blue kettles on a hill"


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


def reading(page: Page) -> Page:
    """Waits until the reader has the whole text and what waits in it."""
    expect(page.locator("#reader[data-whole]")).to_be_visible()
    expect(page.locator("#queue-title")).to_be_visible(timeout=LONG)
    return ready(page)


def work_done(page: Page) -> None:
    """Waits on the page of a long work until it is done."""
    page.wait_for_url("**/work/*/")
    ended = page.locator(".state.work-done, .state.work-failed, .state.work-cancelled")
    expect(ended).to_be_visible(timeout=LONG)
    expect(ended).to_have_class(re.compile("work-done"))
    page.wait_for_load_state()


def bring_in(page: Page, file: Path, **about: str) -> None:
    """Through "Bring in", as a report or (`kind="source"`) as a source; fields by their labels."""
    kind = about.pop("kind", "report")
    press(page, "g b", to="**/bring/")
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
