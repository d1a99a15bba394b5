"""Static files are kept by browsers for good, under a name that changes with them; pages come compressed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client

from sourcebook.workbench.frame.static import fingerprint


def body(answer: object) -> bytes:
    """The bytes of an answer, streamed or not."""
    return b"".join(answer) if getattr(answer, "streaming", False) else answer.content  # type: ignore


def test_static_files_are_kept_for_good_and_refer_to_each_other(
    dossier: object, as_: Callable[[str], Client]
) -> None:
    browser = as_("reader")
    page = browser.get("/d/ardovia/").content.decode()
    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert len(named) >= 3 and all(re.match(r"/static/[0-9a-f]{12}/", each) for each in named)
    for each in named:
        answer = browser.get(each)
        assert answer.status_code == 200, each
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable", each
        text = body(answer).decode("utf-8", "replace")
        assert '"/static/' not in text, f"{each} names a file that is not under the name of this version"
    assert browser.get("/static/workbench/look.css").status_code == 404


def test_the_name_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first and re.fullmatch("[0-9a-f]{12}", first)
    (tmp_path / "a.css").write_text("b{}")
    second = fingerprint(tmp_path)
    (tmp_path / "a.css").rename(tmp_path / "b.css")
    assert len({first, second, fingerprint(tmp_path)}) == 3


def test_pages_come_compressed_and_the_length_tells_nothing(
    dossier: object, as_: Callable[[str], Client]
) -> None:
    browser = as_("reader")
    answers = [browser.get("/api/v1/", headers={"accept-encoding": "gzip"}) for _ in range(12)]
    assert all(one.headers["Content-Encoding"] == "gzip" for one in answers)
    assert b"<!doctype html>" in gzip.decompress(answers[0].content)
    assert len({len(one.content) for one in answers}) > 3
    assert "Content-Encoding" not in browser.get("/api/v1/").headers


def test_a_first_view_is_light_on_the_wire(dossier: object, as_: Callable[[str], Client]) -> None:
    browser = as_("reader")
    page = browser.get("/d/ardovia/", headers={"accept-encoding": "gzip"})
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page.content).decode()))
    sizes = [len(body(browser.get(each, headers={"accept-encoding": "gzip"}))) for each in parts]
    assert len(page.content) + sum(sizes) < 60_000
