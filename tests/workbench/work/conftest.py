"""A database that processes share, and workers that are real processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import connections
from tests.dossier.conftest import use_database
from tests.workbench.opening import environment
from tests.workbench.work import probing

from sourcebook.dossier.models import Account, Dossier, Membership, Record
from sourcebook.dossier.models.desk import Work
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.workbench.work import begin

__all__ = ["probing"]
_LONG = 40.0


@dataclass(frozen=True)
class Shared:
    """A dossier in a database that other processes can open."""

    vendor: str
    home: Path
    url: str
    viewer: Viewer

    def begin(self, once: str = "", **given: Any) -> Work:
        """Begins a probe."""
        with viewing(self.viewer):
            return begin(SimpleNamespace(viewer=self.viewer), "probe", given, once=once)  # type: ignore[arg-type]

    @contextmanager
    def worker(self, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """A worker process, until the end of the block."""
        url = {"DATABASE_URL": self.url} if self.url else {}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.workbench.work.probing"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=environment(self.home, **url, **more), cwd=Path(__file__).parents[3],
        )  # fmt: skip
        try:
            yield process
        finally:
            process.kill()
            process.communicate(timeout=20)

    def now(self, work: Work) -> Work:
        """The work as it stands."""
        with as_system():
            return Work.objects.get(pk=work.pk)

    def until(self, work: Work, is_so: Callable[[Work], bool]) -> Work:
        """The work once something is so of it."""
        end = time.monotonic() + _LONG
        while time.monotonic() < end:
            found = self.now(work)
            if is_so(found):
                return found
            time.sleep(0.05)
        raise AssertionError(f"{found.state} {found.words!r} {found.result}")

    def ended(self, work: Work) -> Work:
        """The work once it ended."""
        return self.until(work, lambda one: one.ended_at is not None)

    def made(self) -> int:
        """How many records there are: how often effects happened."""
        with as_system():
            return Record.objects.count()

    def ran(self) -> list[str]:
        """The names of probes, as often as each began to run."""
        path = self.home / "ran"
        return path.read_text().split("\n")[:-1] if path.exists() else []


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(
    request: pytest.FixtureRequest,
    databases: Callable[[str], dict[str, Any]],
    postgresql_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Shared]:
    """A database of its own, on each vendor, with what a test writes committed."""
    monkeypatch.setenv("SOURCEBOOK_HOME", str(tmp_path))
    opened = _sqlite if request.param == "sqlite" else _postgresql
    with opened(databases(request.param), tmp_path, postgresql_url) as found:
        yield found


@pytest.fixture
def at_home(
    databases: Callable[[str], dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shared]:
    """The same on SQLite alone, for what does not depend on the database."""
    monkeypatch.setenv("SOURCEBOOK_HOME", str(tmp_path))
    with _sqlite(databases("sqlite"), tmp_path, "") as found:
        yield found


@pytest.fixture
def on_a_server(
    databases: Callable[[str], dict[str, Any]],
    postgresql_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Shared]:
    """The same on PostgreSQL alone."""
    monkeypatch.setenv("SOURCEBOOK_HOME", str(tmp_path))
    with _postgresql(databases("postgresql"), tmp_path, postgresql_url) as found:
        yield found


@contextmanager
def _sqlite(made: dict[str, Any], home: Path, _server: str) -> Iterator[Shared]:
    connections["default"].close()
    shutil.copy(made["NAME"], home / "sourcebook.sqlite3")
    use_database({**made, "NAME": home / "sourcebook.sqlite3"})
    try:
        yield Shared("sqlite", home, "", _viewer())
    finally:
        connections["default"].close()


@contextmanager
def _postgresql(made: dict[str, Any], home: Path, server_url: str) -> Iterator[Shared]:
    connections["default"].close()
    name = f"work_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as server:
        # A thread of an earlier test may hold a connection to it yet, and a template must have none.
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [made["NAME"]]
        )
        server.execute(f"CREATE DATABASE {name} TEMPLATE {made['NAME']}")
    use_database({**made, "NAME": name})
    try:
        yield Shared("postgresql", home, _named(server_url, name), _viewer())
    finally:
        connections["default"].close()
        with psycopg.connect(server_url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _named(url: str, name: str) -> str:
    """The address of another database of the same server."""
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(url)
    host = str(parts.get("host") or "")
    user = f"{parts['user']}:{parts.get('password') or ''}@" if parts.get("user") else ""
    if host.startswith("/"):
        from urllib.parse import quote

        return f"postgresql://{user}{quote(host, safe='')}/{name}"
    return f"postgresql://{user}{host}:{parts.get('port') or 5432}/{name}"


def _viewer() -> Viewer:
    with as_system():
        dossier = Dossier.objects.create(
            slug="ardovia", title="Ardovia", made_at=datetime(2031, 1, 5, tzinfo=UTC)
        )
        account = Account.objects.create(handle="vela", name="Vela Contributor")
        Membership.objects.create(dossier=dossier, account=account, role="contributor")
    return Viewer(dossier.pk, "contributor", account.pk, None)


def kill(process: subprocess.Popen[bytes]) -> None:
    """As the kernel ends a process that takes too much memory."""
    process.kill()
    process.wait()
