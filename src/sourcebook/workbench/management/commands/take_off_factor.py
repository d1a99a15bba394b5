"""`sourcebook admin take_off_factor NAME`: for who lost their second factor, by those who run the server.

First make sure who asks: by voice or face, never by mail alone. They log in with their password and set a new
one up; their sessions end, and the log of their dossiers says what was done.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sourcebook.dossier.access.sightings import Noted, write
from sourcebook.dossier.models import Account
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.accounts import mailing
from sourcebook.workbench.pages.people.accounts import end_sessions


class Command(BaseCommand):
    """The command."""

    help = "Takes off all second factors of somebody who lost theirs, and ends their sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("name", help="the short name with which they log in")

    def handle(self, *given: Any, **options: Any) -> None:
        """Takes them off, and says how many."""
        name: str = options["name"]
        with as_system():
            account = Account.objects.filter(handle=name).first()
        if account is None:
            raise CommandError(f"{name}: nobody has this short name")
        number = Authenticator.objects.filter(user_id=account.pk).delete()[0]
        if not number:
            raise CommandError(f"{name} has no second factor; nothing was changed")
        end_sessions(account.pk)
        detail = "taken off by those who run the server"
        write([Noted("second factor", "account", datetime.now(UTC), account.pk, detail=detail)])
        if settings.ACCOUNT_EMAIL_NOTIFICATIONS and account.email:
            mailing.tell("taken off", account.email)
        self.stdout.write(f"{number} factors of {name} are taken off, their sessions have ended")
        if not account.has_usable_password():
            self.stdout.write("They have no password: a keeper gives them a link for one.")
