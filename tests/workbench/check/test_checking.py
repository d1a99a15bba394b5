"""A report is checked in a real browser, and nothing of it is left on the computer."""

from __future__ import annotations

import json
import signal
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.browsing import ENDED, LONG, Opened, clean
from tests.workbench.check.conftest import Place
from tests.workbench.opening import Served, served

# In the report, and nowhere else.
WORDS = "Sellan Centre for Documentation"


def sent(page: Page, workbench: Served, report: Path) -> None:
    page.goto(f"{workbench.address}check/")
    page.get_by_label("Report").set_input_files(report)
    page.get_by_role("button", name="Check", exact=True).click(no_wait_after=True)


def checked(page: Page) -> None:
    """Waits for the page of findings."""
    expect(page.locator("nav.around")).to_be_visible(timeout=LONG)
    page.wait_for_load_state()


def kept(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).click()
    to = folder / coming.value.suggested_filename
    coming.value.save_as(to)
    return to


def test_a_word_report_gives_its_findings_and_a_copy_with_comments_and_nothing_is_left(
    page: Page, workbench: Served, place: Place, flawed: Path, tmp_path: Path
) -> None:
    before = place.left()
    asked: list[str] = []
    page.on("request", lambda made: asked.append(made.url))
    sent(page, workbench, flawed / "flawed.docx")
    checked(page)
    assert page.locator(".around .counts").inner_text().split()[1::2] == ["errors", "warnings", "remarks"]
    assert "flawed.docx, checked" in page.inner_text("header")
    assert page.locator("article.card.error").count() == int(page.inner_text(".around .swatch.error"))
    found = json.loads(kept(page, "Findings as JSON", tmp_path).read_text("utf-8"))
    assert found["report"] == "flawed.docx"
    assert len(found["findings"]) == page.locator("article.card").count() > 100
    sarif = json.loads(kept(page, "Findings as SARIF", tmp_path).read_text("utf-8"))
    assert len(sarif["runs"][0]["results"]) == len(found["findings"])
    copy = kept(page, "The Word file with comments", tmp_path)
    assert copy.name == "flawed.checked.docx"
    with zipfile.ZipFile(copy) as archive:
        assert archive.read("word/comments.xml").count(b"<w:comment ") == len(found["findings"])
    page.get_by_role("link", name="Check another report").click()
    page.wait_for_url(f"{workbench.address}check/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check a report")
    assert [url for url in asked if not url.startswith((workbench.address, "data:"))] == []
    assert place.left() == before
    assert place.holds(WORDS) == [] and place.holds("flawed.docx") == []


@pytest.mark.parametrize("name", ["report.pdf", "report.html", "report.md"])
def test_other_reports_give_their_findings_and_no_word_file(
    name: str, page: Page, workbench: Served, place: Place, ardovia: Path
) -> None:
    before = place.left()
    sent(page, workbench, ardovia / name)
    checked(page)
    assert f"{name}, checked" in page.inner_text("header")
    assert page.get_by_role("link", name="Findings as JSON").count() == 1
    assert page.get_by_role("link", name="The Word file with comments").count() == 0
    assert place.left() == before


def test_the_findings_page_can_do_nothing(page: Page, workbench: Served, tmp_path: Path) -> None:
    report = tmp_path / "<img src=x onerror=alert(1)>.md"
    report.write_text("# A title <script>alert(1)</script>\n\n1. Some words of a report.\n", "utf-8")
    fallen: list[str] = []
    page.on("dialog", lambda dialog: fallen.append(dialog.message))
    with page.expect_response(lambda answer: answer.request.method == "POST") as coming:
        sent(page, workbench, report)
    headers = coming.value.all_headers()
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "sandbox allow-downloads" in policy
    assert "allow-scripts" not in policy and "allow-same-origin" not in policy
    assert headers["cache-control"] == "no-store"
    checked(page)
    assert page.locator("img, script").count() == 0 and fallen == []


def test_it_works_without_javascript(window: Opened, workbench: Served, ardovia: Path) -> None:
    page = window(java_script_enabled=False)
    sent(page, workbench, ardovia / "report.docx")
    checked(page)
    page.goto(f"{workbench.address}check/")
    page.get_by_label("Report").set_input_files(ardovia / "report.docx")
    page.get_by_text("Get the findings as a file instead").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Word file with comments").click()
    assert coming.value.suggested_filename == "report.checked.docx"
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert "word/comments.xml" in archive.namelist()


def test_a_report_is_dropped_and_checked_by_keyboard_and_told_what_is_done(
    window: Opened, workbench: Served, ardovia: Path
) -> None:
    # The page of findings lets no script run, this test's own among them.
    page = window(expected="Blocked script execution")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { const how = document.querySelector('.how');"
        "if (how) new MutationObserver(() => console.log(how.textContent)).observe(how, {childList: true}) })"
    )
    page.goto(f"{workbench.address}check/")
    text = (ardovia / "report.md").read_text("utf-8")
    carried = page.evaluate_handle(
        "text => { const all = new DataTransfer();"
        "all.items.add(new File([text], 'dropped.md')); all.items.add(new File(['x'], 'second.md'));"
        "return all }",
        text,
    )
    page.dispatch_event(".drop", "drop", {"dataTransfer": carried})
    page.wait_for_function("document.querySelector('#check-report').files[0]?.name === 'dropped.md'")
    expect(page.locator(".how")).to_contain_text("One report at a time")
    page.keyboard.press("Enter")
    checked(page)
    assert "dropped.md, checked" in page.inner_text("header")
    assert any(line.startswith(("Reading", "Checking")) for line in said), said


def test_the_chosen_look_is_that_of_the_findings_too(page: Page, workbench: Served, ardovia: Path) -> None:
    page.context.add_cookies([{"name": "sourcebook_look", "value": "dark", "url": workbench.address}])
    sent(page, workbench, ardovia / "report.md")
    checked(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 27)"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_report_goes_with_the_program_that_is_stopped_while_it_reads(
    how: signal.Signals, place: Place, workbench: Served, window: Opened, flawed: Path, tmp_path: Path
) -> None:
    long = tmp_path / "long.md"
    long.write_bytes((flawed / "flawed.md").read_bytes() * 30)
    before = place.left()
    with served(place.data, TMPDIR=str(place.temporary), HOME=str(place.home)) as own:
        page = window(logged_in=False, expected=ENDED)
        page.goto(own.link)
        page.goto(f"{own.address}check/")
        page.get_by_label("Report").set_input_files(long)
        page.get_by_role("button", name="Check", exact=True).click(no_wait_after=True)
        until(lambda: any(place.temporary.glob("sourcebook-passing-*/step")))
        own.process.send_signal(how)
        own.process.wait(20)
        until(lambda: place.left() == before)


def until(true: Callable[[], bool]) -> None:
    """Waits for something to come true."""
    for _ in range(1200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come true in 60 s")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    scheme: Any, width: int, workbench: Served, window: Opened, flawed: Path, tmp_path: Path, axe: str
) -> None:
    page = window(
        expected="status of 4", color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    sent(page, workbench, broken)
    expect(page.locator("#check-error")).to_be_visible(timeout=LONG)
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    clean(page, axe, width)
    # The page of findings is shut in, and takes no script: it is looked at as what it is, a text of HTML.
    sent(page, workbench, flawed / "flawed.md")
    checked(page)
    html = page.content().replace("http-equiv=", "data-was=")
    page.goto("about:blank")
    page.set_content(html)
    clean(page, axe, width)
