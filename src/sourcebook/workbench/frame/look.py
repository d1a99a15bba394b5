"""Light or dark: as the computer has it, unless somebody chose; at hand in the menu of every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from sourcebook.workbench.frame.rules import ANYONE, page
from sourcebook.workbench.frame.wishes import wish, wishes_of


def look_of(request: HttpRequest) -> str:
    """The look that was chosen, "auto" where none was."""
    return wishes_of(request).look


@page(ANYONE, methods="POST")
def choose(request: HttpRequest) -> HttpResponseBase:
    """Keeps a choice of look or language, and goes back to where it was made."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = HttpResponseRedirect(back if safe else "/")
    wish(request, response, request.POST)
    return response
