"""The invented country's report as published records: imported once, by the program itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.redraft import imported

from sourcebook.publish.material import Material


@pytest.fixture(scope="session")
def ardovian(ardovia: Path, tmp_path_factory: pytest.TempPathFactory) -> Material:
    """What was read from the invented report."""
    return imported(ardovia / "report.md", tmp_path_factory.mktemp("ardovian"))
