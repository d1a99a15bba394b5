"""A dossier for one task, in a home of its own that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcebook.dossier.seen import Viewer


@contextmanager
def temporary_dossier() -> Iterator[Viewer]:
    """Binds the keeper of a new, empty dossier in SQLite. To be entered before the database was used."""
    folder = tempfile.mkdtemp(prefix="sourcebook-")
    os.environ["SOURCEBOOK_HOME"] = folder
    os.environ.pop("DATABASE_URL", None)
    try:
        from sourcebook.dossier import start

        start()
        from sourcebook.cli.session import viewer_in
        from sourcebook.dossier.founding import found
        from sourcebook.dossier.seen import viewing

        dossier = found("rebuilt", "rebuilt", "rebuilder")
        with viewing(viewer_in(dossier, "rebuilder")) as viewer:
            yield viewer
    finally:
        from django.db import connections

        connections.close_all()
        shutil.rmtree(folder, ignore_errors=True)
