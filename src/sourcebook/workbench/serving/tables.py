"""The tables of the workbench: made with those of the dossier, or beside them later."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sourcebook.dossier.home import home, made_home
from sourcebook.dossier.seen import as_system

_DOSSIER = "dossier"


class OlderDatabase(ValueError):
    """The database is of an older version, and holds somebody's work: it is not changed unasked."""


def ready(local: bool) -> None:
    """Sees to it that all tables are there.

    On one's own computer a database that is not there is made, and tables of the workbench alone are added.
    Raises OlderDatabase where tables of the dossier itself would change, and on a server for any.
    """
    fresh = local and connection.vendor == "sqlite" and not (home() / "sourcebook.sqlite3").exists()
    if fresh:
        made_home()
    with as_system():
        missing = [] if fresh else _missing()
        if missing and (not local or _DOSSIER in missing):
            raise OlderDatabase(
                "the database is of an older version: back up, then run `sourcebook admin migrate`"
            )
        if fresh or missing:
            call_command("migrate", verbosity=0)
        # Where it counts how often something was tried; databases from before do not have it.
        call_command("createcachetable", verbosity=0)


def _missing() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration.app_label for migration, _ in plan]
