"""Killed at any moment, a load or restore leaves the old state or the new one, and can be done again."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.dossier.exchange.own_dossier import files

SCRIPT = Path(__file__).with_name("own_process.py")
BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
KILLS = 15


def started(home: Path, step: str, path: Path) -> subprocess.Popen[str]:
    """The process, from the moment at which the step begins."""
    home.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), step, str(path)],
        env={**os.environ, "SOURCEBOOK_HOME": str(home), "DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def done(home: Path, step: str, path: Path) -> float:
    """Does a step to its end; gives the seconds."""
    process = started(home, step, path)
    begun = time.perf_counter()
    assert process.communicate()[0] == "done\n"
    return time.perf_counter() - begun


def records_in(home: Path) -> tuple[int, int, int]:
    """Dossiers, records and search rows, by SQLite alone; the file must be sound."""
    with sqlite3.connect(home / "sourcebook.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = ("dossier_dossier", "dossier_record", "dossier_searchtext")
        counts = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    database.close()
    return counts[0], counts[1], counts[2]


@pytest.fixture(scope="module")
def old_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a dossier, its export and its backup."""
    folder = tmp_path_factory.mktemp("old")
    done(folder / "home", "prepare", BENCHMARKS)
    done(folder / "home", "export", folder / "export")
    done(folder / "home", "backup", folder / "backup")
    return folder


@pytest.mark.parametrize(("step", "name"), [("load", "export"), ("restore", "backup")])
def test_killed_at_any_moment_it_left_the_old_or_the_new(
    old_home: Path, tmp_path: Path, step: str, name: str
) -> None:
    source = old_home / name
    seconds = done(tmp_path / "first", step, source)
    whole = records_in(tmp_path / "first")
    assert whole == records_in(old_home / "home")
    chance = random.Random(step)
    home, seen = tmp_path / "home", set()
    for number in range(KILLS):
        process = started(home, step, source)
        # Spread over the whole of it, and a little beyond.
        time.sleep(seconds * (number + chance.random()) / KILLS * 1.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = records_in(home)
        assert found in ((0, 0, 0), whole)
        seen.add(found)
        if found == whole:
            home = tmp_path / f"home-{number}"
    assert (0, 0, 0) in seen
    if records_in_or_none(home) != whole:
        done(home, step, source)
    done(home, "export", tmp_path / "again")
    assert files(tmp_path / "again") == files(old_home / "export")


def records_in_or_none(home: Path) -> tuple[int, int, int] | None:
    return records_in(home) if (home / "sourcebook.sqlite3").exists() else None
