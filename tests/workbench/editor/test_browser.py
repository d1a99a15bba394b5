"""The editor in a real browser: by keys alone, two people on one paragraph, a lost connection, a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import Opened, clean, press, settled
from tests.workbench.opening import Served, ran, served, told

_FILL = """
from sourcebook.dossier import start
start()
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system
from tests.workbench.editor.writing_home import kept
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
kept(dossier, keeper)
"""
_AT = "d/ardovia/editions/report-2031/"
_MILLS = "Nothing is known of the mills."


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a dossier with an edition."""
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    ran(home, "-c", _FILL)
    return home


@pytest.fixture(scope="module")
def workbench(filled: Path) -> Iterator[Served]:
    with served(filled) as running:
        yield running


def _go(page: Page, workbench: Served, section: str) -> None:
    page.goto(f"{workbench.address}{_AT}?section={section}")
    # The module has run.
    expect(page.locator("[data-piece]").first).to_have_attribute("tabindex", "0")


def _open(page: Page, words: str) -> None:
    """Opens the paragraph with these words."""
    page.locator("[data-piece]", has_text=words).focus()
    page.keyboard.press("Enter")
    expect(page.locator("textarea[data-typed]")).to_be_focused()


def test_a_paragraph_is_written_by_keys_alone(workbench: Served, window: Opened) -> None:
    page = window()
    page.goto(f"{workbench.address}d/ardovia/")
    press(page, "g e", to="**/editions/")
    page.locator("[data-target]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/editions/report-2031/**")
    expect(page.locator("#chapter")).to_have_attribute("aria-label", "Summary")
    expect(page.locator(".walk")).to_be_visible()
    page.keyboard.press("]")
    expect(page.locator("#chapter")).to_have_attribute("aria-label", "Roads")
    expect(page.locator(".remarks .remark")).to_contain_text("has a date but no reference")
    expect(page.locator(".walk")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("j")
    expect(page.locator("[data-piece]:focus")).to_contain_text("The road to Selm was closed")
    page.keyboard.press("n")
    expect(page.locator(".remark:focus")).to_contain_text("nobody came to the bridge")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    typed = page.locator("textarea[data-typed]")
    expect(typed).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" The mayor asked for it")
    expect(page.locator(".preview")).to_contain_text("The mayor asked for it")
    # A reference by search: words, arrows, Enter.
    page.keyboard.press("Control+k")
    with page.expect_response(lambda answer: "hill" in answer.url):
        page.keyboard.type("hill")
    settled(page)
    palette = page.locator("#palette")
    expect(palette.locator("[aria-selected='true'] .prints")).to_contain_text("gazette.example")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(typed).to_be_focused()
    expect(typed).to_have_value(re.compile(r"asked for it\[@(statement|source):"))
    # It cites again what the note before cites: what is printed is what the report will have.
    expect(page.locator(".preview .notes")).to_contain_text("Ibid")
    expect(page.locator(".preview .notes .label")).to_have_text("2")
    page.keyboard.type(".")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("Saved as text 2")
    saved = page.locator("[data-piece]:focus")
    expect(saved).to_contain_text("The mayor asked for it")
    # The numbers behind it went on by one, in the outline too.
    expect(
        page.locator("[data-piece]", has_text="the bridge was watched").locator(".notes .label")
    ).to_have_text("3")
    expect(page.locator("#outline .here .counted").first).to_have_text("2")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#messages")).to_contain_text("text 3")
    expect(page.locator("[data-piece]").nth(1)).to_contain_text("The mayor asked for it")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#messages")).to_contain_text("text 4")
    expect(page.locator(".walk")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("Next finding")


def test_a_figure_is_put_in_from_its_record(workbench: Served, window: Opened) -> None:
    page = window()
    _go(page, workbench, "summary")
    _open(page, "people were killed")
    page.keyboard.type(" So many: ")
    page.keyboard.press("Control+k")
    page.get_by_label("Kind").select_option("claim")
    with page.expect_response(lambda answer: "police" in answer.url):
        page.get_by_role("combobox", name="Words of").fill("police")
    settled(page)
    choice = page.locator("#palette [data-mark^='[=claim']")
    expect(choice.locator(".prints")).to_have_text("at least 3")
    wanted = page.locator("#palette [aria-selected='true'][data-mark^='[=claim']")
    for _ in range(12):
        if wanted.count():
            break
        page.keyboard.press("Tab")
    expect(wanted).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".preview p").first).to_contain_text("So many: at least 3")
    page.once("dialog", lambda dialog: dialog.accept())
    page.keyboard.press("Escape")
    expect(page.locator("textarea[data-typed]")).to_have_count(0)
    expect(page.locator("#chapter")).not_to_contain_text("So many")


def test_what_cannot_be_referred_to_is_told_beside_the_text(workbench: Served, window: Opened) -> None:
    page = window()
    _go(page, workbench, "mills")
    _open(page, _MILLS)
    page.keyboard.type(" A word.[@statement:00000000]")
    expect(page.locator(".preview .remark")).to_contain_text("is no record of the dossier")
    page.keyboard.press("Control+k")
    page.keyboard.type("no hill was ever theirs")
    expect(page.locator("#palette .choice .remark")).to_contain_text("Not published yet")
    expect(page.locator("#palette [data-mark]")).to_have_count(0)


