"""The views in a real browser: the arrow keys move, nothing breaks the policy, axe finds nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.workbench.opening import Served, command, environment, served

_FILL = """
import json
from sourcebook.dossier import start
start()
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system
from tests.workbench.views.standing import stand
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
print(json.dumps(stand(dossier, keeper)))
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The home of a dossier, and the ids of its records."""
    home = tmp_path_factory.mktemp("home") / "data"
    made = command(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    assert made.returncode == 0, made.stderr
    done = subprocess.run(
        [sys.executable, "-c", _FILL], capture_output=True, text=True, env=environment(home), check=False
    )
    assert done.returncode == 0, done.stderr
    return home, json.loads(done.stdout)


@pytest.fixture(scope="module")
def workbench(filled: tuple[Path, dict[str, str]]) -> Iterator[Served]:
    with served(filled[0]) as running:
        yield running


@pytest.fixture(scope="module")
def entered(workbench: Served, chromium: Browser) -> Any:
    """The cookies of a browser in which the link was opened."""
    context = chromium.new_context()
    context.new_page().goto(workbench.link)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def page(chromium: Browser, entered: Any) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, storage_state=entered)
    yield context.new_page()
    context.close()


def test_time_and_the_map_are_walked_by_keys(workbench: Served, page: Page) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{workbench.address}d/ardovia/")
    page.keyboard.press("g")
    page.keyboard.press("t")
    here = page.locator(".trail [aria-current]")
    expect(here).to_have_text("2031")
    page.keyboard.press("+")
    expect(here).to_have_text("2031-03")
    page.keyboard.press("ArrowRight")
    expect(here).to_have_text("2031-04")
    page.keyboard.press("ArrowLeft")
    expect(here).to_have_text("2031-03")
    page.keyboard.press("-")
    expect(here).to_have_text("2031")
    page.keyboard.press("-")
    expect(here).to_have_text("the 2030s")
    page.keyboard.press("b")
    page.locator("#by").select_option("theme")
    expect(page.locator("svg.timeline .lane", has_text="othering")).to_be_visible()
    assert "by=theme" in page.url and "at=203X" in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.locator("svg.map .name", has_text="Dormet")).to_be_visible()
    page.keyboard.press("+")
    page.wait_for_url("**z=*")
    before = _longitude(page)
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("before => !location.search.includes(before)", arg=f"{before:.4f}")
    assert _longitude(page) < before
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.locator("article.order").first).to_contain_text("publish the names")
    assert faults == []


def _longitude(page: Page) -> float:
    """Of the middle of the map, as its address has it."""
    return float(parse_qs(urlsplit(page.url).query)["c"][0].split(",")[1])


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(
    scheme: Any,
    width: int,
    workbench: Served,
    filled: tuple[Path, dict[str, str]],
    entered: Any,
    chromium: Browser,
    outside: Callable[[str], Path],
) -> None:
    ids = filled[1]
    context = chromium.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        bypass_csp=True,
        storage_state=entered,
    )
    page = context.new_page()
    axe = outside("axe-core/**/axe.min.js").read_text("utf-8")
    for path in (
        "timeline/?at=2031-03", "timeline/?at=202X", "timeline/?since=spring", "map/", "board/",
        f"person/{ids['held']}/", f"person/{ids['official']}/", f"site/{ids['grave']}/",
    ):  # fmt: skip
        page.goto(f"{workbench.address}d/ardovia/{path}")
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
        )
        assert found == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
