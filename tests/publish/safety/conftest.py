"""The invented country's dossier, made once; every test works on a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.publish.cli.dossier import Home, made, stopped


@pytest.fixture(scope="session")
def drafted(ardovia: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The dossier with its drafted edition; not to be changed."""
    home = made(tmp_path_factory.mktemp("dossier") / "home", ardovia)
    stopped()
    return Home(home.folder)


@pytest.fixture
def home(drafted: Home, tmp_path: Path) -> Iterator[Home]:
    """A copy of it."""
    yield drafted.copy(tmp_path / "home")
    stopped()