def test_two_people_on_one_sentence(workbench: Served, window: Opened) -> None:
    one, other = window(), window(expected="status of 409")
    for page in (one, other):
        _go(page, workbench, "roads")
    _open(one, "The road to Selm was closed")
    one.keyboard.press("Control+Home")
    one.keyboard.type("On Monday, said the mayor: ")
    # Another sentence of the paragraph: both are kept without a question.
    _open(other, "The road to Selm was closed")
    text = other.locator("textarea[data-typed]").input_value()
    other.locator("textarea[data-typed]").fill(text.replace("stood empty", "stood quite empty"))
    other.keyboard.press("Control+Enter")
    expect(other.locator("#messages")).to_contain_text("Saved as text")
    one.keyboard.press("Control+Enter")
    expect(one.locator("#messages")).to_contain_text("together with what others saved meanwhile")
    both = one.locator("[data-piece]:focus")
    expect(both).to_contain_text("On Monday, said the mayor: The road")
    expect(both).to_contain_text("stood quite empty")
    # The same sentence: both are shown, and nothing is saved yet.
    _open(other, "stood quite empty")
    other.locator("textarea[data-typed]").press("Control+Home")
    other.keyboard.type("In spring, ")
    _open(one, "stood quite empty")
    text = one.locator("textarea[data-typed]").input_value()
    one.locator("textarea[data-typed]").fill(text.replace("On Monday", "On Tuesday"))
    one.keyboard.press("Control+Enter")
    # An earlier message says that it was saved, too.
    expect(one.locator("[data-piece]:focus")).to_contain_text("On Tuesday")
    other.keyboard.press("Control+Enter")
    clash = other.locator("form[data-clash]")
    expect(clash).to_contain_text("You, in another window, changed the same sentence")
    expect(clash.locator("ins").first).to_contain_text("Tuesday")
    expect(clash.locator("textarea[data-typed]")).to_have_value(_begins("In spring, "))
    other.locator("form[data-clash] textarea[data-typed]").fill(
        "In spring and on Tuesday the road was closed."
    )
    other.keyboard.press("Control+Enter")
    expect(other.locator("#messages")).to_contain_text("Saved as text")
    expect(other.locator("[data-piece]:focus")).to_contain_text("In spring and on Tuesday")
    assert other.evaluate("Object.keys(sessionStorage).filter(one => one.startsWith('typed'))") == []


def _begins(begin: str) -> Any:
    """A value that begins so."""
    return re.compile(f"^{re.escape(begin)}")


def test_a_lost_connection_loses_nothing(workbench: Served, window: Opened) -> None:
    page = window(expected="INTERNET_DISCONNECTED|htmx:(sendError|afterRequest)")
    _go(page, workbench, "mills")
    _open(page, _MILLS)
    page.context.set_offline(True)
    page.keyboard.type(" Nobody was asked.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-told]")).to_contain_text("No connection: not saved yet")
    expect(page.locator("textarea[data-typed]")).to_have_value(f"{_MILLS} Nobody was asked.")
    page.context.set_offline(False)
    expect(page.locator("#messages")).to_contain_text("Saved as text")
    expect(page.locator("[data-piece]:focus")).to_contain_text("Nobody was asked.")


def test_what_was_typed_is_there_when_the_page_is_loaded_again(workbench: Served, window: Opened) -> None:
    page = window()
    page.on("dialog", lambda dialog: dialog.accept())
    _go(page, workbench, "mills")
    # Saved unchanged, the text has the same number as before: what is typed over it later is kept all the same.
    _open(page, _MILLS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("textarea[data-typed]")).to_have_count(0)
    _open(page, _MILLS)
    page.keyboard.type(" It rained.")
    expect(page.locator(".preview")).to_contain_text("It rained.")
    page.reload()
    typed = page.locator("textarea[data-typed]")
    expect(typed).to_have_value(re.compile(r" It rained\.$"))
    expect(page.locator("[data-kept]")).to_be_visible()
    page.get_by_role("button", name="Take the saved text instead").click()
    expect(typed).not_to_have_value(re.compile(r" It rained\.$"))
    # Escape leaves without asking where nothing is changed.
    page.keyboard.press("Escape")
    expect(typed).to_have_count(0)


def test_the_outline_is_folded_and_moved_by_keys(workbench: Served, window: Opened) -> None:
    page = window()
    _go(page, workbench, "roads")
    line = page.locator("#outline [data-line]", has_text="Roads")
    below = page.locator("#outline li", has_text="Bridges")
    line.focus()
    page.keyboard.press("ArrowLeft")
    expect(below).to_be_hidden()
    expect(page.locator("[data-fold]")).to_have_attribute("aria-expanded", "false")
    page.reload()
    expect(below).to_be_hidden()
    line.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#outline [data-line]:focus")).to_contain_text("Mills")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#outline [data-line]").nth(1)).to_contain_text("Mills")
    expect(page.locator("#outline [data-line]:focus")).to_contain_text("Mills")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#outline [data-line]").nth(1)).to_contain_text("Roads")
    line.focus()
    page.keyboard.press("ArrowRight")
    expect(below).to_be_visible()


