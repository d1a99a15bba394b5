"""A new user, with a report and a saved page, and nothing else: by the end the report is published and proved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples.making.pages import page as saved_page
from playwright.sync_api import Page, expect
from tests.workbench.browsing import LONG, Opened, away, drag, press, ready
from tests.workbench.opening import served, told
from tests.workbench.stories.browsing import DOSSIER, TITLE, bring_in, reading, work_done

SAID = "Every hill will be ours again."
PASSAGES = (
    f"On 18 March 2031, Tavo Brenik, Minister of Roads, said in Kelmet: “{SAID}”",
    "On 19 March 2031, three civilians were killed at the bridge of Selm, the police said.",
)
EDITION = "report-2031"
NOTE = "Kelmet Post, Speech at the harvest fair"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A page as it was saved from a newspaper."""
    file = tmp_path / "speech.html"
    file.write_text(
        saved_page("Speech at the harvest fair", "Kelmet Post", "18 March 2031", PASSAGES), "utf-8"
    )
    return file


def test_from_nothing_to_a_published_report(
    ardovia: Path, saved: Path, tmp_path: Path, window: Opened
) -> None:
    home = tmp_path / "data"
    with served(home) as workbench:
        page = window(logged_in=False)
        page.goto(workbench.link)
        makes_a_dossier(page)
        bring_in(page, ardovia / "report.docx", Where_it_was="https://observatory.example/en/reports/2024")
        expect(page.locator("main")).to_contain_text(
            "new drafts. They count once a person has reviewed them."
        )
        bring_in(
            page, saved, kind="source", Where_it_was="https://post.example/hills", Publisher="Kelmet Post"
        )
        reads_and_accepts(page)
        makes_a_statement(page)
        says_who_we_are(page)
        publishes_the_records(page)
        begins_an_edition(page)
        writes_a_paragraph(page)
        sees_what_is_found(page)
        package = publishes_it(page, tmp_path)
        away(page)
    said = told(home, "verify", str(package))
    assert "everything holds" in said and "signed by Observatory of Ardovia" in said


def makes_a_dossier(page: Page) -> None:
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    page.get_by_label("Its title").fill(TITLE)
    page.keyboard.press("Enter")
    ready(page, "**/new/**")
    page.get_by_label("Short name").fill(DOSSIER)
    page.get_by_role("button", name="Make the dossier").click()
    ready(page, f"**/d/{DOSSIER}/")
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()


def reads_and_accepts(page: Page) -> None:
    page.get_by_role("link", name="Read it").click()
    reading(page)
    waiting = page.locator("#candidates li")
    expect(waiting).to_have_count(3)
    # The event and its figure are accepted as they were read; the words of the minister are done by hand.
    for left in (2, 1):
        page.keyboard.press("n")
        expect(page.locator("#candidates li[aria-current='true']")).not_to_contain_text(SAID)
        page.keyboard.press("y")
        expect(page.locator("#told")).to_contain_text("Accepted:")
        expect(waiting).to_have_count(left)


def makes_a_statement(page: Page) -> None:
    """In at most six actions, the opening of the source among them."""
    actions = ["the source is opened"]
    drag(page, "On 18 March", SAID)
    actions.append("the passage is selected")
    page.get_by_role("button", name="statement").first.click()
    actions.append("a statement is asked for")
    form = page.locator("#work form")
    expect(form.locator("[name='f.text']")).to_have_value(SAID)
    expect(form.locator("[name='f.when']")).to_have_value("2031-03-18")
    expect(form.locator("[name='f.place~']")).to_have_value("Kelmet")
    expect(form.locator("[name$='.words']").first).to_have_value("Tavo Brenik")
    actions.append("it is looked over")
    page.get_by_role("button", name="Save").first.click()
    actions.append("it is saved")
    expect(page.locator("#told")).to_contain_text("Saved:")
    assert len(actions) <= 6
    # What was read there waits no more: it would be the same statement twice.
    expect(page.locator("#panel")).to_contain_text("Nothing waits in this text.")
    expect(page.locator("#text mark.k-statement")).to_have_text(SAID)


def says_who_we_are(page: Page) -> None:
    press(page, "g p", to="**/people/")
    page.locator("details > summary", has_text="Change").click()
    page.get_by_label("Organisation").fill("Observatory of Ardovia")
    page.get_by_role("button", name="Set").click()
    expect(page.locator("#messages")).to_contain_text("The organisation is set.")


