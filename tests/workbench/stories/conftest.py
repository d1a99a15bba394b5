"""A dossier of Ardovia as it is after a report came in: read once, and copied for each story."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.workbench.opening import ran, told
from tests.workbench.stories.browsing import DOSSIER, PASSWORD, TITLE

_PASSWORDS = f"""
from sourcebook.dossier import start
start()
from django.contrib.auth.hashers import make_password
from sourcebook.dossier.models import Account
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing
with as_system(), writing():
    Account.objects.update(password=make_password({PASSWORD!r}))
"""
# Who works in it beside whoever made it: their short name, role, full name and organisation.
PEOPLE = (
    ("mira", "publisher", "Mira Tal", "Centre for Two Valleys"),
    ("orvan", "reviewer", "Orvan Pell", "Observatory of Ardovia"),
)


@pytest.fixture(scope="session")
def brought(ardovia: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a dossier with the drafts of the report, and of everybody who works in it."""
    home = tmp_path_factory.mktemp("brought") / "data"
    told(home, "init", DOSSIER, "--title", TITLE, "--organisation", PEOPLE[1][3])
    address = ("--url", "https://observatory.example/en/reports/2024", "--accessed", "2025-03-03")
    told(home, "import", str(ardovia / "report.docx"), *address)
    for name, role, full, organisation in PEOPLE:
        told(
            home, "people", "--dossier", DOSSIER, "--add", name, "--role", role,
            "--full-name", full, "--organisation", organisation,
        )  # fmt: skip
    ran(home, "-c", _PASSWORDS, DJANGO_SETTINGS_MODULE="sourcebook.workbench.settings")
    return home


@pytest.fixture(scope="module")
def home(brought: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of that home for the story of a file: what is done in it stays in it."""
    copy = tmp_path_factory.mktemp("story") / "data"
    shutil.copytree(brought, copy)
    return copy
