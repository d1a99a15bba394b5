"""A workbench that runs with something on every page and the test language, and the addresses of its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page
from tests.workbench.browsing import leave
from tests.workbench.opening import Served, ran, served, told

from sourcebook.workbench.frame import TOKEN
from sourcebook.workbench.frame.matrix import addresses

# They would end the session, or need one that has just begun.
_LEFT_OUT = {"account_logout"}
_MOST_OF_AN_ADDRESS = 6


@dataclass(frozen=True)
class Workbench:
    """A program that runs, its home, and what is in its dossier by argument of an address."""

    served: Served
    home: Path
    held: dict[str, list[str]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    home = tmp_path_factory.mktemp("home") / "data"
    told(home, "init", "ardovia", "--title", "Ardovia")
    settings = {"DJANGO_SETTINGS_MODULE": "sourcebook.workbench.settings"}
    held = ran(home, "-m", "tests.workbench.wishes.filling", **settings)
    told(home, "admin", "messages", "--test-language")
    return home, json.loads(held.splitlines()[-1])


@pytest.fixture(scope="module")
def workbench(filled: tuple[Path, dict[str, list[str]]], context: BrowserContext) -> Iterator[Workbench]:
    home, held = filled
    with served(home, SOURCEBOOK_TEST_LANGUAGE="1") as running:
        context.new_page().goto(running.link)
        yield Workbench(running, home, held)


@pytest.fixture(scope="module")
def pages(workbench: Workbench, context: BrowserContext) -> list[tuple[str, str]]:
    """The name and path of every page."""
    return list(_pages(workbench.served, context, workbench.held))


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    yield context
    leave(context)


@pytest.fixture
def page(context: BrowserContext, workbench: Workbench) -> Iterator[Page]:
    page = context.new_page()
    yield page
    # Chromium drops a close that falls into a navigation, and Playwright waits for it for ever.
    page.goto("about:blank")
    page.close()
    context.add_cookies([{"name": "sourcebook_language", "value": "en", "url": workbench.served.address}])


def _pages(running: Served, context: BrowserContext, held: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every whole page that answers to GET, found by asking: a new one is found by itself."""
    for each in addresses():
        if (
            each.rule is None
            or not each.rule.takes("GET")
            or each.rule.who == TOKEN
            or each.name in _LEFT_OUT
        ):
            continue
        for given in list(product(*(held[name] for name in each.arguments)))[:_MOST_OF_AN_ADDRESS]:
            path = reverse(each.name, kwargs=dict(zip(each.arguments, given, strict=True)))
            answer = context.request.get(f"{running.address}{path[1:]}", max_redirects=0)
            html = answer.headers.get("content-type", "").startswith("text/html")
            assert answer.status < 500, (path, answer.status)
            if answer.status == 200 and html and "<html" in answer.text():
                yield each.name, path
