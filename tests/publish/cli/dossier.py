"""The invented country's dossier in a home of its own, and the commands as a researcher types them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
SLUG = "report-2024"
PARTNERS = ("observatory", "centre", "initiative")
PASSPHRASE = "seven grey herons cross the lake"
Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Home:
    """A home folder, and the commands in it; `more` is put into the environment."""

    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What commands are started with."""
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
        own = {
            "SOURCEBOOK_HOME": str(self.folder),
            "SOURCEBOOK_USER": "you",
            "SOURCEBOOK_PASSPHRASE": PASSPHRASE,
        }
        return {**kept, **own, "PYTHONPATH": str(ROOT), **self.more}

    def __call__(self, *arguments: object, status: int = 0) -> Done:
        """`sourcebook ...`, which must end with this status."""
        asked = self._serving.stdin
        answers = self._serving.stdout
        assert asked is not None
        assert answers is not None
        asked.write(json.dumps([str(one) for one in arguments]) + "\n")
        asked.flush()
        answer = answers.readline()
        assert answer, "the process of the commands ended"
        told = json.loads(answer)
        done = Done(list(map(str, arguments)), told["status"], told["out"], told["err"])
        assert done.returncode == status, f"{done.returncode}: {done.stderr or done.stdout}"
        return done

    @cached_property
    def _serving(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.publish.cli.serving"], env=self.environment, cwd=ROOT, text=True,
            encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        _RUNNING.append(process)
        return process

    def command(self, *arguments: object) -> Done:
        """`sourcebook ...` in a process of its own."""
        return self.python("-m", "sourcebook.cli", *arguments)

    def python(self, *arguments: object) -> Done:
        """Python in this home."""
        return subprocess.run(
            [sys.executable, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
            env=self.environment, stdin=subprocess.DEVNULL, cwd=ROOT,
        )  # fmt: skip

    def start(self, *arguments: object) -> subprocess.Popen[bytes]:
        """`sourcebook ...` that goes on running."""
        return subprocess.Popen(
            [sys.executable, "-m", "sourcebook.cli", *map(str, arguments)], env=self.environment, cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def told(self, *arguments: object) -> Any:  # noqa: ANN401 - JSON holds anything
        """What a command prints as JSON."""
        return json.loads(self(*arguments, "--format", "json").stdout)

    def copy(self, folder: Path, **more: str) -> Home:
        """Another home with the same in it."""
        shutil.copytree(self.folder, folder)
        return Home(folder, {**self.more, **more})

    def text(self) -> str:
        """The edition as it stands."""
        return self("edition", "out", SLUG).stdout

    def signed(self, images: Path | None = None) -> Home:
        """Frozen and signed off by every partner."""
        self("edition", "freeze", SLUG, *(["--images", images] if images else []))
        for who in PARTNERS:
            self("edition", "sign", SLUG, "--as", who)
        return self


def stopped() -> None:
    """Ends the processes of the commands."""
    while _RUNNING:
        with _RUNNING.pop() as process:
            assert process.stdin is not None
            process.stdin.close()


_RUNNING: list[subprocess.Popen[str]] = []
_NOT_OURS = ("DATABASE_URL", "SOURCEBOOK_DOSSIER", "SOURCE_DATE_EPOCH", "SOURCEBOOK_WORDS")


def made(folder: Path, ardovia: Path) -> Home:
    """The dossier of `examples/dossier.py` with its edition drafted."""
    home = Home(folder)
    home("init", "ardovia", "--title", "Hatred and Its Consequences in Ardovia")
    home("import", ardovia / "report.docx", "--url", "https://observatory.example/en/reports/2024",
         "--accessed", "2025-03-03")  # fmt: skip
    done = home.python(ROOT / "examples" / "dossier.py")
    assert done.returncode == 0, done.stderr
    home("draft", SLUG, "--period", "2024", "--date", "2025-03-03", "--subtitle", "Monitoring report 2024")
    return home
