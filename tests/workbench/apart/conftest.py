"""Processes apart that find what misbehaves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcebook.workbench.apart import pool, remembered

_ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins without a process, and leaves none."""
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    )
    pool.end_all()
    remembered.forget_all()
    yield
    pool.end_all()
    remembered.forget_all()
    assert pool.pids() == []


def is_there(pid: int) -> bool:
    """Whether a process runs; one that has ended and is not waited for runs no more."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False
