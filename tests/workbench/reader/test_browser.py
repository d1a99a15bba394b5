"""The reader in a real browser: a passage becomes a record by mouse, by keys alone and on a phone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, clean, drag, ready
from tests.workbench.opening import Served, ran, served, told
from tests.workbench.reader.valley import QUOTED

_FILL = """
import json, sys
from pathlib import Path
from sourcebook.dossier import start
start()
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system, viewing
from tests.workbench.holding import viewer_of
from tests.workbench.reader.valley import TEXT, hold
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
with viewing(viewer_of(dossier, keeper)):
    print(json.dumps(hold(Path(sys.argv[1]), TEXT)))
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The home of a dossier with the text of the valley, and the ids in it."""
    folder = tmp_path_factory.mktemp("home")
    home = folder / "data"
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    return home, json.loads(ran(home, "-c", _FILL, str(folder)))


@pytest.fixture(scope="module")
def workbench(filled: tuple[Path, dict[str, str]]) -> Iterator[Served]:
    with served(filled[0]) as running:
        yield running


@pytest.fixture
def opened(page: Page, workbench: Served, filled: tuple[Path, dict[str, str]]) -> Page:
    return go(page, workbench, filled)


def go(page: Page, workbench: Served, filled: tuple[Path, dict[str, str]], more: str = "") -> Page:
    page.goto(f"{workbench.address}d/ardovia/read/{filled[1]['source']}/{more}")
    expect(page.locator("#reader[data-whole]")).to_be_visible()
    expect(page.locator("#queue-title")).to_be_visible()
    return ready(page)


def chosen(page: Page) -> str:
    return str(page.evaluate("getSelection().toString()"))


def test_by_keys_alone_in_six_actions(opened: Page) -> None:
    actions = 1  # the source was opened
    for _ in range(2):
        opened.keyboard.press("j")
        actions += 1
    assert chosen(opened).startswith("On 18 March 2031, Tavo Brenik") and QUOTED in chosen(opened)
    opened.keyboard.press("s")
    actions += 1
    form = opened.locator("#work form")
    expect(form.locator("[name='f.text']")).to_have_value(QUOTED)
    expect(form.locator("[name='f.when']")).to_have_value("2031-03-18")
    expect(form).to_contain_text("the quotation, without its marks")
    actions += 1  # it was looked over
    opened.keyboard.press("Control+Enter")
    actions += 1
    expect(opened.locator("#told")).to_contain_text("Saved:")
    assert actions <= 6
    mark = opened.locator("#text mark.k-statement")
    expect(mark).to_have_text(QUOTED)
    # It can be gone to and opened beside the text, without the mouse.
    opened.keyboard.press("h")
    opened.keyboard.press("o")
    expect(opened.locator("#beside-title")).to_contain_text(QUOTED)
    expect(opened.locator("#work")).to_contain_text("Tavo Brenik")
    opened.keyboard.press("Escape")
    expect(opened.locator("#beside-title")).to_have_count(0)
    opened.keyboard.press("?")
    for words in ("Next sentence", "Accept the candidate", "From the passage: statement", "Preserved copy"):
        expect(opened.locator("#keys")).to_contain_text(words)


def test_a_word_and_a_sentence_more_and_less(opened: Page) -> None:
    for key in "jj":
        opened.keyboard.press(key)
    opened.keyboard.press("J")
    assert chosen(opened).endswith("Dre\u0308va.")
    opened.keyboard.press("K")
    assert "Nobody answered" not in chosen(opened)
    opened.keyboard.press("w")
    assert chosen(opened).endswith("Nobody")
    opened.keyboard.press("W")
    opened.keyboard.press("b")
    assert chosen(opened).startswith("18 March")
    opened.keyboard.press("P")
    assert chosen(opened).startswith("On 18 March") and chosen(opened).endswith("Dre\u0308va.")


def test_by_mouse_over_emoji_and_combining_marks(opened: Page) -> None:
    passage = "answered 👩‍🌾👩‍🌾 the man from Dre\u0308va"
    drag(opened, "answered 👩", "the man from Dre\u0308va")
    assert passage in chosen(opened)
    opened.get_by_role("button", name="event", exact=False).first.click()
    words = opened.locator("#work .passage-quoted")
    expect(words).to_contain_text(passage)
    opened.get_by_role("button", name="Save").click()
    expect(opened.locator("#told")).to_contain_text("Saved:")
    mark = opened.locator("#text mark.k-event").first
    expect(mark).to_contain_text(passage)
    opened.reload()
    expect(opened.locator("#text mark.k-event").first).to_contain_text(passage)


def test_the_queue_goes_on_by_itself_and_takes_back(opened: Page) -> None:
    items = opened.locator("#candidates li")
    number = items.count()
    assert number >= 3
    first = items.first.get_attribute("data-candidate")
    expect(items.first).to_have_attribute("aria-current", "true")
    opened.keyboard.press("x")
    expect(opened.locator("#told")).to_contain_text("Rejected:")
    expect(items).to_have_count(number - 1)
    expect(items.first).to_have_attribute("aria-current", "true")
    # The next one is selected in the text.
    assert chosen(opened)
    opened.keyboard.press("u")
    expect(items).to_have_count(number)
    expect(opened.locator("#told")).to_contain_text("Waits again:")
    expect(opened.locator("#panel.htmx-settling")).to_have_count(0)
    expect(opened.locator(f"#candidates li[data-candidate='{first}']")).to_have_count(1)
    opened.keyboard.press("n")
    expect(items.nth(0)).not_to_have_attribute("aria-current", "true")
    opened.keyboard.press("y")
    expect(opened.locator("#told")).to_contain_text("Accepted:")
    expect(items).to_have_count(number - 1)
    # To correct one is to get its form; a fault in it is told beside its field.
    opened.keyboard.press("n")
    fresh = opened.locator("#candidates li[aria-current='true'][data-version='0']")
    expect(fresh).to_have_count(1)
    opened.keyboard.press("d")
    expect(opened.locator("#work form")).to_be_visible()


def test_a_note_opens_in_its_place_and_closes(opened: Page) -> None:
    mark = opened.locator("#text .mk").first
    mark.click()
    note = opened.locator(".note-open")
    expect(note).to_contain_text("Kelmet Post, “Hills”")
    assert "On 18 March" in str(note.evaluate("each => each.previousElementSibling.textContent"))
    mark.press("Enter")
    expect(note).to_have_count(0)


def test_the_place_of_evidence_is_jumped_to(
    opened: Page, workbench: Served, filled: tuple[Path, dict[str, str]]
) -> None:
    drag(opened, "A road is not", "A road is not a border")
    opened.keyboard.press("q")
    opened.get_by_label("Which record").fill("speech")
    opened.locator("#ev-found button", has_text="a speech in Kelmet").click()
    expect(opened.get_by_label("for", exact=True)).to_be_visible()
    opened.get_by_role("button", name="Save").click()
    expect(opened.locator("#told")).to_contain_text("Saved:")
    # Of a record, the reader opens at the place of its evidence.
    opened.goto(f"{workbench.address}d/ardovia/read/{filled[1]['speech']}/")
    expect(opened.locator("#reader[data-whole]")).to_be_visible()
    assert chosen(opened) == "A road is not a border"


def test_on_a_phone_the_form_comes_from_below(
    window: Opened, workbench: Served, filled: tuple[Path, dict[str, str]]
) -> None:
    page = go(window(viewport={"width": 390, "height": 844}, has_touch=True), workbench, filled)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Next sentence").tap()
    page.get_by_role("button", name="Next sentence").tap()
    assert chosen(page).startswith("On 18 March")
    page.get_by_role("button", name="statement").first.tap()
    expect(page.locator("#work form")).to_be_visible()
    side = page.locator("#side").bounding_box()
    assert side is not None and side["y"] > 200 and side["y"] + side["height"] <= 845
    page.get_by_role("button", name="Cancel").tap()
    expect(page.locator("#work form")).to_have_count(0)


def test_without_scripts_the_text_is_whole_and_candidates_are_decided_on(
    window: Opened, workbench: Served, filled: tuple[Path, dict[str, str]]
) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{workbench.address}d/ardovia/read/{filled[1]['source']}/")
    expect(page.locator("#text")).to_contain_text("She left.")
    page.get_by_role("link", name="What waits in this text").click()
    items = page.locator("#candidates li")
    expect(items.first).to_be_attached()
    number = items.count()
    with page.expect_navigation():
        items.locator("button[value='reject']").first.dispatch_event("click")
    page.get_by_role("link", name="What waits in this text").click()
    expect(items.first).to_be_attached()
    expect(items).to_have_count(number - 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    scheme: Any, width: int, workbench: Served, filled: tuple[Path, dict[str, str]], window: Opened, axe: str
) -> None:
    page = window(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    clean(go(page, workbench, filled), axe)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator("#work form")).to_be_visible()
    page.evaluate("document.querySelectorAll('details.legend').forEach(one => one.open = true)")
    clean(page, axe)
