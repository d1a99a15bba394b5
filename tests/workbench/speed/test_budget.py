"""What a page may cost, whatever machine it runs on: questions to the database, and bytes until it is seen."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.workbench.holding import Browsers, hold, more_of
from tests.workbench.samples import SAMPLES

from sourcebook.dossier.models import Account, Dossier
from sourcebook.workbench.frame import MEMBER
from sourcebook.workbench.frame.matrix import Address, addresses

QUERIES = 15
BYTES = 150_000
# What comes when the page is there, and why it asks more: the checks want a record and all that it points to
# whole, each table for itself.
MORE = {"record-about": 24}
# Files to be taken away: that somebody takes one is counted in the database.
FILES = {"export", "log-export", "copy-file", "edition-answer", "edition-file", "edition-sent", "work-file"}
PAGES = [
    each
    for each in addresses()
    if each.rule is not None and each.rule.who == MEMBER and each.rule.takes("GET") and each.name not in FILES
]
_ASSET = re.compile(r'<(?:link rel="(?:stylesheet|modulepreload)"|script)[^>]*? (?:href|src)="([^"]+)"')
_IMPORT = re.compile(r'^\s*(?:import|export)\b(?:[^"\';=]*\bfrom\b)?\s*["\'](\.[^"\']+)["\']', re.MULTILINE)
_STATIC = re.compile(r"^/static/(?:[0-9a-f]{12}/)?(.+)$")


@pytest.fixture
def client(dossier: Dossier, people: dict[str, Account], as_: Browsers) -> Client:
    """A keeper's browser; in the dossier are one of each and three hundred more."""
    hold(dossier, people["keeper"])
    more_of(dossier, people["keeper"], 300)
    return as_("keeper")


def _opened(client: Client, dossier: Dossier) -> Iterator[tuple[Address, str, HttpResponseBase, int]]:
    """Every page with its content and its queries, the second time: what is held in memory is there."""
    for each in PAGES:
        address = reverse(each.name, kwargs={name: SAMPLES[name](dossier) for name in each.arguments})
        _content(client.get(address))
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            content = _content(response)
        yield each, content, response, len(asked)


def _content(response: HttpResponseBase) -> str:
    if isinstance(response, StreamingHttpResponse):
        content = b"".join(response)
        return content.decode(errors="replace")
    return response.content.decode(errors="replace")  # type: ignore[attr-defined, no-any-return]


def test_no_page_asks_more_than_fifteen_times_or_has_more_than_150_kilobytes(
    client: Client, dossier: Dossier
) -> None:
    asked, sizes = {}, {}
    for each, content, response, number in _opened(client, dossier):
        asked[each.name] = number
        if response.headers.get("Content-Type", "").startswith("text/html") and response.status_code == 200:
            files = set(_files(content))
            sizes[each.name] = sum(map(_packed, [content.encode(), *(one.read_bytes() for one in files)]))
    assert {name: number for name, number in asked.items() if number > MORE.get(name, QUERIES)} == {}
    assert {name: size for name, size in sizes.items() if size > BYTES} == {}
    assert len(asked) > 40 and asked["records"] > 3
    assert sizes["records"] > 10_000, "styles and modules are counted"


def _files(content: str) -> Iterator[Path]:
    """The styles and modules that a page asks for, and what these import."""
    waiting = [_file(address) for address in _ASSET.findall(content)]
    known: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in known:
            continue
        known.add(path)
        yield path
        if path.suffix == ".js":
            waiting += [(path.parent / name).resolve() for name in _IMPORT.findall(path.read_text("utf-8"))]


def _file(address: str) -> Path:
    found = _STATIC.match(address)
    assert found, f"{address} is none of our files"
    path = finders.find(found[1])
    assert path, f"{address} is not there"
    return Path(str(path)).resolve()


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))
