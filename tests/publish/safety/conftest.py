"""The invented country's dossier, made once; every test works on a copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.cli.dossier import Home, made


@pytest.fixture(scope="session")
def drafted(ardovia: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The dossier with its drafted edition; not to be changed."""
    return made(tmp_path_factory.mktemp("dossier") / "home", ardovia)


@pytest.fixture
def home(drafted: Home, tmp_path: Path) -> Home:
    """A copy of it."""
    return drafted.copy(tmp_path / "home")


@pytest.fixture(scope="session")
def signed(drafted: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The dossier with its edition frozen and signed off; not to be changed."""
    return drafted.copy(tmp_path_factory.mktemp("signed") / "home").signed()
