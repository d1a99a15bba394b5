"""Light or dark: as the computer has it, unless somebody chose; the choice is kept in a cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from sourcebook.workbench.frame.rules import ANYONE, page

LOOKS = ("auto", "light", "dark")
_COOKIE = "sourcebook_look"
_YEAR = 365 * 24 * 60 * 60


def look_of(request: HttpRequest) -> str:
    """The look that was chosen, "auto" where none was."""
    chosen = request.COOKIES.get(_COOKIE, "")
    return chosen if chosen in LOOKS else LOOKS[0]


@page(ANYONE, methods="POST")
def choose(request: HttpRequest) -> HttpResponseBase:
    """Keeps a choice, and goes back to where it was made."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = HttpResponseRedirect(back if safe else "/")
    chosen = request.POST.get("look", "")
    if chosen in LOOKS:
        response.set_cookie(
            _COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True, secure=not settings.LOCAL
        )
    return response
