"""Pictures of the workbench with the invented dossier, for docs/tour.md: desktop and phone, light and dark.

    python examples/tour.py HOME [FOLDER [NAME...]]

HOME holds the dossier that `make demo` makes; of NAMEs only these pictures are made again. The pictures are
small (a palette of few colours), so that they can lie beside the text; the script says how large they are,
and fails where they are too large.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DESKTOP, PHONE = (1100, 680), (390, 700)
MOST, MOST_OF_ALL = 120_000, 1_500_000
_ADDRESS = re.compile(r"http://[\d.:]+/")


@contextmanager
def serving(home: str) -> Iterator[tuple[str, str]]:
    """The workbench of that home: its address, and the link that logs in."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sourcebook.cli", "serve", "--port", "0", "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "SOURCEBOOK_HOME": home, "SOURCEBOOK_USER": "you"},
    )  # fmt: skip
    try:
        assert process.stdout is not None and process.stderr is not None
        found = _ADDRESS.search(process.stderr.readline())
        if found is None:
            raise SystemExit("the workbench does not start")
        yield found[0], process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=20)


def first(page: Page, query: str) -> str:
    """The id of the first record of a list."""
    page.goto(f"{page.url.partition('/d/')[0]}/d/ardovia/records/?{query}")
    href = page.locator("#rows [data-target]").first.get_attribute("href") or ""
    return href.rstrip("/").rpartition("/")[2]


def sought(page: Page, words: str, kind: str, name: str) -> str:
    """The id of a record that a search finds, by its name."""
    page.goto(f"{page.url.partition('/d/')[0]}/d/ardovia/search/?q={words}&kind={kind}")
    href = page.locator("main a[href*='/records/']", has_text=name).first.get_attribute("href") or ""
    return href.partition("?")[0].rstrip("/").rpartition("/")[2]


def begun(page: Page, address: str) -> None:
    """A new edition with a paragraph, so that there is something to write in."""
    page.goto(f"{address}d/ardovia/editions/")
    if page.get_by_role("link", name="report-2025").count():
        return
    page.get_by_label("Short name").fill("report-2025")
    page.get_by_label("Title").fill("Hatred and Its Consequences in Ardovia")
    page.get_by_label("Period").fill("2024")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/work/[^/]+/$|/editions/report-2025/"))
    if "/work/" in page.url:
        page.locator(".state.work-done").wait_for(timeout=120_000)


def pages(page: Page) -> dict[str, str]:
    """What is shown, by the name of the picture: the page, below the address of the dossier."""
    statement = first(page, "kind=statement&status=published&since=2024-01&sort=date")
    claim = first(page, "kind=claim&status=published")
    report = sought(page, "Hatred", "source", "Hatred and Its Consequences")
    speaker = sought(page, "Vaškel", "actor", "Ömir Vaškel")
    site = sought(page, "cemetery", "place", "The Ardov cemetery of Dormet")
    page.goto(f"{page.url.partition('/d/')[0]}/d/ardovia/records/?kind=capture")
    copies = page.locator("#rows [data-target]").all()
    saved = next(one for one in copies if "page-" in one.inner_text()).get_attribute("href") or ""
    return {
        "start": "/",
        "home": "",
        "reader": f"read/{report}/",
        "review": "review/?kind=statement",
        "records": "records/?kind=statement&status=published&sort=-date",
        "search": "search/?q=border",
        "record": f"records/{statement}/",
        "rivals": f"records/{claim}/",
        "form": f"records/{statement}/edit/",
        "copy": f"copies/{saved.rstrip('/').rpartition('/')[2]}/",
        "timeline": "timeline/",
        "map": "map/",
        "person": f"person/{speaker}/",
        "site": f"site/{site}/",
        "board": "board/",
        "editions": "editions/",
        "editor": "editions/report-2025/?section=rhetoric",
        "publish": "editions/report-2024/publish/",
        "words": "editions/report-2024/words/",
        "bring": "bring/",
        "work": "work/",
        "people": "people/",
        "log": "log/",
        "tokens": "tokens/",
    }


def taken(page: Page, folder: Path, name: str) -> None:
    """A picture of the window in few colours."""
    page.wait_for_load_state("networkidle")
    if page.locator("#reader").count():
        page.locator("#reader[data-whole]").wait_for()
        page.locator("#queue-title").wait_for()
        # To where something is marked.
        for _ in range(4):
            page.keyboard.press("h")
    seen = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    few = seen.quantize(colors=16, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.convert("RGB").save(folder / f"{name}.webp", lossless=True, method=4, quality=80)


Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def window(
    browser: Browser, state: StorageState | None, size: tuple[int, int], scheme: Scheme
) -> BrowserContext:
    """A window of the browser, with the cookies of whoever is logged in."""
    wide, high = size
    return browser.new_context(
        viewport={"width": wide, "height": high}, color_scheme=scheme, storage_state=state
    )


def main() -> None:
    """The command."""
    home, folder = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "tour"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[3:]
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is not installed")
    with serving(home) as (address, link), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = window(browser, None, DESKTOP, "light")
        page = context.new_page()
        page.goto(link)
        page.goto(f"{address}d/ardovia/")
        begun(page, address)
        shown, state = pages(page), context.storage_state()
        for device, size in (("desktop", DESKTOP), ("phone", PHONE)):
            for scheme in SCHEMES:
                page = window(browser, state, size, scheme).new_page()
                for name, path in shown.items():
                    if wanted and name not in wanted:
                        continue
                    page.goto(address if path == "/" else f"{address}d/ardovia/{path}")
                    suffix = f"-{device}-{scheme}"
                    taken(page, folder, name + suffix)
                page.context.close()
        browser.close()
    told({one.stem: one.stat().st_size for one in sorted(folder.glob("*.webp"))})


def told(sizes: dict[str, int]) -> None:
    """Says how large the pictures are; ends with a fault where one, or all, are too large."""
    for name, size in sizes.items():
        print(f"{size:8,} {name}")
    print(f"{sum(sizes.values()):8,} together")
    if max(sizes.values()) > MOST or sum(sizes.values()) > MOST_OF_ALL:
        raise SystemExit("too large")


if __name__ == "__main__":
    main()
