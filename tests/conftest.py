"""What all tests share."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from examples.build import build
from playwright.sync_api import Browser, Playwright, sync_playwright

# In this process Django has the tables and pages of the workbench too; the command line goes without them.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sourcebook.workbench.settings")

ROOT = Path(__file__).parents[1]
# What `.ci/run` fetches for tests to compare with: programs and schemas of others, never part of the product.
OUTSIDE = ROOT / "build" / "ci"


def pytest_collection_finish(session: pytest.Session) -> None:
    """Lets the commands that tests run begin as they do for everybody, once Django has started here.

    What was gathered so far, thousands of tests, is left out of every later collection of garbage: where time
    is compared it would count as time of the program.
    """
    gc.collect()
    gc.freeze()
    registry = sys.modules.get("django.apps")
    if registry is not None and registry.apps.ready:
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def missing(what: str) -> None:
    """Skip a test that needs something from outside; where CI runs, fail instead."""
    if os.environ.get("SOURCEBOOK_CI"):
        pytest.fail(f"{what} is missing, and nothing is skipped in CI")
    pytest.skip(f"{what} is missing: .ci/run installs it")


@pytest.fixture(scope="session")
def outside() -> Callable[[str], Path]:
    """Finds a file that `.ci/run` fetched, by a pattern below its folder."""

    def find(pattern: str) -> Path:
        found = sorted(OUTSIDE.glob(pattern))
        if not found:
            missing(pattern)
        return found[-1]

    return find


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Finds a program of the system."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            missing(name)
        return str(path)

    return find


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and gold beside the repository; tests that need it say so where it is not."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent: tests on real reports are skipped")
    return folder


@pytest.fixture(scope="session")
def ardovia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented country's report in four formats (report.md, ...) and its gold."""
    folder = tmp_path_factory.mktemp("ardovia")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as play:
        yield play


@pytest.fixture(scope="module")
def chromium(program: Callable[[str], str], playwright: Playwright) -> Iterator[Browser]:
    """A real browser, a fresh one for each file of tests: one that has seen many pages may come to hang."""
    path = program("chromium")
    browser = playwright.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the flawed copy of that report in four formats (flawed.md, ...) and findings.jsonl."""
    folder = tmp_path_factory.mktemp("flawed")
    build(folder, flawed=True)
    return folder
