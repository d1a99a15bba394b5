"""The workbench behind the proxy that `deploy/Caddyfile` sets up: a real one, with HTTPS, on loopback."""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from tests.conftest import ROOT
from tests.workbench.opening import command, served

HOST, EVIDENCE = "workbench.example", "evidence.example"
SERVER = {
    "SOURCEBOOK_HOSTS": HOST, "SOURCEBOOK_EVIDENCE_HOST": EVIDENCE, "SOURCEBOOK_PROXY": "127.0.0.1",
    "SOURCEBOOK_SECRET_KEY": "only for this test, and long enough for it, really",
}  # fmt: skip


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def proxied(caddy: str, backend: str, folder: Path) -> Iterator[int]:
    """The proxy on a free port, with certificates of its own making; everything else is as the file says."""
    environment = {
        **os.environ, **SERVER, "SOURCEBOOK_BACKEND": backend, "XDG_DATA_HOME": str(folder), "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }  # fmt: skip
    adapted = subprocess.run(
        [caddy, "adapt", "--config", str(ROOT / "deploy" / "Caddyfile"), "--adapter", "caddyfile"],
        capture_output=True, text=True, env=environment, check=True,
    )  # fmt: skip
    config, port = json.loads(adapted.stdout), free_port()
    config["admin"] = {"disabled": True}
    config["apps"]["http"]["https_port"] = port
    (server,) = config["apps"]["http"]["servers"].values()
    server["listen"] = [f"127.0.0.1:{port}"]
    server["automatic_https"] = {"disable_redirects": True}
    issued = {"subjects": [HOST, EVIDENCE], "issuers": [{"module": "internal"}]}
    config["apps"]["tls"] = {"automation": {"policies": [issued]}}
    config["apps"]["pki"] = {"certificate_authorities": {"local": {"install_trust": False}}}
    (folder / "caddy.json").write_text(json.dumps(config))
    process = subprocess.Popen(
        [caddy, "run", "--config", str(folder / "caddy.json")],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def ask(
    port: int, host: str, path: str, method: str = "GET", body: str = "", **headers: str
) -> http.client.HTTPResponse:
    """A request as a browser sends it for that host."""
    context = ssl.create_default_context()
    # The certificate is of the test's own making.
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for _ in range(100):
        try:
            raw = socket.create_connection(("127.0.0.1", port), timeout=20)
            secured = context.wrap_socket(raw, server_hostname=host)
            break
        except OSError:
            # It is not up yet, or has no certificate for that name yet.
            time.sleep(0.1)
    else:
        raise AssertionError("the proxy does not answer")
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.sock = secured
    connection.request(method, path, body or None, {"Host": f"{host}:{port}"} | headers)
    return connection.getresponse()


@pytest.fixture(scope="module")
def port(program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("proxy")
    made = command(folder / "home", "init", "ardovia")
    assert made.returncode == 0, made.stderr
    with served(folder / "home", **SERVER) as running:
        backend = urlsplit(running.address).netloc
        with proxied(program("caddy"), backend, folder) as taken:
            yield taken


def cookies_of(answer: http.client.HTTPResponse) -> list[str]:
    return answer.msg.get_all("Set-Cookie") or []


def test_who_comes_by_https_is_led_to_the_door(port: int) -> None:
    answer = ask(port, HOST, "/")
    assert answer.status == 302 and str(answer.getheader("Location")).startswith("/account/login/")
    assert "max-age=31536000" in str(answer.getheader("Strict-Transport-Security"))


def test_a_form_sent_from_its_own_page_is_taken_and_from_elsewhere_refused(port: int) -> None:
    page = ask(port, HOST, "/account/login/")
    text = page.read().decode()
    (cookie,) = [one for one in cookies_of(page) if one.startswith("__Host-csrf")]
    assert "Secure" in cookie and "HttpOnly" in cookie
    token = text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    form = urlencode({"csrfmiddlewaretoken": token, "login": "nobody", "password": "nothing at all"})
    own = {
        "Cookie": cookie.partition(";")[0], "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"https://{HOST}:{port}",
    }  # fmt: skip
    assert ask(port, HOST, "/account/login/", "POST", form, **own).status == 200
    own["Origin"] = "https://elsewhere.example"
    assert ask(port, HOST, "/account/login/", "POST", form, **own).status == 403


def test_who_says_to_be_somebody_else_is_counted_as_who_they_are(port: int) -> None:
    """Limits count addresses: one that the browser itself makes up must not be believed."""
    told = [
        ask(
            port, HOST, "/account/invited/not-an-invitation/", **{"X-Forwarded-For": f"198.51.100.{number}"}
        ).status
        for number in range(40)
    ]
    assert told[0] == 302 and told[-1] == 429, told


def test_the_host_of_evidence_shows_no_page_of_the_workbench(port: int) -> None:
    for path in ("/", "/account/login/", "/d/ardovia/"):
        answer = ask(port, EVIDENCE, path)
        assert answer.status in (403, 404) and not cookies_of(answer), path


def test_another_name_gets_nothing(port: int) -> None:
    """The certificate is of our name; the request within asks for another."""
    answer = ask(port, HOST, "/account/login/", Host="elsewhere.example")
    assert answer.read() == b"" and not cookies_of(answer)
