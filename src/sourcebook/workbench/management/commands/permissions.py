"""`sourcebook admin permissions`: who may open what, for every address."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sourcebook.workbench.frame.matrix import WHO, matrix


class Command(BaseCommand):
    """Prints the table."""

    help = "Prints who may open which page, by which method."

    def handle(self, *given: Any, **named: Any) -> None:
        """The command."""
        rows = [("address", "method", *WHO)]
        rows += [
            (line.route, line.method, *("yes" if who in line.who else "·" for who in WHO))
            for line in matrix()
        ]
        wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            self.stdout.write(
                "  ".join(cell.ljust(size) for cell, size in zip(row, wide, strict=True)).rstrip()
            )
