"""The link that logs the researcher in on their own computer: printed by `serve`, used once, never kept.

Only while `serve` runs in local mode is there one; it opens from this computer alone.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import threading

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from sourcebook.dossier.models import Account
from sourcebook.dossier.seen import at_the_door, viewing
from sourcebook.workbench.frame.rules import ANYONE, page

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class OneTimeLinks:
    """The links that were given out and not used yet: a token for a handle."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, str] = {}

    def issue(self, handle: str) -> str:
        """A new token for somebody; it takes the place of the one before."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._open = {token: handle}
        return token

    def redeem(self, given: str) -> str | None:
        """Whose token this is, once; None for every other. Compared in constant time."""
        with self._lock:
            for token, handle in self._open.items():
                if hmac.compare_digest(token.encode(), given.encode()):
                    del self._open[token]
                    return handle
        return None


LINKS = OneTimeLinks()


@page(ANYONE)
def enter(request: HttpRequest, token: str) -> HttpResponseBase:
    """Logs in who has the link, for this session of the browser."""
    if not settings.LOCAL or not _from_here(request):
        raise Http404("there are links on one's own computer only")
    handle = LINKS.redeem(token)
    with viewing(at_the_door()):
        account = Account.objects.filter(handle=handle, is_active=True).first() if handle else None
    if account is None:
        return _on(reverse("account_login") + "?link=used")
    auth.login(request, account, backend=_BACKEND)
    UserSession.objects.create_from_request(request)
    return _on(reverse("start"))


def _on(to: str) -> HttpResponseBase:
    """Further, without telling the next page where this one was."""
    return HttpResponseRedirect(to, headers={"Referrer-Policy": "no-referrer"})


def _from_here(request: HttpRequest) -> bool:
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
