"""`sourcebook admin migrate`: Django's own, within the write path: a migration may change what is there."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from sourcebook.dossier.seen.compiler import writing


class Command(migrate.Command):
    """Makes the tables as this version needs them."""

    def handle(self, *given: Any, **named: Any) -> None:
        """The command."""
        with writing():
            super().handle(*given, **named)
