"""An import that is killed leaves the dossier as it was, or with all of the report: never with half of it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

KILLS = 10


def command(home: Path, *arguments: object) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"SOURCEBOOK_HOME": str(home), "SOURCEBOOK_USER": "ana"}
    return subprocess.Popen(
        [sys.executable, "-m", "sourcebook.cli", *map(str, arguments)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def records(home: Path) -> int:
    with sqlite3.connect(home / "sourcebook.sqlite3") as database:
        [count] = database.execute("SELECT count(*) FROM dossier_record").fetchone()
    return int(count)


def test_killed_at_any_moment_it_left_all_or_nothing(tmp_path: Path, ardovia: Path) -> None:
    report, empty = ardovia / "report.docx", tmp_path / "empty"
    assert command(empty, "init", "ardovia").wait() == 0
    whole = tmp_path / "whole"
    shutil.copytree(empty, whole)
    begun = time.monotonic()
    assert command(whole, "import", report).wait() == 0
    took, everything = time.monotonic() - begun, records(whole)
    left = set()
    for number in range(KILLS):
        home = tmp_path / f"killed-{number}"
        shutil.copytree(empty, home)
        process = command(home, "import", report)
        # Later moments more often: the writing is the last third.
        time.sleep(took * (0.4 + 0.6 * number / KILLS))
        process.send_signal(signal.SIGKILL)
        process.wait()
        left.add(records(home))
        again = command(home, "import", report)
        assert again.wait() == 0, again.stderr and again.stderr.read()
        assert records(home) == everything
        shutil.rmtree(home)
    assert left <= {0, everything}
