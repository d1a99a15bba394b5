"""Drops what was noted of people long ago: the log of a dossier is personal data too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sourcebook.dossier.access.sightings import forget
from sourcebook.dossier.write.make import now

# Less would drop what somebody may still have to look into.
_LEAST = 90


class Command(BaseCommand):
    """`sourcebook admin forget_sightings --days N`."""

    help = "Drops lines of the log (who saw what) of all dossiers that are older than so many days."

    def add_arguments(self, parser: CommandParser) -> None:
        """How old."""
        parser.add_argument("--days", type=int, required=True, help=f"{_LEAST} or more")

    def handle(self, *given: Any, **options: Any) -> None:
        """Drops them, and says how many."""
        days: int = options["days"]
        if days < _LEAST:
            raise CommandError(f"--days {days}: what is younger than {_LEAST} days is kept")
        number = forget(now() - timedelta(days=days))
        self.stdout.write(f"{number} lines older than {days} days are dropped")
