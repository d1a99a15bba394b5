"""The views in a real browser: the arrow keys move, nothing breaks the policy, axe finds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, clean, press
from tests.workbench.opening import Served, ran, served, told

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
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    return home, json.loads(ran(home, "-c", _FILL))


@pytest.fixture(scope="module")
def workbench(filled: tuple[Path, dict[str, str]]) -> Iterator[Served]:
    with served(filled[0]) as running:
        yield running


def test_time_and_the_map_are_walked_by_keys(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/")
    press(page, "g t", to="**/timeline/**")
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
    page.wait_for_url("**by=theme**")
    assert "at=203X" in page.url
    page.keyboard.press("Escape")
    press(page, "g m", to="**/map/**")
    expect(page.locator("svg.map .name", has_text="Dormet")).to_be_visible()
    page.keyboard.press("+")
    page.wait_for_url("**z=*")
    before = _longitude(page)
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("before => !location.search.includes(before)", arg=f"{before:.4f}")
    assert _longitude(page) < before
    press(page, "g a", to="**/board/**")
    expect(page.locator("article.order").first).to_contain_text("publish the names")


def _longitude(page: Page) -> float:
    """Of the middle of the map, as its address has it."""
    return float(parse_qs(urlsplit(page.url).query)["c"][0].split(",")[1])


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(
    scheme: Any, width: int, workbench: Served, filled: tuple[Path, dict[str, str]], window: Opened, axe: str
) -> None:
    ids = filled[1]
    page = window(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in (
        "timeline/?at=2031-03", "timeline/?at=202X", "timeline/?since=spring", "map/", "board/",
        f"person/{ids['held']}/", f"person/{ids['official']}/", f"site/{ids['grave']}/",
    ):  # fmt: skip
        page.goto(f"{workbench.address}d/ardovia/{path}")
        clean(page, axe, width)
