"""The page: self-contained, accessible, usable by keyboard and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sourcebook.checks import check
from sourcebook.checks.output.page import page
from sourcebook.reading import read


@pytest.fixture(scope="module")
def html(flawed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    reading = read(flawed / "flawed.docx")
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page(reading, check(reading), "flawed.docx"), "utf-8")
    return path


@pytest.fixture(scope="module")
def shown(html: Path, chromium: Browser) -> Page:
    page = chromium.new_page(viewport={"width": 1300, "height": 900})
    page.goto(html.as_uri())
    return page


def test_nothing_is_fetched_from_outside(html: Path) -> None:
    text = html.read_text("utf-8")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", text)
    assert "<script" not in text and "default-src 'none'" in text


def test_axe_finds_nothing(shown: Page, outside: Callable[[str], Path]) -> None:
    shown.evaluate(outside("axe-core/**/axe.min.js").read_text("utf-8"))
    result = shown.evaluate("axe.run()")
    assert [(v["id"], len(v["nodes"]), v["nodes"][0]["html"][:90]) for v in result["violations"]] == []


def test_a_severity_can_be_hidden(shown: Page) -> None:
    card = shown.locator(".card.error").first
    assert card.is_visible()
    shown.locator("#show-error").uncheck()
    assert not card.is_visible()
    shown.locator("#show-error").check()
    assert card.is_visible()


def test_evidence_is_a_click_away(shown: Page) -> None:
    card = shown.locator(".card", has_text="number-repeated").first
    card.locator("summary").click()
    link = card.locator("a").last
    target = link.get_attribute("href")
    assert target and shown.locator(target).count() == 1


@pytest.mark.parametrize("width", [420, 800])
def test_it_fits_a_narrow_window(shown: Page, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 800})
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_own_words_and_the_reports_words_name_their_languages(tmp_path: Path) -> None:
    report = tmp_path / "informe.md"
    report.write_text(
        "# La situación en Ardovia durante el año\n\n1. El ministro dijo que la carretera estaba cerrada para todos.\n",
        "utf-8",
    )
    reading = read(report)
    html = page(reading, check(reading), report.name)
    assert '<html lang="en">' in html
    assert '<p dir="auto" lang="es">El ministro dijo' in html
