"""`sourcebook serve` as a real process: what it had parsed apart is gone when it is, however it is stopped."""

from __future__ import annotations

import re
import signal
import sys
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from tests.workbench.apart.conftest import is_there
from tests.workbench.apart.test_processes import until
from tests.workbench.opening import Served, served, told

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="as Linux tells of its processes")
_BOUND = "----sourcebook"


def children(pid: int) -> Iterator[int]:
    """The processes that one has begun to read files."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            words = (stat.parent / "cmdline").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid and "apart.inside" in words:
            yield int(stat.parent.name)


def sent(running: Served) -> None:
    """A researcher opens the link and brings in a page."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    browser.open(running.link, timeout=30).read()
    at = f"{running.address}d/ardovia/bring/"
    form = browser.open(at, timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    parts = (
        f'--{_BOUND}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token[1]}\r\n'
        f'--{_BOUND}\r\nContent-Disposition: form-data; name="file"; filename="page.html"\r\n\r\n'
        f"<p>Nobody answered at Selm.</p>\r\n--{_BOUND}--\r\n"
    )
    headers = {
        "Content-Type": f"multipart/form-data; boundary={_BOUND}",
        "Origin": running.address.rstrip("/"),
    }
    asked = urllib.request.Request(at, parts.encode(), headers)
    assert "page.html" in browser.open(asked, timeout=60).read().decode()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_when_it_is_stopped(tmp_path: Path, how: signal.Signals) -> None:
    home, passing = tmp_path / "data", tmp_path / "passing"
    passing.mkdir()
    told(home, "init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    with served(home, TMPDIR=str(passing)) as running:
        sent(running)
        mine = list(children(running.process.pid))
        assert mine and all(is_there(pid) for pid in mine)
        assert list(passing.glob("sourcebook-passing-*"))
        running.process.send_signal(how)
        running.end()
        until(lambda: not any(is_there(pid) for pid in mine))
    assert not list(passing.glob("sourcebook-passing-*"))
