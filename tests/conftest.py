"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples.build import build

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and gold beside the repository; tests that need it say so where it is not."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent: tests on real reports are skipped")
    return folder


@pytest.fixture(scope="session")
def ardovia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented country's report in four formats (report.md, ...) and its gold."""
    folder = tmp_path_factory.mktemp("ardovia")
    build(folder)
    return folder