def test_a_stroke_asks_for_a_reference_and_stays_where_none_is_taken(
    workbench: Served, window: Opened
) -> None:
    page = window()
    _go(page, workbench, "mills")
    _open(page, _MILLS)
    text = page.locator("textarea[data-typed]")
    # Another story may have saved more of it before.
    typed = f"{text.input_value()} km/h /"
    text.press("Control+End")
    page.keyboard.type(" km/h /")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    expect(text).to_have_value(typed)
    # The name of the paragraph is kept as its words are.
    page.get_by_label("Name", exact=True).fill("#mill-names")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("textarea[data-typed]")).to_have_value(typed)
    expect(page.get_by_label("Name", exact=True)).to_have_value("#mill-names")
    page.get_by_role("button", name="Take the saved text instead").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("")
    assert page.evaluate("Object.keys(sessionStorage).filter(one => /^(typed|called)/.test(one))") == []


_FROM_RIGHT = """
from sourcebook.dossier import start
start()
from tests.workbench.holding import viewer_of
from sourcebook.dossier.editions import opened
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system, viewing
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
with viewing(viewer_of(dossier, keeper)):
    opened("report-ar", '''---
title: أردوفيا
language: ar
date: '2031-12-01'
---

# الطرق

أُغلق الطريق إلى سلم.^[Gazette, 18 March 2031.]

2031 كان عاماً طويلاً.
''', "begun")
"""


def test_a_text_from_the_right_is_written_from_the_right(
    filled: Path, workbench: Served, window: Opened
) -> None:
    ran(filled, "-c", _FROM_RIGHT)
    page = window()
    page.goto(f"{workbench.address}d/ardovia/editions/report-ar/")
    expect(page.locator(".chapter > .paper")).to_have_css("direction", "rtl")
    number = page.locator("[data-piece] .label").first.bounding_box()
    paragraph = page.locator("[data-piece] p").first.bounding_box()
    assert number and paragraph
    # The number of a paragraph stands at its right end.
    assert number["x"] + number["width"] > paragraph["x"] + paragraph["width"] - 4
    # Begun with a mark of the program or a year, it is from the right all the same.
    _open(page, "كان عاماً")
    text = page.locator("textarea[data-typed]")
    text.fill("[@statement: 2031")
    expect(text).to_have_css("direction", "rtl")
    expect(page.locator("form[data-form] .preview .paper")).to_have_css("direction", "rtl")
    text.fill("2031 كان عاماً *طويلاً* جداً.")
    expect(page.locator("form[data-form] .preview em")).to_have_text("طويلاً")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-piece]:focus")).to_contain_text("جداً")
    # The words of the page itself stay from the left.
    expect(page.locator(".piece-tools").first).to_have_css("direction", "ltr")


def test_on_a_phone(workbench: Served, window: Opened) -> None:
    page = window(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{workbench.address}{_AT}?section=mills")
    expect(page.locator("#outline details")).not_to_have_attribute("open", "")
    page.locator("[data-piece]", has_text="of the mills").get_by_role("link", name="Edit").tap()
    page.locator("textarea[data-typed]").fill("Nothing is known of the mills of Selm.")
    page.get_by_role("button", name="Save", exact=False).first.tap()
    expect(page.locator("#messages")).to_contain_text("Saved as text")
    expect(page.locator("#chapter")).to_contain_text("the mills of Selm")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts(workbench: Served, window: Opened) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{workbench.address}{_AT}?section=mills")
    page.locator("[data-piece]", has_text="of the mills").hover()
    page.locator("[data-piece]", has_text="of the mills").get_by_role("link", name="Edit").click()
    page.get_by_label("Text of the paragraph").fill("Without any script.")
    page.get_by_role("button", name="Save", exact=False).first.click()
    expect(page.locator("#messages")).to_contain_text("Saved as text")
    expect(page.locator("#chapter")).to_contain_text("Without any script.")
    page.get_by_role("link", name="Earlier texts").click()
    page.get_by_role("button", name="What differs").click()
    expect(page.locator("ins").first).to_contain_text("Without")
    page.get_by_role("button", name="Go back to text").click()
    expect(page.locator("#messages")).to_contain_text("says what text")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(scheme: Any, width: int, workbench: Served, window: Opened, axe: str) -> None:
    page = window(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in (
        "",
        "report-2031/?section=roads",
        "report-2031/?edit=3",
        "report-2031/head/",
        "report-2031/texts/?from=1&to=1",
    ):
        page.goto(f"{workbench.address}d/ardovia/editions/{path}")
        page.wait_for_load_state("networkidle")
        clean(page, axe, width)
    _go(page, workbench, "roads")
    _open(page, "the bridge was watched")
    page.keyboard.press("Control+k")
    page.keyboard.type("hill")
    expect(page.locator("#palette [data-mark]").first).to_be_visible()
    clean(page, axe, width)
