"""People and log in a real browser: axe, both looks, both widths; and what was seen is written by its thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.workbench.browsing import Opened, clean
from tests.workbench.opening import Served, served, told


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--organisation", "Observatory of Ardovia")
    more = ("people", "--add", "oda", "--role", "contributor", "--full-name", "Oda Brenn")
    told(home, *more, "--organisation", "Centre")
    told(home, "create", "event", "type=killing", "when=2031-03-18")
    with served(home) as running:
        yield running


def test_axe_finds_nothing_and_what_was_seen_stands_in_the_log(
    workbench: Served, window: Opened, axe: str
) -> None:
    page = window(bypass_csp=True)
    page.goto(f"{workbench.address}d/ardovia/records/")
    page.locator("#rows a[data-target]").first.click()
    page.get_by_role("link", name="Who saw this").click()
    expect(page.locator("#lines")).to_contain_text("saw")
    looks: tuple[Any, ...] = ("light", "dark")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in looks:
            page.emulate_media(color_scheme=scheme)
            for path in ("d/ardovia/people/", "d/ardovia/log/", "d/ardovia/log/?since=x", "account/invited/"):
                page.goto(f"{workbench.address}{path}")
                for summary in page.locator("main details > summary").all():
                    summary.click()
                clean(page, axe, width)
