"""A vault for what is sealed, people of each role, and databases in which transactions really end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from tests.dossier.conftest import use_database

from sourcebook.dossier.models import Dossier
from sourcebook.dossier.seen import Viewer, as_system
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import Argon2, OpenVault, create_vault

_PASSPHRASE = "six words that dice have chosen"
_QUICK = Argon2(memory_kib=64, passes=1, lanes=1)


def open_vault(dossier: Dossier) -> OpenVault:
    """Gives a dossier a vault and opens it."""
    vault = create_vault(_PASSPHRASE, _QUICK)
    with as_system(), writing():
        Dossier.objects.filter(pk=dossier.pk).update(vault=vault.to_json())
    return vault.unlock(_PASSPHRASE)


@pytest.fixture
def keys(dossier: Dossier) -> OpenVault:
    """The dossier's vault, open."""
    return open_vault(dossier)


@pytest.fixture
def reader(member: Callable[..., Viewer]) -> Viewer:
    return member("reader")


@pytest.fixture
def contributor(member: Callable[..., Viewer]) -> Viewer:
    return member("contributor")


@pytest.fixture
def reviewer(member: Callable[..., Viewer]) -> Viewer:
    return member("reviewer")


@pytest.fixture
def publisher(member: Callable[..., Viewer]) -> Viewer:
    return member("publisher")


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder of its own with a migrated SQLite file in it; no transaction around."""
    from sourcebook.settings import DATABASES

    monkeypatch.setenv("SOURCEBOOK_HOME", str(tmp_path))
    use_database({**DATABASES["default"], "NAME": tmp_path / "sourcebook.sqlite3"})
    with as_system():
        call_command("migrate", verbosity=0)
    yield tmp_path
    connection.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(
    request: pytest.FixtureRequest, databases: Callable[[str], dict[str, Any]], tmp_path: Path
) -> Iterator[Dossier]:
    """A dossier in a database of each vendor that several threads can use; emptied at the end."""
    settings = databases(request.param)
    if request.param == "sqlite":
        settings = {**settings, "NAME": tmp_path / "shared.sqlite3"}
    use_database(settings)
    with as_system():
        call_command("migrate", verbosity=0)
    yield Dossier.objects.create(slug="shared", title="Ardovia", made_at=datetime(2026, 1, 5, tzinfo=UTC))
    if request.param == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'dossier_%'")
            cursor.execute(f"TRUNCATE {', '.join(row[0] for row in cursor.fetchall())} CASCADE")
    connection.close()
