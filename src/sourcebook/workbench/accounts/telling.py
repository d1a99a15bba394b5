"""Tells people when they log in what was changed of their account; all of it is on a page of their own
(`pages/log/own.py`).

Told at each log-in: what was changed since the one before, and in the last two weeks. Who came in with
somebody's password and changed something cannot make that unsaid by logging in once more.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sourcebook.dossier.access.own import BY_OTHERS, OPENS, happened, last_in
from sourcebook.workbench.accounts import sealing

_TOLD_FOR = timedelta(days=14)


@receiver(user_logged_in, dispatch_uid="sourcebook.told.in")
def _came_in(request: HttpRequest, user: Any, **_given: Any) -> None:
    """Seals what their codes are made from, where it is not yet; tells what was changed. On a server."""
    if settings.LOCAL:
        return
    sealing.seal_again(Authenticator.objects.filter(user_id=user.pk))
    recent = datetime.now(UTC) - _TOLD_FOR
    before = last_in(user.pk)
    found = happened(user.pk, (*OPENS, *BY_OTHERS), min(before, recent) if before else recent, 50)
    if found:
        words = ngettext(
            "%(n)s change of your account (password, second factor, keys) since you logged in last "
            "or within two weeks.",
            "%(n)s changes of your account (password, second factor, keys) since you logged in last "
            "or within two weeks.",
            len(found),
        ) % {"n": len(found)}  # fmt: skip
        link = format_html(
            '<a href="{}">{}</a>', reverse("account-happened"), _("Look whether all were yours")
        )
        messages.warning(request, format_html("{} {}", words, link))
