"""Two people at once, on a server: one paragraph, one record, one draft. Nothing that was typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.deploy.test_proxy import HOST, SERVER, proxied
from tests.workbench.browsing import press, ready, windows
from tests.workbench.opening import ran, served, told
from tests.workbench.stories.browsing import DOSSIER, log_in
from tests.workbench.stories.conftest import PEOPLE

EDITION = "report-2031"
TEXT = """---
title: Hatred and Its Consequences in Ardovia
period: '2031'
date: '2031-12-01'
---

# Roads {#roads}

The road to Selm was closed. The mill stood empty.
"""
_BEGUN = f"""
from sourcebook.dossier import start
start()
from sourcebook.dossier.editions import opened
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system, viewing, Viewer
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get(handle="vela")
with viewing(Viewer(dossier.pk, "keeper", keeper.pk, keeper.organisation_id)):
    opened({EDITION!r}, {TEXT!r}, "begun")
"""


@pytest.fixture(scope="module")
def server(
    home: Path, program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server with that dossier, behind its proxy, with HTTPS."""
    told(home, "create", "event", "type=other", "when=2031-03-18", "description=The road to Selm was closed")
    ran(home, "-c", _BEGUN)
    with served(home, **SERVER) as running:
        backend = urlsplit(running.address).netloc
        with proxied(program("caddy"), backend, tmp_path_factory.mktemp("proxy")) as port:
            yield f"https://{HOST}:{port}/"


@pytest.fixture(scope="module")
def elsewhere(chromium: Browser, program: Callable[[str], str]) -> Iterator[Browser]:
    """A browser for which the name of the server leads to this computer."""
    arguments = ["--no-sandbox", f"--host-resolver-rules=MAP {HOST} 127.0.0.1"]
    browser = chromium.browser_type.launch(executable_path=program("chromium"), args=arguments)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def both(server: str, elsewhere: Browser) -> Iterator[tuple[Page, Page]]:
    """Mira and Orvan, each logged in in a browser of their own."""
    pages = []
    with windows(elsewhere) as opened:
        for name, *_ in PEOPLE:
            # The certificate is of the test's own making; that somebody was quicker is told by a 409.
            page = opened.open(expected="status of 409", ignore_https_errors=True)
            log_in(page, server, name)
            pages.append(page)
        yield pages[0], pages[1]


def test_two_people_on_one_paragraph(both: tuple[Page, Page], server: str) -> None:
    mira, orvan = both
    for page in both:
        page.goto(f"{server}d/{DOSSIER}/editions/{EDITION}/?section=roads")
        piece = page.locator("[data-piece]", has_text="The road to Selm was closed")
        expect(piece).to_have_attribute("tabindex", "0")
        piece.focus()
        page.keyboard.press("Enter")
        expect(page.locator("textarea[data-typed]")).to_be_focused()
    # Each writes in a sentence of their own: both are kept, and nobody is asked.
    mira.keyboard.press("Control+Home")
    mira.keyboard.type("On Monday, said the mayor: ")
    mira.keyboard.press("Control+Enter")
    expect(mira.locator("#messages")).to_contain_text("Saved as text")
    orvan.keyboard.press("Control+End")
    orvan.keyboard.type(" Nobody came.")
    orvan.keyboard.press("Control+Enter")
    expect(orvan.locator("#messages")).to_contain_text("together with what others saved meanwhile")
    printed = orvan.locator("#chapter")
    expect(printed).to_contain_text("On Monday, said the mayor: The road to Selm was closed.")
    expect(printed).to_contain_text("The mill stood empty. Nobody came.")
    # In one sentence: the second is shown both, nothing is lost, and both texts are there in the end.
    mira.reload()
    for page in both:
        piece = page.locator("[data-piece]", has_text="The road to Selm was closed")
        expect(piece).to_have_attribute("tabindex", "0")
        piece.focus()
        page.keyboard.press("Enter")
        expect(page.locator("textarea[data-typed]")).to_be_focused()
    replaced(mira, "On Monday", "On Tuesday")
    expect(mira.locator("#messages")).to_contain_text("Saved as text")
    replaced(orvan, "On Monday", "In spring")
    clash = orvan.locator("form[data-clash]")
    expect(clash).to_contain_text("changed the same sentence while you wrote")
    expect(clash.locator("ins").first).to_contain_text("Tuesday")
    typed = clash.locator("textarea[data-typed]")
    expect(typed).to_have_value(re.compile("In spring"))
    typed.fill(typed.input_value().replace("In spring", "In spring, on a Tuesday"))
    orvan.keyboard.press("Control+Enter")
    expect(printed).to_contain_text("In spring, on a Tuesday, said the mayor")
    mira.reload()
    expect(mira.locator("#chapter")).to_contain_text("In spring, on a Tuesday, said the mayor")


def replaced(page: Page, words: str, by: str) -> None:
    typed = page.locator("textarea[data-typed]")
    typed.fill(typed.input_value().replace(words, by))
    page.keyboard.press("Control+Enter")


def test_two_people_on_one_record(both: tuple[Page, Page], server: str) -> None:
    mira, orvan = both
    mira.goto(f"{server}d/{DOSSIER}/records/?kind=event&since=2031")
    mira.locator("#rows [data-target]").first.click()
    ready(mira, "**/records/*/")
    record = mira.url
    for page in both:
        page.goto(f"{record}edit/")
    mira.locator("[id='f.description']").fill("The road to Selm was closed at noon")
    mira.keyboard.press("Control+Enter")
    expect(mira.locator("#field-description")).to_contain_text("at noon")
    orvan.locator("[id='f.description']").fill("The road to Selm was closed by order")
    orvan.locator("[id='h.note']").fill("the order hangs at the mill")
    orvan.keyboard.press("Control+Enter")
    expect(orvan.get_by_role("heading", name="Two people changed this")).to_be_visible()
    both_sides = orvan.locator("table.sides")
    expect(both_sides).to_contain_text("at noon")
    expect(both_sides).to_contain_text("by order")
    expect(both_sides).to_contain_text("the order hangs at the mill")
    both_sides.get_by_role("radio").nth(1).check()
    orvan.get_by_role("button", name="Save what is chosen").click()
    expect(orvan.locator("#field-description")).to_contain_text("by order")
    expect(orvan.locator("main")).to_contain_text("the order hangs at the mill")
    # What Mira wrote stands in the history.
    press(orvan, "y")
    expect(orvan.locator("#acts")).to_contain_text("at noon")


def test_two_reviewers_on_one_draft(both: tuple[Page, Page], server: str) -> None:
    mira, orvan = both
    for page in both:
        page.goto(f"{server}d/{DOSSIER}/review/?kind=place")
    first = mira.locator("#desk h2").first.inner_text()
    expect(orvan.locator("#desk h2").first).to_have_text(first)
    press(mira, "a")
    expect(mira.locator("#desk h2").first).not_to_have_text(first)
    press(orvan, "r")
    orvan.get_by_label("In your own words").fill("no such place")
    orvan.keyboard.press("Enter")
    expect(orvan.locator("#messages")).to_contain_text("Mira Tal accepted it just now.")
    expect(orvan.locator("#desk h2").first).not_to_have_text(first)
