"""Forms in a real browser: a statement from nothing by keys alone, a narrow window, right to left, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, clean, press
from tests.workbench.opening import Served, ran, served, told

_FILL = """
from sourcebook.dossier import start
start()
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system, viewing
from tests.dossier.write.making import actor, make
from tests.workbench.holding import hold, viewer_of
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
held = hold(dossier, keeper)
with viewing(viewer_of(dossier, keeper)):
    vela = actor("Vela Sorn", "فيلا سورن")
    tie = empty_plain("relation", subject=vela["id"], title="Speaker of the Council", when="2030-01-01/2033-01-01")
    make(vela, tie, why="a list")
print(held["said"], held["shots"], held["speaker"])
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The home of a dossier with records, and the ids of a statement, an event and an actor in it."""
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    return home, ran(home, "-c", _FILL).split()


@pytest.fixture(scope="module")
def workbench(filled: tuple[Path, list[str]]) -> Iterator[Served]:
    with served(filled[0]) as running:
        yield running


@pytest.fixture
def open_page(workbench: Served, window: Opened) -> Opened:
    """`open_page("records/", width=390)`: a page of the dossier."""

    def opened(path: str, width: int = 1280, **more: Any) -> Page:
        page = window(viewport={"width": width, "height": 844}, **more)
        page.goto(f"{workbench.address}d/ardovia/{path}")
        return page

    return opened


def test_a_statement_from_nothing_by_keys_alone(open_page: Opened) -> None:
    page = open_page("new/statement/")
    who = page.locator("[data-link]").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if who.evaluate("one => one === document.activeElement"):
            break
    expect(who).to_be_focused()
    page.keyboard.type("vela so")
    expect(page.get_by_role("option", name="Vela Sorn")).to_be_visible()
    page.keyboard.press("Enter")
    expect(who).to_have_value("Vela Sorn")
    to(page, "f.when")
    page.keyboard.type("8 February 2031")
    expect(page.locator("[id='f.when-understood']")).to_have_text("8 February 2031")
    to(page, "f.place~")
    page.keyboard.type("Upper Selm")
    expect(page.get_by_role("option", name="new town or village: Upper Selm")).to_be_visible()
    page.keyboard.press("Enter")
    to(page, "f.text")
    # The office that she held on that day is offered by itself.
    expect(page.locator("select[data-office] option")).to_have_count(2)
    page.keyboard.type("Every hill will be ours.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("Made. It is a draft")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Every hill will be ours.")
    expect(page.locator("#field-place")).to_contain_text("Upper Selm")
    expect(page.locator("#field-speakers")).to_contain_text("Speaker of the Council")


def to(page: Page, name: str) -> None:
    """By the Tab key to the field of this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"{name} cannot be reached by keys")


def test_rows_are_added_and_moved_and_nothing_typed_is_lost(open_page: Opened) -> None:
    page = open_page("new/actor/")
    page.get_by_label("name", exact=True).fill("Tavo Brenik")
    page.get_by_role("button", name="Add names").click()
    names = page.get_by_label("name", exact=True)
    expect(names).to_have_count(2)
    expect(names.nth(1)).to_be_focused()
    page.keyboard.type("Таво Бреник")
    page.get_by_role("button", name="Move number 2 up").click()
    expect(names.nth(0)).to_have_value("Таво Бреник")
    expect(names.nth(1)).to_have_value("Tavo Brenik")
    # It is the first now: who goes on by keys stands on what moves it down again.
    expect(page.locator("button[value^='down.']:focus")).to_have_attribute("aria-label", "Move number 1 down")
    # The computer goes to sleep, the page is loaded anew: all is there again.
    page.reload()
    expect(names).to_have_count(2)
    expect(names.nth(0)).to_have_value("Таво Бреник")
    expect(page.get_by_text("What you had typed here and not saved was put back.")).to_be_visible()
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Таво Бреник")
    page.wait_for_load_state()
    page.go_back()
    page.goto(page.url)
    expect(names.first).to_have_value("")


def test_a_field_is_changed_in_its_place_and_the_change_is_taken_back(
    open_page: Opened, filled: tuple[Path, list[str]]
) -> None:
    page = open_page(f"records/{filled[1][1]}/")
    expect(page.get_by_text("No edition refers to it.")).to_be_visible()
    page.get_by_role("link", name="Change: description").press("Enter")
    field = page.locator("[id='f.description']")
    expect(field).to_be_focused()
    field.fill("shots at the mill gate")
    field.press("Control+Enter")
    expect(page.locator("#field-description")).to_contain_text("shots at the mill gate")
    press(page, "z")
    expect(page.get_by_role("heading", level=1)).to_have_text("Take a change back")
    page.get_by_label("Why it is taken back").fill("a slip")
    page.keyboard.press("Enter")
    expect(page.locator("#field-description")).to_contain_text("shots at the Selm bridge")


@pytest.mark.parametrize("path", ["new/statement/", "new/claim/", "new/place/", "records/{0}/edit/", "records/{0}/", "records/{1}/status/", "records/{2}/merge/"])  # fmt: skip
def test_a_phone_shows_it_without_moving_sideways(
    open_page: Opened, filled: tuple[Path, list[str]], path: str
) -> None:
    page = open_page(path.format(*filled[1]), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_text_from_right_to_left_is_typed_from_right_to_left(open_page: Opened) -> None:
    page = open_page("new/statement/")
    field = page.locator("[id='f.text']")
    field.fill("كل تل سيكون لنا من جديد")
    expect(field).to_have_css("direction", "rtl")
    page.locator("[id='f.language']").fill("العربية")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("#field-text .long")).to_have_attribute("lang", "ar")


def test_without_scripts_a_link_is_asked_for_and_a_row_is_added(open_page: Opened) -> None:
    page = open_page("new/statement/", java_script_enabled=False, expected="status of 422")
    page.get_by_label("who", exact=True).fill("Dask")
    page.locator("[id='f.text']").fill("Nobody will stop us.")
    page.get_by_role("button", name="Add to whom").click()
    expect(page.locator("[id='f.text']")).to_have_value("Nobody will stop us.")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("Which one is “Dask”?")).to_be_visible()
    page.get_by_role("radio", name="Oren Dask").check()
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("#field-speakers")).to_contain_text("Oren Dask")


def test_axe_finds_nothing(open_page: Opened, filled: tuple[Path, list[str]], axe: str) -> None:
    ids = filled[1]
    paths = [
        "new/statement/", "new/claim/", "new/actor/", f"records/{ids[0]}/", f"records/{ids[0]}/edit/",
        f"records/{ids[1]}/status/", f"records/{ids[2]}/merge/?with={ids[2]}", f"records/{ids[2]}/split/",
    ]  # fmt: skip
    for scheme in ("light", "dark"):
        page = open_page(paths[0], color_scheme=scheme)
        for path in paths:
            page.goto(f"{page.url.split('/d/')[0]}/d/ardovia/{path}")
            page.wait_for_load_state("networkidle")
            clean(page, axe)
