"""The workbench as a real process, and its dossier."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_ADDRESS = re.compile(r"http://[\d.:]+/")
LOGIN = "vela"


@dataclass(frozen=True)
class Served:
    """A workbench that runs: its address, the link of this run, and its process."""

    address: str
    link: str
    process: subprocess.Popen[str]


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a terminal of a user has, with a home folder of the test."""
    left_out = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "SOURCEBOOK_HOME": str(home), "SOURCEBOOK_USER": LOGIN, **more}


def command(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A verb of the command line, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", *arguments],
        capture_output=True, text=True, env=environment(home, **more), check=False,
    )  # fmt: skip


@contextmanager
def served(home: Path, **more: str) -> Iterator[Served]:
    """`sourcebook serve` on a free port, or on the one that PORT names, until the end of the block."""
    port = more.pop("PORT", "0")
    process = subprocess.Popen(
        [sys.executable, "-m", "sourcebook.cli", "serve", "--port", port, "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(home, **more),
    )  # fmt: skip
    try:
        assert process.stderr is not None and process.stdout is not None
        said = process.stderr.readline()
        address = _ADDRESS.search(said)
        if address is None:
            raise AssertionError(f"it does not begin: {said}{process.communicate(timeout=20)[1]}")
        link = "" if "SOURCEBOOK_HOSTS" in more else process.stdout.readline().strip()
        yield Served(address[0], link, process)
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=20)
