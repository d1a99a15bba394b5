"""From nothing to records in a real browser, with the worker that `serve` starts: made, brought in, killed, done."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.workbench.browsing import LONG, Opened, clean, leave, ready
from tests.workbench.opening import COMMAND, STOP, Served, served, told

CSV = "ID,Date,Type,Place,Link\n" + "".join(
    f"{n},{1 + n % 28}/0{1 + n % 9}/2031,Shelling,Vareth,https://times.example/{n}\n" for n in range(1500)
)


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home") / "data"
    with served(home) as running:
        yield running


@pytest.fixture(scope="module")
def entered(workbench: Served, chromium: Browser) -> Any:
    """The cookies of a browser in which the link was opened, and a dossier made by keys alone."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(workbench.link)
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    ready(page)
    page.keyboard.press("n")
    expect(page.locator(":focus")).to_have_count(1)
    page.keyboard.type("Ardovia 2031")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Short name")).to_have_value("ardovia-2031")
    page.get_by_label("Passphrase", exact=True).fill("short")
    expect(page.locator("#strength")).to_contain_text("Too short")
    page.get_by_label("Passphrase", exact=True).fill("")
    page.get_by_label("Title").fill("Ardovia 2032")
    expect(page.get_by_label("Short name")).to_have_value("ardovia-2032")
    page.keyboard.press("Enter")
    page.wait_for_url("**/d/ardovia-2032/")
    state = context.storage_state()
    leave(context)
    return state


def _look(page: Page, workbench: Served, name: str, data: bytes) -> None:
    page.goto(f"{workbench.address}d/ardovia-2032/bring/")
    page.set_input_files("#file", {"name": name, "mimeType": "text/plain", "buffer": data})
    page.get_by_role("button", name="See what it is").click()


def _worker(workbench: Served) -> int:
    """The process for long work that this run of `serve` has started."""
    end = time.monotonic() + 40
    while time.monotonic() < end:
        found = subprocess.run(
            ["ps", "-ww", "--ppid", str(workbench.process.pid), "-o", "pid=,args="],
            capture_output=True, text=True, check=False, timeout=COMMAND,
        ).stdout  # fmt: skip
        for line in found.splitlines():
            if "admin work --with-parent" in line:
                return int(line.split()[0])
        time.sleep(0.2)
    raise AssertionError("serve has started no process for long work")


def test_a_sheet_comes_in_though_its_worker_is_killed(page: Page, workbench: Served) -> None:
    _look(page, workbench, "incidents.csv", CSV.encode())
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url("**/work/*/")
    expect(page.locator(".state.work-running")).to_be_visible(timeout=LONG)
    first = _worker(workbench)
    os.kill(first, signal.SIGKILL)
    done = page.locator(".state.work-done")
    expect(done).to_be_visible(timeout=LONG)
    expect(page.get_by_role("status").last).to_contain_text("3001 new records.")
    assert _worker(workbench) != first
    page.get_by_role("link", name="The records").click()
    expect(page.get_by_role("heading", name="Records")).to_be_visible()


def test_a_file_dropped_anywhere_is_sent_and_one_that_is_too_large_is_not(
    page: Page, workbench: Served
) -> None:
    page.goto(f"{workbench.address}d/ardovia-2032/bring/")
    drop = """([name, text]) => {
      const files = new DataTransfer();
      files.items.add(new File([text], name));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
    }"""
    page.locator("form.bring").evaluate("form => { form.dataset.most = '0.00001'; }")
    page.evaluate(drop, ["road.html", "<html><p>The road was closed</p></html>"])
    expect(page.locator(".how.wrong")).to_be_visible()
    page.locator("form.bring").evaluate("form => { form.dataset.most = '10'; }")
    page.evaluate(drop, ["road.html", "<html><p>The road was closed</p></html>"])
    expect(page.get_by_role("heading", name="road.html")).to_be_visible()
    expect(page.get_by_label("Title")).to_be_visible()
    page.get_by_label("A report that is read").check()
    expect(page.get_by_label("Title")).to_be_hidden()


def test_it_is_stopped_from_the_page(page: Page, workbench: Served) -> None:
    _look(page, workbench, "more.csv", CSV.replace("times.example", "gazette.example").encode())
    page.get_by_label("Name of the list").fill("More")
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url("**/work/*/")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".state.work-cancelled")).to_be_visible(timeout=LONG)


def test_without_scripts_it_works_too(window: Opened, workbench: Served) -> None:
    page = window(java_script_enabled=False)
    _look(page, workbench, "lib.ris", b"TY  - NEWS\nTI  - On hills\nUR  - https://hills.example/9\nER  - \n")
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url("**/work/*/")
    # Without scripts somebody asks again by themselves.
    end = time.monotonic() + LONG / 1000
    while not page.locator(".state.work-done").count() and time.monotonic() < end:
        time.sleep(0.5)
        page.reload()
    expect(page.locator(".where")).to_contain_text("1 new record.")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(window: Opened, workbench: Served, axe: str, width: int, scheme: Any) -> None:
    page = window(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    at = f"{workbench.address}d/ardovia-2032/"
    for address in (workbench.address, f"{workbench.address}new/", f"{at}bring/", f"{at}work/"):
        page.goto(address)
        clean(page, axe, width)
    page.locator(".works a").first.click()
    page.wait_for_url("**/work/*/")
    clean(page, axe, width)
    for name, data in (("x.csv", CSV[:400].encode()), ("note.md", b"# A note\n\nThe road was closed.\n")):
        _look(page, workbench, name, data)
        page.wait_for_url("**/bring/*/")
        clean(page, axe, width)


def test_nothing_is_left_running_when_it_stops(tmp_path: Path) -> None:
    home = tmp_path / "data"
    told(home, "init", "ardovia", "--title", "Ardovia")
    with served(home) as running:
        worker = _worker(running)
        running.process.kill()
        running.process.wait(STOP)
        for _ in range(100):
            if not _alive(worker):
                break
            time.sleep(0.1)
        assert not _alive(worker)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
