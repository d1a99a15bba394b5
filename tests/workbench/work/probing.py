"""A kind of long work whose effect can be counted, and a worker process that knows it.

    python -m tests.workbench.work.probing

What it does is told by what it is given: so many `steps` of `pause` seconds, an `effect`, a way to `die`.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sourcebook.dossier import start

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "sourcebook.workbench.settings"
    start()

from django.utils.translation import gettext_lazy
from tests.dossier.write.making import make, source

from sourcebook.dossier.home import home
from sourcebook.workbench.work import Fault, Outcome, Told, long_work


@long_work("probe", may="create", title=gettext_lazy("A probe"))
def probe(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """Says that it runs, makes its steps, has its effect."""
    _runs(given)
    for done in range(int(given.get("steps", 0))):
        told.step(done, int(given["steps"]), f"step {done}")
        time.sleep(float(given.get("pause", 0)))
    match given.get("then"):
        case "fault":
            raise Fault("row 3: no such day\nwrite 2031-03-18")
        case "bug":
            raise TypeError(given["name"])
        case "hang":
            time.sleep(600)
        case "fill":
            _fill(folder, int(given["megabytes"]))
    if "effect" not in given:
        return _outcome(folder, given)
    with told.ending() as ended:
        return _effect(told, ended, given, folder)


def _runs(given: Mapping[str, Any]) -> None:
    with (home() / "ran").open("a") as file:
        file.write(f"{given.get('name', '')}\n")


def _effect(told: Told, ended: Any, given: Mapping[str, Any], folder: Path) -> Outcome:
    for number in range(int(given["effect"])):
        details = "x" * (int(given.get("large", 0)) << 20)
        at = f"https://gazette.example/{given.get('name', '')}/{number}"
        make(source(at, details=details), why="a probe")
        told.step(number, int(given["effect"]), "writing")
        time.sleep(float(given.get("slow", 0)))
    _die(given, "within")
    outcome: Outcome = ended(_outcome(folder, given))
    if given.get("die") == "after":
        # Once the transaction is committed, and before the worker hears of it.
        from django.db import transaction

        transaction.on_commit(lambda: _die(given, "after"))
    return outcome


def _die(given: Mapping[str, Any], where: str) -> None:
    """Dies the first time that it comes here, or always."""
    died = home() / "died"
    if given.get("die") == where and (given.get("always") or not died.exists()):
        died.touch()
        os._exit(9)


def _fill(folder: Path, megabytes: int) -> None:
    with (folder / "large").open("wb") as file:
        for _ in range(megabytes):
            file.write(os.urandom(1 << 20))


def _outcome(folder: Path, given: Mapping[str, Any]) -> Outcome:
    files = [given["leaves"]] if "leaves" in given else []
    for name in files:
        (folder / name).write_text("what came of it", "utf-8")
    return Outcome("All was done.", [("The records", "/d/ardovia/records/")], files, ["one line", "another"])


if __name__ == "__main__":
    from sourcebook.workbench.work import tending
    from sourcebook.workbench.work.process import work

    tending.PATIENCE = float(os.environ.get("PROBE_PATIENCE", tending.PATIENCE))
    if "PROBE_LARGEST" in os.environ:
        most = int(os.environ["PROBE_LARGEST"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    # Imported as the kind's module too, not only as the program.
    import tests.workbench.work.probing  # noqa: F401

    work(with_parent=True)
