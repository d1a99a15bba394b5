"""The folder of a piece of work, in the data: `files` for what was sent and what comes of it, and two signs.

`step` says how far the work is while its transaction holds the database, and `cancel` that it is to stop: on
SQLite nobody else can write into the database then. Files go once the work ended well or was stopped, but for
those that it names; what failed keeps what was sent, to be tried again, until it is swept away.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sourcebook.dossier.home import home


@dataclass(frozen=True, slots=True)
class Step:
    """How far work is: `done` of `of` (None where nobody knows), and what is done just now."""

    done: int = 0
    of: int | None = None
    words: str = ""


def works() -> Path:
    """The folder of all work."""
    return home() / "work"


def folder_of(work: uuid.UUID) -> Path:
    """The folder of one piece of work, there or not."""
    return works() / str(work)


def made_folder(work: uuid.UUID) -> Path:
    """The folder for the files of a piece of work, made for its owner alone."""
    files = folder_of(work) / "files"
    for each in (works(), folder_of(work), files):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    return files


def files_of(work: uuid.UUID) -> Path:
    """Where the files of a piece of work are."""
    return folder_of(work) / "files"


def keep_step(work: uuid.UUID, step: Step) -> None:
    """Writes the sign of how far the work is, whole or not at all. Raises OSError."""
    path = folder_of(work) / "step"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps([step.done, step.of, step.words]), "utf-8")
    fresh.replace(path)


def step_of(work: uuid.UUID) -> Step | None:
    """The sign of how far the work is; None where there is none."""
    try:
        read = json.loads((folder_of(work) / "step").read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        return None
    return Step(int(read[0]), read[1], str(read[2]))


def lay_cancel(work: uuid.UUID) -> None:
    """Leaves the sign that the work is to stop. Raises OSError."""
    (folder_of(work) / "cancel").touch()


def cancel_lies(work: uuid.UUID) -> bool:
    """Whether the work is to stop."""
    return (folder_of(work) / "cancel").exists()


def keep_only(work: uuid.UUID, names: Collection[str]) -> None:
    """Takes away all files of the work but those that are named; without any the whole folder."""
    if not names:
        shutil.rmtree(folder_of(work), ignore_errors=True)
        return
    for name in ("step", "cancel"):
        (folder_of(work) / name).unlink(missing_ok=True)
    files = files_of(work)
    kept = {files / name for name in names}
    above = {parent for each in kept for parent in each.parents}
    for path in sorted(files.rglob("*"), reverse=True):
        if path in kept or path in above:
            continue
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
