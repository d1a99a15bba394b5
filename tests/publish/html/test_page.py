"""The page: self-contained, accessible, light and dark, by keyboard, in a narrow window, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from tests.publish.sample import printed

from sourcebook.publish.formats.html import write
from sourcebook.publish.printed import Heading, Paragraph, Picture, Printed, Run


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(write(printed(), "Draft, not for circulation"))
    return path


@pytest.fixture(scope="module")
def shown(html: Path, chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(html.as_uri())
    yield page
    page.close()


def test_nothing_is_fetched_from_outside(html: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(html.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [html.as_uri()]
    assert said == []
    assert not re.search(r'src="(?!data:)', html.read_text("utf-8"))
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(
    scheme: str, language: str, tmp_path: Path, chromium: Browser, outside: Callable[[str], Path]
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(
        write(replace(printed(), language=language, direction="rtl" if language == "ar" else "ltr", words={}))
    )
    page = chromium.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(outside("axe-core/**/axe.min.js").read_text("utf-8"))
    result = page.evaluate("axe.run()")
    assert [(v["id"], len(v["nodes"]), v["nodes"][0]["html"][:90]) for v in result["violations"]] == []
    page.close()


@pytest.mark.parametrize("width", [320, 420, 800])
def test_it_fits_a_narrow_window(html: Path, chromium: Browser, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(html.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_first_key_leads_to_the_text(html: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(html.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_text"
    page.close()


def test_a_mark_leads_to_its_note_and_back(shown: Page) -> None:
    for anchor in shown.locator("a[role=doc-noteref], a.back, nav a, .permalink").all():
        target = anchor.get_attribute("href") or ""
        assert shown.locator(f'[id="{target.removeprefix("#")}"]').count() == 1, target
    shown.locator("#_ref-3").click()
    assert shown.locator("#note-3").is_visible() and shown.url.endswith("#note-3")


def test_evidence_is_a_click_away_with_words_source_and_state(shown: Page) -> None:
    details = shown.locator("#p-hills details.evidence")
    assert not details.locator(".record").is_visible()
    details.locator("summary").click()
    record = details.locator(".record")
    assert record.locator("mark").inner_text() == "Every hill is ours"
    text = record.inner_text()
    for words in ("He said:", "Nobody", "released with this report", "ab" * 32, "https://archive.example/a1"):
        assert words in text
    details.locator("summary").click()


def test_how_to_cite_names_partners_title_day_and_paragraph(shown: Page) -> None:
    cite = shown.locator("#p-hills details.cite")
    cite.locator("summary").click()
    assert " ".join(cite.locator(".citation").inner_text().split()) == (
        "Sel Law Centre, Nordbank Watch & Partners, Threats and rhetoric in Ardovia 2031, Annual report, "
        "1 February 2032, para. 1, #p-hills"
    )


def test_all_evidence_opens_with_one_button_and_each_without_a_script(html: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(html.as_uri())
    page.get_by_role("button", name="Open all evidence").click()
    assert page.locator("details.evidence:not([open])").count() == 0
    page.close()
    context = chromium.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(html.as_uri())
    assert not still.locator("#_all").is_visible()
    still.locator("#p-hills details.evidence summary").click()
    assert still.locator("#p-hills .record").is_visible()
    context.close()


def test_on_paper_there_are_notes_and_addresses_but_no_evidence(html: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(html.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    pdf = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(one.get_textpage().get_text_range() for one in pdf).split())
    assert len(pdf) >= 4
    for words in (
        "Every hill is ours",
        "https://tv.example/2031/04/18/hills",
        "Contents",
        "Annex 1. Statements",
    ):
        assert words in text
    for words in ("How to cite", "released with this report", "abababab"):
        assert words not in text
    page.close()


def test_the_contents_show_where_the_reader_is(html: Path, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 700})
    page.goto(html.as_uri() + "#annex-1")
    page.wait_for_selector("nav a[aria-current][href='#annex-1']")
    page.goto(html.as_uri() + "#summary")
    page.wait_for_selector("nav a[aria-current][href='#summary']")
    assert page.locator("nav a[aria-current]").count() == 1
    page.close()


def test_levels_of_headings_leave_none_out(tmp_path: Path) -> None:
    levels = (1, 3, 3, 2, 5, 1, 4, 9)
    blocks = tuple(Heading(f"h{n}", level, (Run(f"H{n}"),)) for n, level in enumerate(levels))
    page = write(Printed("Title", "en", blocks)).decode()
    found = re.findall(r'<h(\d) class="block', page)
    assert found == ["2", "3", "3", "3", "4", "2", "3", "4"]
    assert re.findall(r'data-level="(\d)"', page) == [str(level) for level in levels]


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("az", "ltr"), ("az-Arab", "rtl"), ("ku-Latn-TR", "ltr"), ("hy", "ltr"), ("ka", "ltr")],
)  # fmt: skip
def test_each_language_has_its_direction(language: str, direction: str) -> None:
    blocks = (Paragraph("p", (Run("words", language=language),)),)
    assert (
        f'<span lang="{language}" dir="{direction}">words</span>'
        in write(Printed("T", "en", blocks)).decode()
    )


def test_words_that_the_report_has_not_in_its_language_are_marked_as_english() -> None:
    report = replace(printed(), language="hy", words={"evidence": "Ապացույցներ"})
    page = write(report).decode()
    assert "<summary>Ապացույցներ " in page
    assert '<summary><span lang="en" dir="ltr">How to cite</span>' in page


def test_no_link_runs_a_script_and_no_picture_does(chromium: Browser, tmp_path: Path) -> None:
    evil = '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.document.title=1"><script>document.title=1</script></svg>'
    blocks = (
        Paragraph("p", (Run("here", link="javascript:document.title=1"), Run("</script><script>document.title=1</script>")), label="1."),
        Picture("c", (Run("Figure 1"),), 'alt"><script>document.title=1</script>', svg=evil),
    )  # fmt: skip
    path = tmp_path / "report.html"
    path.write_bytes(write(Printed("Title", "en", blocks)))
    page = chromium.new_page()
    page.goto(path.as_uri())
    assert page.locator("a[href^=javascript]").count() == 0
    page.locator("#p").click()
    assert page.title() == "Title"
    page.close()
