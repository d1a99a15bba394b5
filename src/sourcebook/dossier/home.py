"""Where a team's data lies on this computer: one folder, named by `SOURCEBOOK_HOME`."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The folder of the database, the captures and the backups.

    `SOURCEBOOK_HOME` where it is set, else `sourcebook` in the user's folder for data
    (`XDG_DATA_HOME`, else ~/.local/share). It is made by `sourcebook init`, for its owner alone.
    """
    named = os.environ.get("SOURCEBOOK_HOME")
    if named:
        return Path(named).expanduser()
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "sourcebook"


def made_home() -> Path:
    """The folder, made where it was not there."""
    folder = home()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def captures() -> Path:
    """The folder of the preserved bytes."""
    return home() / "captures"
