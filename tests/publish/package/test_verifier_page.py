"""verify.html opened from a disk: the quotation in its source, and a forged text shown as wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.publish.package.making import EDITION, OTHER, PAGE, TEXT, material, package, printed, sha, signer

from sourcebook.publish.package import build, verify
from sourcebook.publish.printed import Cited, Kept, Passage, Support


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "p"
    package(folder, [signer()])
    return folder / "verify.html"


@contextmanager
def opened(path: Path, chromium: Browser, width: int = 1280, dark: bool = False) -> Iterator[Page]:
    page = chromium.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("#verdict.good, #verdict.bad")
    yield page
    page.close()
    assert said == []


@pytest.fixture
def forged(made: Path, tmp_path: Path) -> Callable[[str, str], Path]:
    def forge(pattern: str, by: str) -> Path:
        text = made.read_bytes().decode()
        changed = re.sub(pattern, lambda match: by, text, count=1)
        assert changed != text
        path = tmp_path / "verify.html"
        path.write_bytes(changed.encode())
        return path

    return forge


def test_everything_holds_and_the_signature_is_checked_by_the_browser(made: Path, chromium: Browser) -> None:
    with opened(made, chromium) as page:
        assert page.locator("#verdict").inner_text() == "Everything that is embedded here holds."
        checks = page.locator("#checks li").all_inner_texts()
        assert checks[:4] == [
            "3 of 3 files embedded here are those that the manifest lists",
            "19 of 19 paragraphs, tables and notes match their hashes, in their order",
            "2 of 2 texts of sources match their hashes",
            "2 of 2 quotations stand in the text of their source, at their place",
        ]
        assert checks[5].startswith(f"Signed by Sel Law Centre (key {signer().public_key.hex()}).")
        assert page.locator("#checks .good").count() == 5


def test_a_click_on_a_paragraph_shows_the_quotation_in_its_source(made: Path, chromium: Browser) -> None:
    with opened(made, chromium) as page:
        page.locator(".part.paragraph", has_text="On 18 April").locator("p").first.click()
        text = page.locator("#panel .text").first
        # An offset after a character of two UTF-16 units, in a text with CR LF.
        assert text.locator("mark").inner_text() == "Every hill is ours"
        assert text.evaluate("one => one.textContent") == TEXT
        assert page.locator("#panel b").count() == 0, "captured HTML is text"
        panel = page.locator("#panel").inner_text()
        for words in (
            "released with this report",
            "preserved, not released",
            "at 0:42",
            "https://channel.example/9",
        ):
            assert words in panel
        assert "before" not in panel


def test_it_is_used_by_keyboard(made: Path, chromium: Browser) -> None:
    with opened(made, chromium) as page:
        button = page.get_by_role("button", name="Show the evidence of 2.")
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.id") == "panel"
        assert page.locator("#panel mark").inner_text() == "The border is closed"


def test_what_is_looked_for_is_found(made: Path, chromium: Browser) -> None:
    with opened(made, chromium) as page:
        page.locator("#words").fill("ГРАНИЦА")
        assert page.locator(".part:visible").count() == 2
        page.locator("#only").check()
        assert page.locator(".part:visible").count() == 1
        assert page.locator("#count").inner_text() == "1 of 19"


@pytest.mark.parametrize(
    ("pattern", "by", "said"),
    [
        ("Orvan Dreth, then minister of roads, said", "Orvan Dreth, then minister of war, said", "18 of 19 paragraphs"),
        (r'"Ardovia Public Television 🎬 Report', '"Ardovia State Television 🎬 Report', "1 of 2 texts of sources"),
        (r'"exact": "Every hill is ours"', '"exact": "Every town is ours"', "1 of 2 quotations"),
        (r'"start": \d+', '"start": 3', "2 of 3 files embedded"),
        (sha(OTHER), sha("another"), "2 of 3 files embedded"),
        (r'"signature": "..', '"signature": "00', "The signature of Sel Law Centre .* does not hold"),
        (r'data/edition\.md', "data/editions.md", "The signature of Sel Law Centre .* does not hold"),
        (r'"signature":', '"signatura":', "The signature of Sel Law Centre .* (missing|does not hold)"),
    ],
)  # fmt: skip
def test_a_forged_page_shows_what_is_wrong(
    pattern: str, by: str, said: str, forged: Callable[[str, str], Path], chromium: Browser
) -> None:
    with opened(forged(pattern, by), chromium) as page:
        assert page.locator("#verdict").inner_text() == "Something does not hold. Do not rely on this copy."
        assert re.search(said, page.locator("#checks").inner_text()), page.locator("#checks").inner_text()
        assert page.locator("#checks .bad").count() >= 1


def test_the_forged_paragraph_itself_is_marked(forged: Callable[[str, str], Path], chromium: Browser) -> None:
    with opened(forged("then minister of roads", "then minister of war"), chromium) as page:
        wrong = page.locator(".part.wrong-part")
        assert wrong.count() == 1
        assert "does not match its hash" in wrong.inner_text()


def test_a_paragraph_that_was_taken_out_is_missed_at_its_place(
    forged: Callable[[str, str], Path], chromium: Browser
) -> None:
    part = r'  \{\n   "chain": "[0-9a-f]+",\n   "id": "q-1",(?s:.*?)\n  \},\n'
    with opened(forged(part, ""), chromium) as page:
        wrong = page.locator(".part.wrong-part")
        assert wrong.count() == 1
        assert "before this text was taken out" in wrong.inner_text() and "Figure 1" in wrong.inner_text()


def test_a_text_with_every_oddity_is_still_found_at_its_place(tmp_path: Path, chromium: Browser) -> None:
    odd = "\x00\r\n\r\ufeff\u2028</script><!-- 🎬 e\u0301 ğ "
    text = odd + "the gate shuts at dusk" + odd
    passage = Passage("the gate shuts at dusk", "c-1", sha(text), len(odd), len(odd) + 22)
    report = replace(
        printed(),
        evidence={"q-1": (Support("r", "statement", "</script><b>", (passage,), ("s-1",)),)},
        sources={"s-1": Cited("s-1", (), kept=(Kept("released", "c-1", sha(PAGE), layer=sha(text)),))},
    )
    dossier = replace(material(), text_of=lambda capture: text)
    build(tmp_path / "p", report, {}, dossier, EDITION)
    assert verify(tmp_path / "p").holds
    with opened(tmp_path / "p" / "verify.html", chromium) as page:
        assert page.locator("#verdict").inner_text() == "Everything that is embedded here holds."
        page.get_by_role("button", name="Show the evidence of q-1").click()
        assert page.locator("#panel mark").inner_text() == "the gate shuts at dusk"


def test_what_cannot_be_read_at_all_is_said(forged: Callable[[str, str], Path], chromium: Browser) -> None:
    with opened(forged(r'id="evidence">\{', 'id="evidence">['), chromium) as page:
        assert "was changed. Do not rely on it." in page.locator("#verdict").inner_text()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_it_fits(
    dark: bool,
    width: int,
    forged: Callable[[str, str], Path],
    chromium: Browser,
    outside: Callable[[str], Path],
) -> None:
    with opened(forged("then minister of roads", "then minister of war"), chromium, width, dark) as page:
        page.get_by_role("button", name="Show the evidence of 1.").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(outside("axe-core/**/axe.min.js").read_text("utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], len(v["nodes"]), v["nodes"][0]["html"][:90]) for v in found] == []


def test_nothing_is_asked_of_any_network(made: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(made.as_uri())
    page.get_by_role("button", name="Show the evidence of 1.").click()
    assert asked == [made.as_uri()]
    page.close()
