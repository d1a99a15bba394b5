"""The map under the mouse: it is drawn, comes nearer where it is clicked twice, and nothing of the page jumps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.opening import Served, ran, served, told

_FILL = """
from sourcebook.dossier import start
start()
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system
from tests.workbench.views.standing import stand
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
stand(dossier, keeper)
"""


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home: Path = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    ran(home, "-c", _FILL)
    with served(home) as running:
        yield running


def _looked_at(page: Page) -> tuple[float, float, int]:
    """Latitude and longitude of the middle, and the zoom."""
    land = page.locator("svg.map")
    latitude, longitude = (land.get_attribute("data-centre") or "").split(",")
    return float(latitude), float(longitude), int(land.get_attribute("data-zoom") or 0)


def _moved(page: Page, before: tuple[float, float, int]) -> tuple[float, float, int]:
    """What is looked at when that has changed."""
    centre = f"{before[0]:.4f},{before[1]:.4f}"
    expect(page.locator(f"svg.map[data-centre='{centre}'][data-zoom='{before[2]}']")).to_have_count(0)
    expect(page.locator("svg.map")).to_have_count(1)
    return _looked_at(page)


def test_the_map_follows_the_mouse_and_the_page_stays_where_it_is(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/map/?c=44.4000,-28.2000&z=9")
    page.set_viewport_size({"width": 1280, "height": 560})
    page.evaluate("window.scrollTo(0, 120)")
    box = page.locator("svg.map").bounding_box()
    assert box is not None
    left, top = box["x"] + 20, box["y"] + 130
    first = _looked_at(page)
    # Drawn to the right and down, the land comes from the west and the north.
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + 90, top + 60, steps=4)
    page.mouse.up()
    drawn = _moved(page, first)
    assert drawn[0] > first[0] and drawn[1] < first[1] and drawn[2] == first[2]
    assert page.evaluate("scrollY") == 120
    # Nearer, where it is clicked: west of the middle.
    page.mouse.dblclick(left, top)
    near = _moved(page, drawn)
    assert near[2] == drawn[2] + 1 and near[1] < drawn[1]
    # A filter that is chosen now leaves it there.
    page.locator("#kind").select_option("event")
    page.wait_for_url("**kind=event**")
    expect(page.locator(f"svg.map[data-centre='{near[0]:.4f},{near[1]:.4f}']")).to_have_count(1)


def test_a_button_keeps_the_focus_when_the_map_has_moved(workbench: Served, page: Page) -> None:
    page.goto(f"{workbench.address}d/ardovia/map/?c=44.4000,-28.2000&z=9")
    first = _looked_at(page)
    page.locator("#closer").focus()
    page.keyboard.press("Enter")
    nearer = _moved(page, first)
    assert nearer[2] == first[2] + 1
    expect(page.locator("#closer")).to_be_focused()
