"""Every page of the program, found by its addresses: axe, keys, both widths and looks, and turned right to left."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from playwright.sync_api import Page
from tests.workbench.wishes.conftest import Workbench
from tests.workbench.wishes.seeing import AXE, OPEN_ALL, SAID, SHARED_KEYS, UNNAMED_KEYS, WIDTH

import sourcebook.workbench

DESKTOP, PHONE = 1280, 390
LANGUAGES = Path(sourcebook.workbench.__file__).parent / "forms" / "languages.yaml"
# What is the same in every language: names of programs, formats and units, forms of notes, outlines, an example.
_NAMES = {
    "Sourcebook", "CSV", "Excel", "JSONL", "PDF", "km", "oscola", "chicago", "report-quoted", "annual", "heritage",
    "incident", "Ardovia 2031", "report-2031", "en, hy",
}  # fmt: skip
# Rooms that speak English themselves: the catalogue of the checks, the description of the API for programmers.
_IN_ENGLISH = {"check-rules", "api"}


def test_axe_finds_nothing_on_any_page_and_no_two_things_share_a_key(
    workbench: Workbench, pages: list[tuple[str, str]], page: Page, axe: str
) -> None:
    found: list[object] = []
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    for _name, path in pages:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": DESKTOP, "height": 800})
        page.goto(workbench.served.address + path[1:])
        found += [(path, "key", one) for one in page.evaluate(SHARED_KEYS)]
        found += [(path, "unnamed", one) for one in page.evaluate(UNNAMED_KEYS)]
        page.evaluate(OPEN_ALL)
        page.evaluate(axe)
        found += [(path, "desktop", one) for one in page.evaluate(AXE, None)]
        page.emulate_media(color_scheme="dark")
        found += [(path, "dark", one) for one in page.evaluate(AXE, ["color-contrast"])]
        page.set_viewport_size({"width": PHONE, "height": 800})
        found += [(path, "phone", one) for one in page.evaluate(AXE, None)]
        if (width := page.evaluate(WIDTH)) > PHONE:
            found.append((path, "wide", width))
    assert faults == []
    assert found == []


def test_in_the_test_language_no_page_has_a_word_of_english_and_all_is_turned_round(
    workbench: Workbench, pages: list[tuple[str, str]], page: Page, axe: str
) -> None:
    data = _data(workbench.home)
    page.context.add_cookies(
        [{"name": "sourcebook_language", "value": "ar-xb", "url": workbench.served.address}]
    )
    found: list[object] = []
    for name, path in pages:
        page.set_viewport_size({"width": DESKTOP, "height": 800})
        page.goto(workbench.served.address + path[1:])
        if (direction := page.evaluate("document.documentElement.dir")) != "rtl":
            found.append((path, "direction", direction))
        said = {text for text in page.evaluate(SAID) if name not in _IN_ENGLISH and not _is_data(text, data)}
        found += [(path, "english", text) for text in sorted(said)]
        if (width := page.evaluate(WIDTH)) > DESKTOP:
            found.append((path, "wide", width))
        page.set_viewport_size({"width": PHONE, "height": 800})
        if (width := page.evaluate(WIDTH)) > PHONE:
            found.append((path, "wide", width))
        page.evaluate(axe)
        found += [
            (path, "phone", one)
            for one in page.evaluate(AXE, ["color-contrast", "target-size", "valid-lang"])
        ]
    assert found == []


def _data(home: Path) -> str:
    """All that stands in the database, and the names of languages in these languages, as one text."""
    with sqlite3.connect(next(home.glob("*.sqlite3"))) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = (
            cell
            for table in tables
            if table.startswith(("dossier_", "workbench_", "usersessions_"))
            for row in database.execute(f'SELECT * FROM "{table}"')
            for cell in row
        )
        return _plain(
            "\n".join([LANGUAGES.read_text("utf-8"), *(cell for cell in cells if isinstance(cell, str))])
        )


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _is_data(text: str, data: str) -> bool:
    """Whether every stretch of Latin letters in a text is of the dossier or a name."""
    stretches = re.findall(r"[A-Za-z][A-Za-z ,.:;'’“”_@-]*", text)
    return all(_plain(one) in data or len(_plain(one)) < 2 or one.strip() in _NAMES for one in stretches)
