"""On a server others rules hold than on one's own computer; and the command line carries nothing of either."""

from __future__ import annotations

import http.client
import json
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.workbench import opening
from tests.workbench.opening import served, told

SECRET = "only for this test, and long enough for it, really"
SERVER = {"SOURCEBOOK_HOSTS": "ardovia.example", "SOURCEBOOK_SECRET_KEY": SECRET}


def python(code: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return opening.python(home, "-c", code, **more)


def settings(home: Path, *names: str, **more: str) -> dict[str, object]:
    code = f"import json, sourcebook.workbench.settings as s; print(json.dumps({{n: getattr(s, n, None) for n in {names!r}}}))"
    found: dict[str, object] = json.loads(opening.ran(home, "-c", code, **more))
    return found


def test_a_server_asks_for_https_and_a_secret_of_its_own(tmp_path: Path) -> None:
    found = settings(
        tmp_path, "LOCAL", "ALLOWED_HOSTS", "SECRET_KEY", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_NAME", **SERVER,
    )  # fmt: skip
    assert found == {
        "LOCAL": False, "ALLOWED_HOSTS": ["ardovia.example"], "SECRET_KEY": SECRET, "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 31536000,
        "SESSION_COOKIE_NAME": "__Host-session",
    }  # fmt: skip


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_server_without_a_good_secret_does_not_begin(secret: str, tmp_path: Path) -> None:
    told = python(
        "import sourcebook.workbench.settings",
        tmp_path,
        SOURCEBOOK_HOSTS="ardovia.example",
        SOURCEBOOK_SECRET_KEY=secret,
    )
    assert told.returncode != 0 and "SOURCEBOOK_SECRET_KEY" in told.stderr


def test_preserved_files_have_a_host_of_their_own(tmp_path: Path) -> None:
    assert settings(tmp_path, "EVIDENCE_HOST") == {"EVIDENCE_HOST": "evidence.localhost"}
    assert settings(tmp_path, "EVIDENCE_HOST", **SERVER) == {"EVIDENCE_HOST": ""}
    own = settings(tmp_path, "EVIDENCE_HOST", **SERVER, SOURCEBOOK_EVIDENCE_HOST="evidence.ardovia.example")
    assert own == {"EVIDENCE_HOST": "evidence.ardovia.example"}
    code = "import sourcebook.workbench.settings"
    told = python(code, tmp_path, **SERVER, SOURCEBOOK_EVIDENCE_HOST="ardovia.example")
    assert told.returncode != 0 and "a name of its own" in told.stderr


def test_each_run_at_home_has_a_secret_of_its_own(tmp_path: Path) -> None:
    first, second = (settings(tmp_path, "SECRET_KEY", "LOCAL") for _ in range(2))
    assert first["LOCAL"] is True and first["SECRET_KEY"] != second["SECRET_KEY"]
    assert len(str(first["SECRET_KEY"])) >= 50


def test_the_command_line_goes_without_the_workbench(tmp_path: Path) -> None:
    code = "import sourcebook.dossier as d, sys; d.start(); print([m for m in ('allauth', 'sourcebook.workbench', 'django.contrib.sessions', 'waitress') if m in sys.modules])"
    told = python(code, tmp_path)
    assert told.stdout.strip() == "[]", told.stdout + told.stderr


def test_the_parser_loads_no_django(tmp_path: Path) -> None:
    code = "import sys; from sourcebook.cli import _parser; _parser(); print('django' in sys.modules)"
    assert python(code, tmp_path).stdout.strip() == "False"


def test_on_a_server_there_is_no_link_and_http_is_sent_to_https(tmp_path: Path) -> None:
    told(tmp_path / "home", "init", "ardovia")
    with served(tmp_path / "home", **SERVER, SOURCEBOOK_PROXY="127.0.0.1") as running:
        assert running.link == ""
        where = urlsplit(running.address)

        def asked(path: str, **headers: str) -> http.client.HTTPResponse:
            connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=20)
            connection.request("GET", path, headers={"Host": "ardovia.example", **headers})
            return connection.getresponse()

        plain = asked("/account/login/")
        assert plain.status == 301 and plain.headers["Location"] == "https://ardovia.example/account/login/"
        safe = asked("/account/login/", **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"})
        assert safe.status == 200 and "max-age=31536000" in safe.headers["Strict-Transport-Security"]
        assert all("Secure" in cookie for cookie in safe.headers.get_all("Set-Cookie", []))
        assert b"With a passkey" in safe.read()
        assert asked("/open/AAAA", **{"X-Forwarded-Proto": "https"}).status == 404
        assert asked("/account/login/", Host="evil.example", **{"X-Forwarded-Proto": "https"}).status == 400
