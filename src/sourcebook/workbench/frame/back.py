"""Where somebody came from, and goes back to when they are done: `next` in the address or the form.

Only an address of this workbench is believed: another would lead people away under our name.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def came_from(request: HttpRequest) -> str:
    """The address that `next` names, "" where it names none or one elsewhere."""
    named = request.POST.get("next") or request.GET.get("next", "")
    own = named.startswith("/") and url_has_allowed_host_and_scheme(named, allowed_hosts=None)
    return named if own else ""
