"""The host of evidence: what it serves, to whom and how long, and that it serves nothing else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core import signing
from django.test import Client, override_settings
from tests.dossier.write.making import SPEECH, evidence, make
from tests.workbench.copies.making import kept, picture, warc
from tests.workbench.holding import ROOT, read

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Evidence, Membership
from sourcebook.dossier.seen import Viewer, as_system
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.evidence import address

Browsers = Callable[[str], Client]
Fetch = Callable[[str], Any]
HOST = "evidence.localhost:8000"
PAGE = f"<html><body><h1>Gazette</h1><p>{SPEECH}</p></body></html>"


def frame_of(browser: Client, path: str) -> str:
    """The address that the pane has in its frame."""
    found = re.search(r'<iframe class="captured" src="([^"]+)" sandbox ', read(browser, path))
    assert found is not None
    return unescape(found[1])


def test_a_captured_page_is_shown_from_the_other_host_and_its_passage_marked(
    making: Viewer, as_: Browsers, fetch: Fetch
) -> None:
    copy, layer = kept(PAGE.encode(), "text/html")
    plain = empty_plain("statement", when="2031-03-18", text="Nobody answered.", language="en")
    plain["evidence"] = [evidence("text", layer, "Every hill will be ours again.")]
    make(plain)
    passage = Evidence.objects.get(record_id=plain["id"]).pk
    address = frame_of(as_("reader"), f"/copies/{copy}/?passage={passage}")
    assert address.startswith(f"http://{HOST}/") and address.endswith(
        f"/?passage={passage}#sourcebook-passage"
    )
    shown = fetch(address)
    assert shown.status_code == 200
    assert 'id="sourcebook-passage">Every hill will be ours again</mark>' in shown.content.decode()
    policy = shown.headers["Content-Security-Policy"].split("; ")
    own = address.partition("?")[0]
    assert policy == [
        "sandbox", "default-src 'none'", f"img-src {own} data:", f"style-src 'unsafe-inline' {own}",
        f"font-src {own} data:", f"media-src {own}", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors http://127.0.0.1:8000",
    ]  # fmt: skip
    assert (
        shown.headers["X-Content-Type-Options"] == "nosniff" and shown.headers["Cache-Control"] == "no-store"
    )
    assert "Set-Cookie" not in shown.headers and "X-Frame-Options" not in shown.headers


def test_frames_of_the_workbench_show_that_host_and_no_other(making: Viewer, as_: Browsers) -> None:
    policy = as_("reader").get(f"{ROOT}/").headers["Content-Security-Policy"]
    assert [part for part in policy.split("; ") if part.startswith("frame")] == [
        "frame-ancestors 'none'", f"frame-src http://{HOST}",
    ] or f"frame-src http://{HOST}" in policy.split("; ")  # fmt: skip
    odd = Client().get("/account/login/", headers={"host": "127.0.0.1:8000; script-src *"})
    assert odd.status_code == 400 and "script-src *" not in odd.headers["Content-Security-Policy"]


def test_nothing_of_the_workbench_is_at_that_host(making: Viewer, as_: Browsers) -> None:
    browser = as_("keeper")
    for path in (
        "/",
        f"{ROOT}/",
        "/account/login/",
        "/look",
        "/api/v1/records",
        "/static/workbench/look.css",
    ):
        for method in ("GET", "POST"):
            for host in (HOST, "EVIDENCE.localhost", "evidence.localhost."):
                answer = browser.generic(method, path, headers={"host": host})
                assert answer.status_code == 404 and not answer.cookies, (path, method, host)
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_address_is_for_one_copy_and_one_host_and_ends(
    making: Viewer, as_: Browsers, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, _ = kept(PAGE.encode(), "text/html")
    other, _ = kept(f"{PAGE} other".encode(), "text/html")
    address_of_it = frame_of(as_("reader"), f"/copies/{copy}/")
    token = address_of_it.split("/")[3]
    assert as_("reader").get(f"/{token}/").status_code == 404
    assert fetch(f"http://{HOST}/{token[:-2]}xx/").status_code == 403
    assert fetch(f"http://{HOST}/{signing.dumps([copy])}/").status_code == 403
    forged = signing.dumps([other, *signing.loads(token, salt=address._SALT)[1:]], salt="another")
    assert fetch(f"http://{HOST}/{forged}/").status_code == 403
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + address.GOOD_FOR + 1)
    late = fetch(address_of_it)
    assert late.status_code == 403 and "no longer good" in late.content.decode()


def test_whoever_loses_their_role_loses_the_address_too(
    making: Viewer, as_: Browsers, fetch: Fetch, people: dict[str, Account]
) -> None:
    copy, _ = kept(PAGE.encode(), "text/html", level="restricted")
    address_of_it = frame_of(as_("reviewer"), f"/copies/{copy}/")
    assert fetch(address_of_it).status_code == 200
    mine = Membership.objects.filter(account=people["reviewer"])
    with as_system(), writing():
        mine.update(role="reader")
    gone = fetch(address_of_it)
    assert gone.status_code == 404 and "hill" not in gone.content.decode()
    with as_system(), writing():
        mine.delete()
    assert fetch(address_of_it).status_code == 403


def test_a_packaged_page_has_its_pictures_and_styles_from_the_package(
    making: Viewer, as_: Browsers, fetch: Fetch
) -> None:
    page = (
        b'<link rel="stylesheet" href="/s.css"><img src="i.png"><img src="https://elsewhere.example/b.gif">'
        b"<p>Selm</p>"
    )
    package = warc(
        ("https://gazette.example/n/1", "text/html; charset=utf-8", page),
        (
            "https://gazette.example/s.css",
            "text/css",
            b"p{background:url(n/i.png)} h1{background:url(//e.example/)}",
        ),
        ("https://gazette.example/n/i.png", "image/png", picture()),
        ("https://gazette.example/x.js", "application/javascript", b"alert(1)"),
    )
    copy, _ = kept(package, "application/warc")
    address_of_it = frame_of(as_("reader"), f"/copies/{copy}/")
    shown = fetch(address_of_it).content.decode()
    style, image = re.findall(r'(?:href|src)="([^"]+/part/[0-9a-f]{24})"', shown)
    assert "elsewhere.example" not in shown and "e.example" not in shown
    assert style.startswith(address_of_it) and image.startswith(address_of_it)
    assert fetch(image).content == picture() and fetch(image).headers["Content-Type"] == "image/png"
    css = fetch(style)
    assert css.content.decode() == f'p{{background:url("{image}")}} h1{{background:url("data:,")}}'
    assert css.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert fetch(f"{address_of_it}part/{'0' * 24}").status_code == 404


def test_a_picture_stands_in_a_page_of_its_own(making: Viewer, as_: Browsers, fetch: Fetch) -> None:
    copy, _ = kept(picture(), "image/png")
    address_of_it = frame_of(as_("reader"), f"/copies/{copy}/")
    assert f'<img src="{address_of_it}whole"' in fetch(address_of_it).content.decode()
    whole = fetch(f"{address_of_it}whole")
    assert b"".join(whole.streaming_content) == picture() and whole.headers["Content-Type"] == "image/png"
    other, _ = kept(PAGE.encode(), "text/html")
    assert fetch(f"{frame_of(as_('reader'), f'/copies/{other}/')}whole").status_code == 404


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"WARC/1.0\r\nbroken", "application/warc"),
        (b"PK\x03\x04", "application/wacz"),
        (b"", "multipart/related"),
    ],
)
def test_a_damaged_package_is_told(
    content: bytes, media_type: str, making: Viewer, as_: Browsers, fetch: Fetch
) -> None:
    copy, _ = kept(content, media_type)
    told = fetch(frame_of(as_("reader"), f"/copies/{copy}/"))
    assert told.status_code == 200 and "cannot be shown here" in told.content.decode()


def test_a_server_without_such_a_host_says_what_to_set(making: Viewer, as_: Browsers) -> None:
    copy, _ = kept(PAGE.encode(), "text/html")
    with override_settings(EVIDENCE_HOST=""):
        shown = read(as_("reader"), f"/copies/{copy}/")
        assert "SOURCEBOOK_EVIDENCE_HOST" in shown and "<iframe" not in shown
        assert "SOURCEBOOK_EVIDENCE_HOST" in read(as_("reader"), f"/copies/{copy}/file")
