"""`sourcebook admin seal_factors`: encrypts the seeds of all second factors under the server's secret of now.

After an upgrade from a version that kept them in clear, and after the secret was changed.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sourcebook.workbench.accounts.sealing import seal_again


class Command(BaseCommand):
    """The command."""

    help = "Encrypts what second factors are made from, under the secret of the server as it is now."

    def handle(self, *given: Any, **options: Any) -> None:
        """Seals what is not, and says how many; ends with a fault where some cannot be read."""
        if settings.LOCAL:
            raise CommandError("only on a server: SOURCEBOOK_HOSTS and SOURCEBOOK_SECRET_KEY are not set")
        sealed, unreadable = seal_again(Authenticator.objects.order_by("pk"))
        self.stdout.write(f"{sealed} factors sealed anew; all others were")
        if unreadable:
            raise CommandError(
                f"{unreadable} factors cannot be read: they were sealed under another secret. Name it in "
                "SOURCEBOOK_SECRET_KEY_BEFORE, or take them off: sourcebook admin take_off_factor NAME"
            )
