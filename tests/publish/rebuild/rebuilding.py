"""Rebuilds a report with the command, in a process of its own, and gives what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WRITTEN = {
    "report.pdf", "report.docx", "report.html", "edition.md", "package", "package.zip", "comparison.html",
    "comparison.json",
}  # fmt: skip


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """`sourcebook ...`."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SOURCEBOOK_HOME")
    }
    return subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", *map(str, arguments)], capture_output=True, text=True,
        encoding="utf-8", env={**kept, **environment}, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@dataclass(frozen=True)
class Rebuilt:
    """What came out: the folder, and the comparison."""

    report: Path
    folder: Path
    said: str
    found: dict[str, Any]

    @property
    def same(self) -> float:
        """The share of statements that are drafted anew as they were."""
        statements = self.found["statements"]
        return sum(not one["differs"] for one in statements) / max(1, len(statements))


def rebuilt(report: Path, out: Path) -> Rebuilt:
    """Everything is there, and all proofs hold."""
    done = run("rebuild", report, "--out", out, "--date", "2026-01-05", "--quiet")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.iterdir()} == _WRITTEN
    found = json.loads((out / "comparison.json").read_text("utf-8"))
    assert all(line.endswith(": identical") for line in found["proofs"].values()), found["proofs"]
    assert found["paragraphs_back"] == found["paragraphs"], found["missing"]
    assert set(found["quotations_back"].values()) == {found["quotations"]}
    assert found["unplaced"] == []
    return Rebuilt(report, out, done.stdout, found)
