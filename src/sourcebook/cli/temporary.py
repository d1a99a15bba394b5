"""A dossier for one task, in a home of its own that is gone afterwards; and an end that tidies up."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sourcebook.cli.output import tell

if TYPE_CHECKING:
    from types import FrameType

    from sourcebook.dossier.seen import Viewer


@contextmanager
def temporary_dossier() -> Iterator[Viewer]:
    """Binds the keeper of a new, empty dossier in SQLite. To be entered before the database was used.

    Its home is a folder that a later run takes away where this one is killed.
    """
    from sourcebook.publish.swept import swept_folder

    with swept_folder() as folder:
        os.environ["SOURCEBOOK_HOME"] = str(folder / "home")
        os.environ.pop("DATABASE_URL", None)
        from sourcebook.dossier import start
        from sourcebook.dossier.home import made_home

        made_home()
        start()
        from django.db import connections

        from sourcebook.cli.session import viewer_in
        from sourcebook.dossier.founding import found
        from sourcebook.dossier.seen import viewing

        try:
            dossier = found("rebuilt", "rebuilt", "rebuilder")
            with viewing(viewer_in(dossier, "rebuilder")) as viewer:
                yield viewer
        finally:
            connections.close_all()


@contextmanager
def ended_cleanly() -> Iterator[None]:
    """Turns a signal to end into an exception, so that what is half done is taken away before the end."""
    signals = [one for one in (signal.SIGTERM, getattr(signal, "SIGHUP", None)) if one is not None]
    before = {one: signal.signal(one, _end) for one in signals}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _end(number: int, frame: FrameType | None) -> None:
    tell("sourcebook: stopped; nothing is half done")
    sys.exit(128 + number)
