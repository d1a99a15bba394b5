"""Requests that no browser of ours sends, to a workbench that runs: on one's own computer, and on a server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.opening import Served, command, served
from tests.workbench.test_modes import SERVER

EVIDENCE = {"SOURCEBOOK_EVIDENCE_HOST": "evidence.example"}
LOCAL_HOST = "evidence.localhost"


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("local")) as workbench:
        yield workbench


def raw(workbench: Served, request: str) -> str:
    """What is answered to these very bytes."""
    port = int(workbench.address.rsplit(":", 1)[1].strip("/"))
    answer = b""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.settimeout(20)
        try:
            line.sendall(request.replace("HERE", f"127.0.0.1:{port}").encode("latin-1"))
            while piece := line.recv(65536):
                answer += piece
        except ConnectionError:
            pass
    return answer.decode("latin-1")


def status(answer: str) -> int:
    return int(answer.split(" ", 2)[1])


def get(path: str, host: str = "HERE", *more: str) -> str:
    return "\r\n".join((f"GET {path} HTTP/1.0", f"Host: {host}", *more, "", ""))


def test_other_names_of_this_computer_open_nothing(local: Served) -> None:
    """A page of another site may have its own name point here; it must not read anything by that."""
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "x@127.0.0.1",
        "a.evidence.localhost",
        "[::2]",
        "",
    ):
        answer = raw(local, get("/account/login/", host))
        assert status(answer) == 400 and "csrf" not in answer, host
    two = "GET / HTTP/1.1\r\nHost: HERE\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert status(raw(local, two)) == 400


def test_however_its_host_is_written_evidence_serves_nothing_of_the_workbench(local: Served) -> None:
    for host in (LOCAL_HOST, "EVIDENCE.LocalHost", f"{LOCAL_HOST}.", f"{LOCAL_HOST}:1"):
        for path in (
            "/",
            "/account/login/",
            "/static/x.js",
            "/sw.js",
            f"/{'a' * 60}/file",
            "/../account/login/",
        ):
            answer = raw(local, get(path, host, "Service-Worker: script"))
            assert status(answer) in (403, 404), (host, path)
            assert "Content-Security-Policy: sandbox; default-src 'none'" in answer
            assert "nosniff" in answer and "no-store" in answer and "Set-Cookie" not in answer
            assert "Service-Worker-Allowed" not in answer


def test_a_form_from_a_page_without_an_origin_is_not_taken(local: Served) -> None:
    for origin in ("null", "file://", "http://evil.example", "http://127.0.0.1:1"):
        form = (
            f"POST /look HTTP/1.0\r\nHost: HERE\r\nOrigin: {origin}\r\nContent-Length: 9\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\nlook=dark"
        )
        answer = raw(local, form)
        assert status(answer) == 403 and "sourcebook_look" not in answer, origin


def test_no_other_site_is_let_read_the_api(local: Served) -> None:
    asked = "OPTIONS /api/v1/records HTTP/1.0\r\nHost: HERE\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: GET\r\n\r\n"
    for answer in (
        raw(local, asked),
        raw(local, get("/api/v1/records", "HERE", "Origin: http://evil.example")),
    ):
        assert status(answer) in (401, 405) and "access-control-" not in answer.lower()


def test_addresses_lead_nowhere_else(local: Served) -> None:
    for path in ("//evil.example/d", "/%2f%2fevil.example", "/\\evil.example", "/account/login/?next=//evil.example",
                 "/account/login/?next=/%0d%0aX-Evil:1", "/static/../../../etc/passwd", "/static/%2e%2e/%2e%2e/passwd"):  # fmt: skip
        answer = raw(local, get(path))
        head = answer.partition("\r\n\r\n")[0]
        assert status(answer) in (200, 400, 404), path
        assert "evil" not in head.lower() and "root:" not in answer, path


def test_what_a_proxy_alone_may_say_is_believed_of_nobody_else(local: Served) -> None:
    more = (
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: https",
        "X-Forwarded-For: 9.9.9.9",
        "Forwarded: host=evil.example",
    )
    answer = raw(local, get("/", "HERE", *more))
    assert status(answer) == 302 and "Location: /account/login/?next=/" in answer and "evil" not in answer


def test_a_request_that_is_none_is_refused(local: Served) -> None:
    both = "POST /look HTTP/1.1\r\nHost: HERE\r\nContent-Length: 30\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /d/ HTTP/1.1\r\nHost: HERE\r\n\r\n"
    answers = raw(local, both)
    assert answers.count("HTTP/1.") == 1
    assert not raw(local, get("/", "HERE", "X: " + "a" * 400_000)).startswith("HTTP/1.0 2")
    assert status(raw(local, get("/d/%00/"))) in (302, 400, 404)


def test_on_a_server_there_is_no_link_that_logs_in_and_all_is_by_https(tmp_path: Path) -> None:
    made = command(tmp_path, "admin", "migrate", **SERVER)
    assert made.returncode == 0, made.stderr
    more: Any = {**SERVER, **EVIDENCE}
    with served(tmp_path, **more) as workbench:
        plain = raw(workbench, get("/", "ardovia.example"))
        assert status(plain) == 301 and "Location: https://ardovia.example/" in plain
        forged = raw(workbench, get("/open/abc", "ardovia.example", "X-Forwarded-Proto: https"))
        assert status(forged) == 301, "nobody but the proxy says that it came by HTTPS"
        assert status(raw(workbench, get("/", "127.0.0.1"))) == 400
        other = raw(workbench, get(f"/{'a' * 60}/", "evidence.example"))
        assert status(other) in (301, 400, 403) and "Set-Cookie" not in other
