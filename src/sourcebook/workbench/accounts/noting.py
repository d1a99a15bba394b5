"""Notes who logs in and out, and changes of passwords and second factors, in each of their dossiers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from sourcebook.dossier.access.sightings import Noted
from sourcebook.workbench.frame import ledger


def _note(act: str, account: Any = None, login: str = "", detail: str = "") -> None:
    pk = account.pk if account is not None else None
    if pk is not None or login:
        ledger.LEDGER.note(Noted(act, "account", datetime.now(UTC), pk, detail=detail, login=login))


@receiver(user_logged_in, dispatch_uid="sourcebook.noted.in")
def _came_in(user: Any, **_given: Any) -> None:
    _note("came in", user)


@receiver(user_logged_out, dispatch_uid="sourcebook.noted.out")
def _went_out(user: Any = None, **_given: Any) -> None:
    _note("went out", user)


@receiver(user_login_failed, dispatch_uid="sourcebook.noted.failed")
def _failed(credentials: dict[str, Any], **_given: Any) -> None:
    # Whose name that is, is looked up when it is written: no answer takes longer because there is an account.
    login = credentials.get("username") or credentials.get("email") or ""
    _note("failed to come in", login=str(login)[:254])


@receiver([password_changed, password_set, password_reset], dispatch_uid="sourcebook.noted.password")
def _password(user: Any, **_given: Any) -> None:
    _note("new password", user)


@receiver(
    [authenticator_added, authenticator_removed, authenticator_reset], dispatch_uid="sourcebook.noted.factor"
)
def _factor(user: Any, authenticator: Any, **given: Any) -> None:
    added = given.get("signal") is authenticator_added
    _note(
        "second factor", user, detail=f"{authenticator.type} {'set up' if added else 'changed or taken off'}"
    )
