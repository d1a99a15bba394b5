"""The browser that somebody logged in with before, known by a signed cookie; and how long a session lasts.

Who guesses at passwords from many computers is stopped for the account as a whole. Its owner must not be shut
out by that: from a browser that they used before they are counted apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from sourcebook.dossier.models import Account

_COOKIE, _SALT = "__Host-known", "sourcebook.known-browser"
_DAYS = 90 * 24 * 60 * 60
# A session notes this often, in seconds, that it is used: not at every page, which would be a write each.
_NOTES = 300


def known_here(request: HttpRequest, login: str) -> bool:
    """Whether somebody logged in with this name from this browser before."""
    given = request.COOKIES.get(_COOKIE, "")
    if not given or not login:
        return False
    try:
        account = signing.loads(given, salt=_SALT, max_age=_DAYS)
    except signing.BadSignature:
        return False
    by = "email__iexact" if "@" in login else "handle__iexact"
    return Account.objects.filter(pk=account, **{by: login}).exists()


@receiver(user_logged_in, dispatch_uid="sourcebook.session.began")
def _began(request: HttpRequest, **_given: Any) -> None:
    request.session["began"] = request.session["used"] = int(time.time())


def sessions(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The middleware: ends a session that was not used for long, or is old; on a server only."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.LOCAL or "began" not in request.session:
            return get_response(request)
        now = int(time.time())
        idle, age = now - request.session["used"], now - request.session["began"]
        if idle > settings.SESSION_IDLE_SECONDS or age > settings.SESSION_COOKIE_AGE:
            auth.logout(request)
            messages.info(request, _("You were logged out: the session was not used for a while, or is old."))
        elif idle > _NOTES:
            request.session["used"] = now
        response = get_response(request)
        _known(request, response)
        return response

    return answer


def _known(request: HttpRequest, response: HttpResponseBase) -> None:
    if _COOKIE in request.COOKIES or not request.user.is_authenticated:
        return
    value = signing.dumps(str(request.user.pk), salt=_SALT)
    response.set_cookie(_COOKIE, value, max_age=_DAYS, secure=True, httponly=True, samesite="Lax")