def publishes_the_records(page: Page) -> None:
    """Home says what waits; it is looked at, and what is sound goes all at once, by the list."""
    press(page, "g h", to=f"**/d/{DOSSIER}/")
    expect(page.locator("#waits")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("drafts to review"))).to_be_visible()
    together(page, "kind=actor", "in-public", "named in the report for what they said in public")
    together(page, "status=draft", "review", "compared with the report")
    together(page, "status=reviewed", "level", "the report is public", level="public")
    together(page, "status=reviewed", "publish", "as in the report")


def together(page: Page, query: str, act: str, why: str, level: str = "") -> None:
    page.goto(re.sub(r"/d/.*", f"/d/{DOSSIER}/records/?{query}", page.url))
    page.locator("#act").select_option(act)
    if level:
        page.locator("#bulk-level").select_option(level)
    page.locator("#why").fill(why)
    page.locator("#all").check()
    page.get_by_role("button", name="See what would happen").click()
    page.wait_for_url("**/records/many/")
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/work/[^/]+/$|revision="))
    if "/work/" in page.url:
        work_done(page)
        expect(page.locator("main")).to_contain_text("0 stay as they were")


def begins_an_edition(page: Page) -> None:
    press(page, "g e", to="**/editions/")
    page.get_by_label("Short name").fill(EDITION)
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Period").fill("2024/2031")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/work/[^/]+/$"))
    work_done(page)
    # Nobody is sent to a terminal from here.
    assert "`sourcebook" not in page.locator("main").inner_text()
    page.get_by_role("link", name="Open the edition").click()
    ready(page, f"**/editions/{EDITION}/")


def writes_a_paragraph(page: Page) -> None:
    page.locator("#outline").get_by_role("link", name="Rhetoric").click()
    page.wait_for_url("**section=**")
    expect(page.locator("[data-piece]").first).to_have_attribute("tabindex", "0")
    drafted = page.locator("[data-piece]", has_text=SAID)
    # The page of which candidates were accepted is cited like any source.
    expect(drafted).to_contain_text(NOTE)
    press(page, "a")
    typed = page.locator("textarea[data-typed]")
    expect(typed).to_be_focused()
    page.keyboard.type("The harvest fair was closed after the speech")
    page.keyboard.press("Control+k")
    page.keyboard.type("every hill")
    expect(page.locator("#palette [aria-selected='true'] .prints").first).to_contain_text(NOTE)
    page.keyboard.press("Enter")
    expect(typed).to_be_focused()
    page.keyboard.type(".")
    expect(page.locator(".preview .notes")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("Saved as text 2")


def sees_what_is_found(page: Page) -> None:
    """The gate is asked; what is no mistake is let stand for a reason that will be printed."""
    page.get_by_role("link", name="Check and publish").click()
    page.wait_for_url("**/publish/")
    press(page, "c")
    back(page)
    expect(page.get_by_text(re.compile("findings? stands? in the way"))).to_be_visible()
    while page.locator("details.rule.blocks").count():
        for rule in page.locator("details.rule.blocks > summary .slug").all_inner_texts():
            found = page.locator("details.rule.blocks", has=page.get_by_text(rule, exact=True))
            found.locator("details.or > summary").click()
            found.get_by_label("Reason").fill("The words are those that the report of 2024 prints.")
            found.get_by_role("button", name="Let it stand").click()
            expect(page.locator("#messages")).to_contain_text("It may stand; the reason will be printed.")
        press(page, "c")
        back(page)
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()


def publishes_it(page: Page, folder: Path) -> Path:
    press(page, "f")
    back(page)
    expect(page.locator("h1")).to_contain_text("frozen")
    # With one organisation nobody else is to sign; the package is signed with its key.
    expect(page.get_by_text("it may publish without signing off")).to_be_visible()
    press(page, "p")
    back(page)
    expect(page.locator("h1")).to_contain_text("published")
    with page.expect_download(timeout=LONG) as download:
        press(page, "d")
    package = folder / download.value.suggested_filename
    download.value.save_as(package)
    return package


def back(page: Page) -> None:
    """From a work that was begun on the page of publication, when it is done, to that page."""
    work_done(page)
    page.get_by_role("link", name="The way to publication").click()
    ready(page, "**/publish/")
