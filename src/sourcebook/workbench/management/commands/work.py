"""`sourcebook admin work`: the process that does long work, for a server where `serve` does not start it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sourcebook.workbench.work.process import work, work_off


class Command(BaseCommand):
    """Does long work until it is told to stop."""

    help = "Does the long work of the workbench (imports, checks, publications) until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Those of the command."""
        parser.add_argument(
            "--with-parent", action="store_true", help="end once the standard input is closed"
        )
        parser.add_argument("--batch", action="store_true", help="end once nothing waits")

    def handle(self, *given: Any, **named: Any) -> None:
        """The command."""
        if named["batch"]:
            work_off()
        else:
            work(named["with_parent"])
