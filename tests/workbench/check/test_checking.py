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
from playwright.sync_api import Browser, BrowserContext, Page
from tests.workbench.check.conftest import Place
from tests.workbench.opening import Served, served

# In the report, and nowhere else.
WORDS = "Sellan Centre for Documentation"


def sent(page: Page, workbench: Served, report: Path, button: str = "Check") -> None:
    page.goto(f"{workbench.address}check/")
    page.get_by_label("Report").set_input_files(report)
    page.get_by_role("button", name=button, exact=True).click()


def kept(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).click()
    to = folder / coming.value.suggested_filename
    coming.value.save_as(to)
    return to


def test_a_word_report_gives_its_findings_and_a_copy_with_comments_and_nothing_is_left(
    inside: BrowserContext, workbench: Served, place: Place, flawed: Path, tmp_path: Path
) -> None:
    before = place.left()
    page = inside.new_page()
    asked: list[str] = []
    page.on("request", lambda made: asked.append(made.url))
    sent(page, workbench, flawed / "flawed.docx")
    page.wait_for_selector("nav.around")
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
    assert page.url == f"{workbench.address}check/"
    assert page.get_by_role("heading", level=1).inner_text() == "Check a report"
    assert [url for url in asked if not url.startswith((workbench.address, "data:"))] == []
    assert place.left() == before
    assert place.holds(WORDS) == [] and place.holds("flawed.docx") == []


@pytest.mark.parametrize("name", ["report.pdf", "report.html", "report.md"])
def test_other_reports_give_their_findings_and_no_word_file(
    name: str, inside: BrowserContext, workbench: Served, place: Place, ardovia: Path
) -> None:
    before = place.left()
    page = inside.new_page()
    sent(page, workbench, ardovia / name)
    page.wait_for_selector("nav.around")
    assert f"{name}, checked" in page.inner_text("header")
    assert page.get_by_role("link", name="Findings as JSON").count() == 1
    assert page.get_by_role("link", name="The Word file with comments").count() == 0
    assert place.left() == before


def test_the_findings_page_can_do_nothing(inside: BrowserContext, workbench: Served, tmp_path: Path) -> None:
    report = tmp_path / "<img src=x onerror=alert(1)>.md"
    report.write_text("# A title <script>alert(1)</script>\n\n1. Some words of a report.\n", "utf-8")
    page = inside.new_page()
    fallen: list[str] = []
    page.on("dialog", lambda dialog: fallen.append(dialog.message))
    with page.expect_response(lambda answer: answer.request.method == "POST") as coming:
        sent(page, workbench, report)
    headers = coming.value.all_headers()
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "sandbox allow-downloads" in policy
    assert "allow-scripts" not in policy and "allow-same-origin" not in policy
    assert headers["cache-control"] == "no-store"
    page.wait_for_selector("nav.around")
    assert page.locator("img, script").count() == 0 and fallen == []


def test_it_works_without_javascript(
    chromium: Browser, entered: Any, workbench: Served, ardovia: Path
) -> None:
    context = chromium.new_context(storage_state=entered, java_script_enabled=False)
    page = context.new_page()
    sent(page, workbench, ardovia / "report.docx")
    page.wait_for_selector("nav.around")
    page.goto(f"{workbench.address}check/")
    page.get_by_label("Report").set_input_files(ardovia / "report.docx")
    page.get_by_text("Only one file as the answer").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Word file with comments").click()
    assert coming.value.suggested_filename == "report.checked.docx"
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert "word/comments.xml" in archive.namelist()
    context.close()


def test_a_report_is_dropped_and_checked_by_keyboard_and_told_what_is_done(
    inside: BrowserContext, workbench: Served, ardovia: Path
) -> None:
    page = inside.new_page()
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
    assert page.evaluate("document.querySelector('#check-report').files[0].name") == "dropped.md"
    assert "One report at a time" in page.inner_text(".how")
    page.keyboard.press("Enter")
    page.wait_for_selector("nav.around")
    assert "dropped.md, checked" in page.inner_text("header")
    assert any(line.startswith(("Reading", "Checking")) for line in said), said


def test_the_chosen_look_is_that_of_the_findings_too(
    inside: BrowserContext, workbench: Served, ardovia: Path
) -> None:
    inside.add_cookies([{"name": "sourcebook_look", "value": "dark", "url": workbench.address}])
    page = inside.new_page()
    sent(page, workbench, ardovia / "report.md")
    page.wait_for_selector("nav.around")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 27)"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_report_goes_with_the_program_that_is_stopped_while_it_reads(
    how: signal.Signals, place: Place, workbench: Served, chromium: Browser, flawed: Path, tmp_path: Path
) -> None:
    long = tmp_path / "long.md"
    long.write_bytes((flawed / "flawed.md").read_bytes() * 30)
    before = place.left()
    with served(place.data, TMPDIR=str(place.temporary), HOME=str(place.home)) as own:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(own.link)
        page.goto(f"{own.address}check/")
        page.get_by_label("Report").set_input_files(long)
        page.get_by_role("button", name="Check", exact=True).click(no_wait_after=True)
        until(lambda: any(place.temporary.glob("sourcebook-passing-*/step")))
        own.process.send_signal(how)
        own.process.wait(20)
        until(lambda: place.left() == before)
        context.close()


def until(true: Callable[[], bool]) -> None:
    """Waits for something to come true."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come true in 30 s")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    scheme: Any,
    width: int,
    workbench: Served,
    entered: Any,
    chromium: Browser,
    flawed: Path,
    tmp_path: Path,
    outside: Callable[[str], Path],
) -> None:
    axe = outside("axe-core/**/axe.min.js").read_text("utf-8")
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True, storage_state=entered
    )
    page = context.new_page()
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    sent(page, workbench, broken)
    page.wait_for_selector("#check-error")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    _clean(page, axe, width)
    # The page of findings is shut in, and takes no script: it is looked at as what it is, a text of HTML.
    sent(page, workbench, flawed / "flawed.md")
    page.wait_for_selector("nav.around")
    html = page.content().replace("http-equiv=", "data-was=")
    page.goto("about:blank")
    page.set_content(html)
    _clean(page, axe, width)
    context.close()


def _clean(page: Page, axe: str, width: int) -> None:
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
