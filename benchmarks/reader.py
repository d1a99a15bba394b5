"""How fast the reader opens a report of 250 KB with 600 highlights, and how evenly it scrolls, in Chromium.

    python benchmarks/reader.py [REPORT] [--highlights 600]

Without a report that of ../shared/reports is read where it is, else the invented one, ten times. A dossier is
made in a folder of its own, and served as everybody serves it. Printed are milliseconds to the first view, to
the whole text and to the queue of candidates, for the first opening and for the next ones; KB; tasks of the
browser longer than 50 ms; and times between frames while it scrolls through all of the text.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

# Run as a script, only this file's own folder is on the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.copies import ten_copies
from examples.build import build
from playwright.sync_api import Browser, Page, sync_playwright
from tests.workbench.opening import command, environment, served

SHARED = Path(__file__).parents[2] / "shared" / "reports" / "report2023.md"
_FILL = """
import sys
from pathlib import Path
from sourcebook.dossier import start
start()
from sourcebook.dossier.ingest.keeping import add_file
from sourcebook.dossier.ingest.passage.kept import text_of
from sourcebook.dossier.ingest.passage.wording import evidence_row
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.write import create
with as_system():
    dossier, keeper = Dossier.objects.get(), Account.objects.get()
with viewing(Viewer(dossier.pk, "keeper", keeper.pk, keeper.organisation_id)):
    kept = add_file(Path(sys.argv[1]), title="A report")
    text, made = text_of(kept.layer), []
    step = len(text.text) // int(sys.argv[2])
    for number in range(int(sys.argv[2])):
        start = number * step
        start += len(text.text[start:]) - len(text.text[start:].lstrip())
        kind = ("statement", "event", "claim")[number % 3]
        own = {"statement": {"text": "-"}, "event": {"type": "other"}, "claim": {"words": "-"}}[kind]
        plain = empty_plain(kind, **own)
        # Every fifth one overlaps the next.
        plain["evidence"] = [evidence_row(text, "", start, start + (step + 40 if number % 5 == 0 else 120))]
        made.append(plain)
    create(made, "highlights")
    print(kept.source)
"""
_FRAMES = """async () => {
  const gaps = [];
  let before = performance.now();
  const bottom = () => document.documentElement.scrollHeight - innerHeight;
  while (scrollY < bottom() - 2) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    gaps.push(now - before);
    before = now;
    scrollBy(0, 400);
  }
  return gaps;
}"""
_LONG = """window.longTasks = [];
new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((one) => one.duration)))
  .observe({ type: "longtask", buffered: true });"""


def filled(home: Path, report: Path, highlights: int) -> str:
    """Makes the dossier; gives the id of the source."""
    made = command(home, "init", "bench", "--title", "Bench")
    if made.returncode:
        raise RuntimeError(made.stderr)
    arguments = [sys.executable, "-c", _FILL, str(report), str(highlights)]
    done = subprocess.run(arguments, capture_output=True, text=True, env=environment(home), check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def opening(page: Page, address: str) -> dict[str, float]:
    """Milliseconds until the first view is painted, the whole text is there, and the queue stands there."""
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#text .b").first.wait_for()
    seen = time.perf_counter()
    page.locator("#reader[data-whole]").wait_for()
    whole = time.perf_counter()
    page.locator("#queue-title").wait_for()
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    size = page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")
    return {
        "first view": 1000 * (seen - began), "painted": paint, "whole text": 1000 * (whole - began),
        "queue": 1000 * (time.perf_counter() - began), "KB of the page": size / 1000,
    }  # fmt: skip


def measured(browser: Browser, link: str, address: str) -> dict[str, Any]:
    """The figures of the first opening, of the median of five more, and of scrolling."""
    context = browser.new_context(viewport={"width": 1280, "height": 850})
    context.add_init_script(_LONG)
    page = context.new_page()
    page.goto(link)
    first = opening(page, address)
    more = [opening(page, address) for _ in range(5)]
    median = {name: statistics.median(one[name] for one in more) for name in first}
    long = page.evaluate("window.longTasks")
    gaps = sorted(page.evaluate(_FRAMES)[2:])
    return {
        "first": first,
        "next": median,
        "long tasks ms": [round(one) for one in long],
        "marks": page.locator("#text mark").count(),
        "blocks": page.locator("#text .b").count(),
        "frames": len(gaps),
        "frame median ms": statistics.median(gaps),
        "frame p95 ms": gaps[int(0.95 * len(gaps))],
        "frame longest ms": gaps[-1],
    }


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report", nargs="?", type=Path)
    parser.add_argument("--highlights", type=int, default=600)
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = given.report or (SHARED if SHARED.is_file() else None)
        if report is None:
            build(Path(folder) / "ardovia")
            report = ten_copies(Path(folder) / "ardovia" / "report.md", Path(folder))
        home = Path(folder) / "home"
        source = filled(home, report, given.highlights)
        with served(home) as running, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
            found = measured(browser, running.link, f"{running.address}d/bench/read/{source}/")
            browser.close()
    print(json.dumps(found, indent=1, default=lambda value: round(value, 1)))


if __name__ == "__main__":
    main()
