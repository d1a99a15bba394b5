"""A file that somebody sent and has not begun anything with yet: kept for a day, for its sender alone."""

from __future__ import annotations

import json
import shutil
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from sourcebook.dossier.seen import current
from sourcebook.workbench.work.folders import works

_KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Held:
    """A file that waits: under which number, and where."""

    pk: uuid.UUID
    path: Path


def new_folder() -> tuple[uuid.UUID, Path]:
    """A folder for a file that the viewer sends, under a number. Raises OSError, and leaves nothing then."""
    pk = uuid.uuid4()
    folder = _folder(pk)
    try:
        for each in (works(), folder.parent, folder, folder / "file"):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "whose").write_text(json.dumps(_mine()), "utf-8")
    except OSError:
        let_go(pk)
        raise
    return pk, folder / "file"


def held(pk: uuid.UUID) -> Held | None:
    """The file of this number, where it is the viewer's; None else."""
    folder = _folder(pk)
    try:
        whose = json.loads((folder / "whose").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    found = sorted((folder / "file").iterdir()) if whose == _mine() else []
    return Held(pk, found[0]) if found else None


def let_go(pk: uuid.UUID) -> None:
    """Takes the file away."""
    shutil.rmtree(_folder(pk), ignore_errors=True)


def sweep_held() -> None:
    """Takes away what nobody began anything with for a day."""
    for folder in (works() / "held").glob("*"):
        if folder.stat().st_mtime < time.time() - _KEPT:
            shutil.rmtree(folder, ignore_errors=True)


def _folder(pk: uuid.UUID) -> Path:
    return works() / "held" / str(pk)


def _mine() -> list[str]:
    viewer = current()
    return [str(viewer.within), str(viewer.person)]
