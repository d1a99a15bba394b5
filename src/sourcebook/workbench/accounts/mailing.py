"""Mail that tells somebody of a change of their own password or second factor, where the server has mail.

It holds no link, no code and no name of a dossier: whoever reads the box learns that there is an account, and
no more. It goes out by a thread of its own: a mail server that is slow or away holds nobody up, and what was
not sent is in the log of the server and, for the person, on their page of the account anyway.
"""

from __future__ import annotations

import logging
import threading
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_LOG = logging.getLogger("sourcebook.mail")
# What of django-allauth's notifications is told, and how; and one of our own.
TOLD: dict[str, Promise] = {
    "account/email/password_changed": gettext_lazy("There is a new password."),
    "account/email/password_set": gettext_lazy("There is a new password."),
    "account/email/password_reset": gettext_lazy(
        "There is a new password, set by a link that a keeper gave."
    ),
    "account/email/email_changed": gettext_lazy("There is a new e-mail address."),
    "mfa/email/totp_activated": gettext_lazy("An app was set up as second factor."),
    "mfa/email/totp_deactivated": gettext_lazy("The app was taken off as second factor."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey or key was added."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey or key was taken off."),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "There are new recovery codes; the old ones are void."
    ),
}


def mail_of(address: str) -> dict[str, Any]:
    """What `SOURCEBOOK_MAIL` says, `smtps://user:password@host` or `smtp+tls://...`. Raises ValueError."""
    address = address.strip()
    if not address:
        return {}
    parts = urlsplit(address)
    ports = {"smtps": 465, "smtp+tls": 587, "smtp": 25}
    # Without encryption to a program on the same machine alone.
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme not in ports or not parts.hostname or (parts.scheme == "smtp" and not local):
        raise ValueError(
            "SOURCEBOOK_MAIL: smtps://user:password@host or smtp+tls://user:password@host; smtp://localhost"
        )
    return {
        "host": parts.hostname,
        "port": parts.port or ports[parts.scheme],
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ssl": parts.scheme == "smtps",
        "tls": parts.scheme == "smtp+tls",
    }


def tell(kind: str, email: str) -> None:
    """Sends one off, where it is a change that is told. Never fails, never waits."""
    what = TOLD.get(kind)
    if what is None:
        return
    subject = _("Your account was changed")
    text = "{}\n\n{}\n".format(
        what,
        _("If that was not you, tell a keeper of your team at once, by another way than this mail."),
    )
    # Not a daemon: who stops the server waits for the few seconds that it takes.
    threading.Thread(target=_send, args=(subject, text, email), name="mail").start()


def _send(subject: str, text: str, email: str) -> None:
    from django.core.mail import EmailMessage

    try:
        EmailMessage(subject, text, to=[email]).send()
    except (OSError, ValueError) as error:
        # Neither whom nor what: addresses of the team are not for a log. SMTP's faults are OSErrors.
        _LOG.error("a mail about a change of an account was not sent (%s)", type(error).__name__)
