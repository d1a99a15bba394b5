"""Exports, loads, backups and restores as somebody asks for them: for whom, from where, into what."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command

from sourcebook.dossier.backup import backup, restore
from sourcebook.dossier.exchange.bag import Progress
from sourcebook.dossier.exchange.export import export
from sourcebook.dossier.exchange.foreign import WRITERS, look_up
from sourcebook.dossier.exchange.load import Loaded, load
from sourcebook.dossier.home import made_home
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Dossier, Level, Record, Status
from sourcebook.dossier.seen import Viewer, as_system, current, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault.durable import drafting
from sourcebook.dossier.write.statistics import refresh

Announce = Callable[[int], None]
_SHORT = {"acled": "events.csv", "csl": "sources.json", "bibtex": "sources.bib", "ftm": "entities.ftm.json"}


class UnknownFormat(ValueError):
    """A format that is none; the message names those there are."""


def export_dossier(folder: Path, *, public: bool = False, progress: Progress | None = None) -> dict[str, Any]:
    """The viewer's dossier as a folder: as they see it, or as the public may. Raises NotEmpty, Unwritable."""
    viewer = current()
    dossier = Dossier.objects.get(pk=viewer.within)
    with viewing(Viewer(viewer.within, "public") if public else viewer):
        done = export(dossier, folder, progress=progress)
    return {"rows": done.rows, "texts": done.texts, "captures": done.captures, "missing": done.missing}


def export_foreign(name: str, path: Path, *, public: bool = False) -> int:
    """One format of another program into a new file: its name as in docs/exchange.md. Gives the rows.

    Records above the audience's level are not in it: for the team restricted and sealed ones, for the public
    all but published public ones. Raises UnknownFormat, FileExistsError.
    """
    file = _SHORT.get(name, name)
    known = [one for one in WRITERS if file in (one, one.partition(".")[0])]
    if len(known) != 1:
        names = ", ".join(sorted(WRITERS))
        raise UnknownFormat(f"there is no format {name!r}; there is {names}")
    if path.exists():
        raise FileExistsError(f"{path} is there already: name a new file")
    found = Record.objects.filter(dossier_id=current().within).exclude(status=Status.WITHDRAWN)
    if public:
        found = found.filter(level=Level.PUBLIC, status=Status.PUBLISHED)
    found = found.filter(level__lte=Level.TEAM).order_by("id")
    with drafting(path.parent) as draft:
        rows = WRITERS[known[0]](plains(found), draft.file, look_up, "public" if public else "team")
        draft.publish(path)
    return rows


def load_dossier(
    folder: Path, progress: Progress | None = None, announce: Announce | None = None
) -> tuple[Dossier, Loaded]:
    """An exported folder into this home, which is made where it is not there. Raises as `load`."""
    made_home()
    with as_system():
        with writing():
            call_command("migrate", verbosity=0)
        done = load(folder, progress, announce)
        refresh(done.rows)
        return Dossier.objects.get(pk=done.dossier), done


def backup_dossier(path: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Everything of the viewer's dossier into one encrypted file. Raises as `backup`."""
    done = backup(Dossier.objects.get(pk=current().within), path, progress)
    return {"rows": done.exported.rows, "bytes": done.size, "missing": done.exported.missing}


def restore_dossier(
    path: Path, passphrase: str, progress: Progress | None = None, announce: Announce | None = None
) -> tuple[Dossier, Loaded]:
    """A backup into this home, which is made where it is not there. Raises as `restore`."""
    if not os.access(path, os.R_OK):
        raise FileNotFoundError(f"{path}: there is no such file, or it cannot be read")
    made_home()
    with as_system():
        with writing():
            call_command("migrate", verbosity=0)
        done = restore(path, passphrase, progress, announce)
        refresh(done.rows)
        return Dossier.objects.get(pk=done.dossier), done
