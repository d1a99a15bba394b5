"""A dossier for one task, in a home of its own that is gone afterwards; and an end that tidies up."""

from __future__ import annotations

import os
import signal
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sourcebook.cli.output import tell

if TYPE_CHECKING:
    from types import FrameType

    from sourcebook.dossier.seen import Viewer

_DOSSIER = uuid.UUID("5f0c2c55-6d0a-4f0e-9c55-5c6d1f0e9a01")


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

        from sourcebook.dossier.seen import viewing

        try:
            with viewing(_keeper()) as viewer:
                yield viewer
        finally:
            connections.close_all()


def _keeper() -> Viewer:
    """The keeper of a dossier with the same id each time, from which follow the ids of all that is read."""
    from django.core.management import call_command

    from sourcebook.dossier.models import Account, Dossier, Membership
    from sourcebook.dossier.seen import Viewer, as_system
    from sourcebook.dossier.write.make import now

    with as_system():
        call_command("migrate", verbosity=0)
        dossier = Dossier.objects.create(pk=_DOSSIER, slug="rebuilt", title="rebuilt", made_at=now())
        account = Account.objects.create(handle="rebuilder", name="rebuilder")
        Membership.objects.create(dossier=dossier, account=account, role="keeper")
    return Viewer(dossier.pk, "keeper", account.pk)


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
