"""People and log in a real browser: axe, both looks, both widths; and what was seen is written by its thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.workbench.opening import Served, command, served


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home") / "data"
    assert command(home, "init", "ardovia", "--organisation", "Observatory of Ardovia").returncode == 0
    more = ("people", "--add", "oda", "--role", "contributor", "--full-name", "Oda Brenn")
    assert command(home, *more, "--organisation", "Centre").returncode == 0
    assert command(home, "create", "event", "type=killing", "when=2031-03-18").returncode == 0
    with served(home) as running:
        yield running


def test_axe_finds_nothing_and_what_was_seen_stands_in_the_log(
    workbench: Served, chromium: Browser, outside: Callable[[str], Path]
) -> None:
    axe = outside("axe-core/**/axe.min.js").read_text("utf-8")
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(workbench.link)
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
                page.evaluate(axe)
                found = page.evaluate(
                    "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
                )
                assert found == [], (path, width, scheme)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    assert faults == []
    context.close()
